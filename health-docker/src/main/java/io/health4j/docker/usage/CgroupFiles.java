package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads what containers use from the kernel's files, where these are to be seen. One thread at a
 * time.
 *
 * <p>A container's place is looked up each time: that is one short file of its dozen, and what a
 * process id stood for a moment ago may be wrong now.
 */
final class CgroupFiles {

  private final KernelFile file = new KernelFile();
  private final String prefix;
  private final String proc;
  private final CgroupV1 v1 = new CgroupV1(file);
  private final CgroupV2 v2 = new CgroupV2(file);
  private final NetworkFiles network;
  private CgroupMounts mounts = CgroupMounts.none();

  CgroupFiles(Path root) {
    this.prefix = root.getParent() == null ? "" : root.toString();
    this.proc = prefix + "/proc/";
    this.network = new NetworkFiles(proc, file);
  }

  /** What a container uses; null when it cannot be seen here. */
  @Nullable ContainerUsage read(ContainerState container) {
    CgroupPlace place = place(container);
    if (place == null) {
      return null;
    }
    Tally tally = new Tally();
    String unified = place.isUnified() ? place.folder(CgroupMounts.UNIFIED) : null;
    if (unified == null) {
      v1.read(place, tally);
    } else {
      v2.read(unified, tally);
    }
    if (!tally.isEmpty()) {
      network.read(container.pid(), tally);
    }
    return tally.isEmpty() ? null : tally.usage();
  }

  private @Nullable CgroupPlace place(ContainerState container) {
    boolean found =
        container.pid() > 0 && findMounts() && file.read(proc + container.pid() + "/cgroup");
    return found ? CgroupPlace.find(file.text(), container.id(), mounts) : null;
  }

  /** Once they were seen they stay: cgroups are mounted as a machine starts. */
  private boolean findMounts() {
    if (mounts.isEmpty()) {
      mounts = CgroupMounts.read(Path.of(proc, "self", "mountinfo"), prefix);
    }
    return !mounts.isEmpty();
  }
}
