package io.health4j.docker.usage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the cgroup file systems are mounted, as this process sees it. Immutable.
 *
 * <p>A mount may show only a part of the tree, as in a container: then its root, in the terms of
 * {@code /proc/PID/cgroup}, is taken off a path. Two versions exist, and machines that have both:
 * each controller of version 1 has its own tree, version 2 has one for all.
 */
final class CgroupMounts {

  /** Instead of a controller: the one tree of version 2. */
  static final String UNIFIED = "";

  private record Mount(String root, String point) {

    @Nullable String folder(String path) {
      if (root.equals("/")) {
        return point + path;
      }
      boolean isInside = path.equals(root) || path.startsWith(root + "/");
      return isInside ? point + path.substring(root.length()) : null;
    }
  }

  private final Map<String, Mount> mounts = new HashMap<>();

  private CgroupMounts() {}

  /** No mounts at all: not Linux, or not looked yet. */
  static CgroupMounts none() {
    return new CgroupMounts();
  }

  /**
   * From a {@code /proc/self/mountinfo}; none when it cannot be read. It may be long: each
   * container adds a line.
   *
   * @param prefix goes before each mount point; empty but in tests
   */
  static CgroupMounts read(Path mountinfo, String prefix) {
    CgroupMounts all = new CgroupMounts();
    try (Stream<String> lines = Files.lines(mountinfo, StandardCharsets.ISO_8859_1)) {
      lines.forEach(line -> all.add(line, prefix));
    } catch (IOException | UncheckedIOException e) {
      return none();
    }
    return all;
  }

  /** {@code id parent device root point options [more…] - type source super-options}. */
  private void add(String line, String prefix) {
    int dash = line.indexOf(" - ");
    if (dash < 0) {
      return;
    }
    String[] before = line.substring(0, dash).split(" ", -1);
    String[] after = line.substring(dash + 3).split(" ", -1);
    if (before.length < 6 || after.length < 3) {
      return;
    }
    Mount mount = new Mount(before[3], prefix + before[4]);
    if (after[0].equals("cgroup2")) {
      put(UNIFIED, mount);
    } else if (after[0].equals("cgroup")) {
      for (String option : after[2].split(",", -1)) {
        put(option, mount);
      }
    }
  }

  /** Of several mounts the one that shows more of the tree. */
  private void put(String controller, Mount mount) {
    mounts.merge(controller, mount, (a, b) -> b.root().length() < a.root().length() ? b : a);
  }

  boolean isEmpty() {
    return mounts.isEmpty();
  }

  /** The folder of a path in a controller's tree; null when it cannot be seen from here. */
  @Nullable String folder(String controller, String path) {
    Mount mount = mounts.get(controller);
    return mount == null ? null : mount.folder(path);
  }
}
