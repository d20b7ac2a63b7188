package io.health4j.docker.orphan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code /proc} made of files, as process 100 sees it. */
final class CannedProc {
  static final String BOOT = "11111111-2222-3333-4444-555555555555";
  static final String OTHER_BOOT = "99999999-2222-3333-4444-555555555555";
  static final long SELF = 100;

  final Path root;

  CannedProc(Path root) {
    this.root = root;
    boot(BOOT);
    namespace("pid", "pid:[4026531836]");
    write("self/stat", stat(SELF, "java", 'S', 40, 1_000));
    mount("rw");
  }

  CannedProc boot(String id) {
    return write("sys/kernel/random/boot_id", id + "\n");
  }

  CannedProc namespace(String kind, String name) {
    try {
      Path link = root.resolve("self/ns").resolve(kind);
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CannedProc process(long pid, char state, long start) {
    return write(pid + "/stat", stat(pid, "java", state, 1, start));
  }

  /** The process ends, and is waited for. */
  CannedProc gone(long pid) {
    try {
      Files.deleteIfExists(root.resolve(pid + "/stat"));
      Files.deleteIfExists(root.resolve(Long.toString(pid)));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CannedProc mount(String options) {
    return write(
        "self/mountinfo",
        "22 28 0:21 / /sys rw,nosuid - sysfs sysfs rw\n23 28 0:22 / "
            + root
            + " rw,nosuid shared:13 - proc proc "
            + options
            + "\n");
  }

  static String stat(long pid, String name, char state, long threads, long start) {
    return pid
        + " ("
        + name
        + ") "
        + state
        + " 1 1 1 0 -1 4194304 102 0 0 0 0 0 0 0 20 0 "
        + threads
        + " 0 "
        + start
        + " 3133440 390 18446744073709551615\n";
  }

  CannedProc write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Processes processes() {
    return Processes.in(root, SELF);
  }

  static ProcessIdentity identity(long pid, long start) {
    return new ProcessIdentity(BOOT, "pid:[4026531836]", pid, start);
  }
}
