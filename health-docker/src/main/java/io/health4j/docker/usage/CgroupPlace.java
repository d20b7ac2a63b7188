package io.health4j.docker.usage;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A container's folders in the cgroup file systems. Immutable.
 *
 * <p>The way there is a process id, and that alone proves nothing: it may be another machine's (an
 * engine far away), of another PID namespace, or be used again. So a path is believed only when one
 * of its parts is the container's whole id, as Docker ({@code /docker/ID}), systemd ({@code
 * docker-ID.scope}) and Podman ({@code libpod-ID.scope}) write it. What comes below that part is
 * cut off: there a container's own init may have put its first process. A path that leads out of
 * this process's cgroup namespace ({@code /../…}) cannot be followed from here.
 *
 * @param isUnified whether this is version 2
 * @param folders by controller; for version 2 the one, by {@link CgroupMounts#UNIFIED}
 */
record CgroupPlace(boolean isUnified, Map<String, String> folders) {

  private static final Set<String> USED = Set.of("cpu", "cpuacct", "memory", "pids", "blkio");

  /**
   * Finds a container.
   *
   * @param text its first process's {@code /proc/PID/cgroup}
   * @param id its whole id
   * @param mounts where cgroups are mounted
   * @return its place; null when it cannot be seen
   */
  static @Nullable CgroupPlace find(String text, String id, CgroupMounts mounts) {
    Map<String, String> folders = new HashMap<>();
    text.lines().forEach(line -> add(line, id, mounts, folders));
    String unified = folders.remove(CgroupMounts.UNIFIED);
    if (!folders.isEmpty()) {
      return new CgroupPlace(false, folders);
    }
    return unified == null ? null : new CgroupPlace(true, Map.of(CgroupMounts.UNIFIED, unified));
  }

  /** {@code number:controllers:path}; no controllers for version 2. */
  private static void add(
      String line, String id, CgroupMounts mounts, Map<String, String> folders) {
    String[] fields = line.split(":", 3);
    String path = fields.length < 3 ? null : upTo(id, fields[2]);
    if (path == null) {
      return;
    }
    for (String controller : fields[1].split(",", -1)) {
      String folder =
          controller.equals(CgroupMounts.UNIFIED) || USED.contains(controller)
              ? mounts.folder(controller, path)
              : null;
      if (folder != null) {
        folders.put(controller, folder);
      }
    }
  }

  /** The path as far as the part that has the id; null when no part has. */
  private static @Nullable String upTo(String id, String path) {
    int at = id.isEmpty() || path.startsWith("/..") ? -1 : path.indexOf(id);
    while (at > 0) {
      int end = at + id.length();
      if (begins(path.charAt(at - 1)) && (end == path.length() || ends(path.charAt(end)))) {
        int slash = path.indexOf('/', end);
        return slash < 0 ? path : path.substring(0, slash);
      }
      at = path.indexOf(id, at + 1);
    }
    return null;
  }

  private static boolean begins(char before) {
    return before == '/' || before == '-' || before == ':';
  }

  private static boolean ends(char after) {
    return after == '/' || after == '.';
  }

  /** A controller's folder; null when it has none. */
  @Nullable String folder(String controller) {
    return folders.get(isUnified ? CgroupMounts.UNIFIED : controller);
  }
}
