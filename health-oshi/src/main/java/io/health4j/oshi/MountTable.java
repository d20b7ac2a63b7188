package io.health4j.oshi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The file systems worth watching, and how full they are. To list the mounts is dear (on Linux OSHI
 * starts {@code lsblk} for it), to ask one for its space is one system call. So the list is kept
 * for a minute, while the space is always fresh. When a mount goes away, its path belongs to
 * another file system, which shows by its size: then the list is made at once.
 *
 * <p>Left out is what nobody can fill or empty: read-only mounts and images ({@code squashfs},
 * {@code iso9660}), which are always 100 % full. OSHI itself leaves out what has no storage ({@code
 * proc}, {@code cgroup}, and any {@code overlay} but the root, which in a container is the disk
 * that it writes to) and, below {@code /run} and {@code /dev}, {@code tmpfs}. A {@code tmpfs}
 * elsewhere, such as {@code /tmp}, stays: when it is full, programs fail. Of several mounts of one
 * device (bind mounts, btrfs subvolumes) the one with the shortest path stands for all.
 */
final class MountTable {

  static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final Set<String> IMAGES =
      Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs", "romfs");
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final Supplier<List<Mount>> lister;
  private final Function<String, Mount.Space> sizer;
  private List<Mount> listed = List.of();
  private long listedAt;
  private boolean everListed;

  MountTable(Supplier<List<Mount>> lister, Function<String, Mount.Space> sizer) {
    this.lister = lister;
    this.sizer = sizer;
  }

  List<Mount> read(long tick) {
    if (!everListed || tick - listedAt >= KEPT_NANOS) {
      return list(tick);
    }
    var fresh = new ArrayList<Mount>(listed.size());
    for (Mount mount : listed) {
      Mount.Space now = sizer.apply(mount.path());
      if (!mount.space().sameSize(now)) {
        return list(tick);
      }
      fresh.add(mount.with(now));
    }
    return fresh;
  }

  private List<Mount> list(long tick) {
    List<Mount> all = lister.get();
    if (all.isEmpty()) {
      throw new IllegalStateException("the system lists no file system");
    }
    var byDevice = new LinkedHashMap<String, Mount>();
    all.stream()
        .filter(MountTable::isWatched)
        .sorted(Comparator.comparingInt(mount -> mount.path().length()))
        .forEach(mount -> byDevice.putIfAbsent(key(mount), mount));
    listed = List.copyOf(byDevice.values());
    listedAt = tick;
    everListed = true;
    return listed;
  }

  private static boolean isWatched(Mount mount) {
    return !mount.readOnly() && !IMAGES.contains(mount.type()) && mount.space().total() > 0;
  }

  /** File systems in memory share a device's name, not its space. */
  private static String key(Mount mount) {
    return IN_MEMORY.contains(mount.type()) ? mount.path() : mount.device();
  }
}
