package io.health4j.docker.orphan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which process this is, and whether another one lives, as Linux tells under {@code /proc}.
 * Elsewhere nothing is known. Immutable, so thread-safe.
 */
final class Processes {

  private static final Pattern NAMESPACE = Pattern.compile("[a-z]{1,16}:\\[\\d{1,20}]");
  private static final Pattern HIDING = Pattern.compile("(^|[ ,])hidepid=(?!(0|off)([ ,]|$))");

  private final Path proc;
  private final Optional<ProcessIdentity> own;

  /** What is known of a process. */
  enum Life {
    THERE,
    GONE,
    UNKNOWN
  }

  private Processes(Path proc, Optional<ProcessIdentity> own) {
    this.proc = proc;
    this.own = own;
  }

  static Processes system() {
    return in(Path.of("/proc"), ProcessHandle.current().pid());
  }

  static Processes in(Path proc, long pid) {
    return new Processes(proc, identity(proc, pid));
  }

  /**
   * This process.
   *
   * @return its identity; empty where it cannot be read
   */
  Optional<ProcessIdentity> own() {
    return own;
  }

  /**
   * Whether a process lives.
   *
   * @param process whose identity was read by itself
   * @return UNKNOWN when it is of another boot or namespace, or cannot be seen from here
   */
  Life look(ProcessIdentity process) {
    return own.isPresent() && own.get().comparableWith(process) ? find(process) : Life.UNKNOWN;
  }

  private Life find(ProcessIdentity process) {
    Path folder = proc.resolve(Long.toString(process.pid()));
    try {
      ProcessStat stat = ProcessStat.parse(text(folder.resolve("stat")));
      return stat.start() == process.start() && !stat.dead() ? Life.THERE : Life.GONE;
    } catch (IOException e) {
      // It may also have ended while its file was read; a file that may not be read proves nothing.
      return Files.notExists(folder) && everyProcessShows() ? Life.GONE : Life.UNKNOWN;
    } catch (IllegalArgumentException e) {
      return Life.UNKNOWN;
    }
  }

  /** With the mount option hidepid, a process that lives may have no folder. */
  private boolean everyProcessShows() {
    try {
      List<String> mounts =
          text(proc.resolve("self/mountinfo")).lines().filter(this::here).toList();
      return !mounts.isEmpty() && mounts.stream().noneMatch(line -> HIDING.matcher(line).find());
    } catch (IOException e) {
      return false;
    }
  }

  /** Field 5 of a line of mountinfo is where it is mounted. */
  private boolean here(String mount) {
    String[] fields = mount.split(" ", 6);
    return fields.length == 6 && fields[4].equals(proc.toString());
  }

  private static Optional<ProcessIdentity> identity(Path proc, long pid) {
    try {
      String boot = text(proc.resolve("sys/kernel/random/boot_id")).trim();
      ProcessStat stat = ProcessStat.parse(text(proc.resolve("self/stat")));
      // They differ when this /proc is another PID namespace's: its PIDs are not ours, then.
      return stat.pid() == pid && LeaseName.isUuid(boot)
          ? Optional.of(new ProcessIdentity(boot, namespaces(proc), pid, stat.start()))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String namespaces(Path proc) throws IOException {
    Path time = proc.resolve("self/ns/time"); // since Linux 5.6
    String pids = namespace(proc.resolve("self/ns/pid"));
    return Files.isSymbolicLink(time) ? pids + " " + namespace(time) : pids;
  }

  private static String namespace(Path link) throws IOException {
    String name = Files.readSymbolicLink(link).toString();
    if (!NAMESPACE.matcher(name).matches()) {
      throw new IOException("no namespace: " + link);
    }
    return name;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
