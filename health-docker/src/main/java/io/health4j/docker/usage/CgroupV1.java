package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerUsage.Part;
import org.jspecify.annotations.Nullable;

/** A container's numbers in cgroups of version 1: a tree for each controller. */
final class CgroupV1 {

  /** {@code cpuacct.stat} counts in USER_HZ, which is 100 on all that run containers. */
  private static final double USER_HZ = 0.01;

  /** The kernel writes "no limit" as the largest number of whole pages. */
  private static final long NO_LIMIT = 1L << 60;

  private final KernelFile file;

  CgroupV1(KernelFile file) {
    this.file = file;
  }

  void read(CgroupPlace place, Tally tally) {
    readCpu(place.folder("cpuacct"), place.folder("cpu"), tally);
    readMemory(place.folder("memory"), tally);
    readPids(place.folder("pids"), tally);
    readDisk(place.folder("blkio"), tally);
  }

  private void readCpu(@Nullable String accounts, @Nullable String limits, Tally tally) {
    if (accounts != null) {
      tally.put(Part.CPU_TIME, number(accounts + "/cpuacct.usage"), Tally.NANOS);
      if (file.read(accounts + "/cpuacct.stat")) {
        tally.put(Part.CPU_USER, file.valueOf("user"), USER_HZ);
        tally.put(Part.CPU_SYSTEM, file.valueOf("system"), USER_HZ);
      }
    }
    if (limits != null && file.read(limits + "/cpu.stat")) {
      tally.put(Part.PERIODS, file.valueOf("nr_periods"));
      tally.put(Part.THROTTLED_PERIODS, file.valueOf("nr_throttled"));
      tally.put(Part.THROTTLED_TIME, file.valueOf("throttled_time"), Tally.NANOS);
    }
  }

  private void readMemory(@Nullable String folder, Tally tally) {
    if (folder == null) {
      return;
    }
    long usage = number(folder + "/memory.usage_in_bytes");
    long inactive = KernelFile.NONE;
    if (file.read(folder + "/memory.stat")) {
      inactive = file.valueOf("total_inactive_file");
      tally.put(Part.MEMORY_ANONYMOUS, file.valueOf("total_rss"));
    }
    tally.putMemory(usage, inactive);
    long limit = number(folder + "/memory.limit_in_bytes");
    tally.put(Part.MEMORY_LIMIT, limit < NO_LIMIT ? limit : KernelFile.NONE);
    if (file.read(folder + "/memory.oom_control")) {
      tally.put(Part.OOM_KILLS, file.valueOf("oom_kill"));
    }
  }

  private void readPids(@Nullable String folder, Tally tally) {
    if (folder != null) {
      tally.put(Part.PIDS, number(folder + "/pids.current"));
      tally.put(Part.PIDS_LIMIT, number(folder + "/pids.max"));
    }
  }

  /** With the groups below, where the kernel sums them up; Docker, too, has no groups below. */
  private void readDisk(@Nullable String folder, Tally tally) {
    if (folder != null
        && (file.read(folder + "/blkio.throttle.io_service_bytes_recursive")
            || file.read(folder + "/blkio.throttle.io_service_bytes"))) {
      tally.put(Part.DISK_READ, file.sumAfter(" Read "));
      tally.put(Part.DISK_WRITTEN, file.sumAfter(" Write "));
    }
  }

  private long number(String path) {
    return file.read(path) ? file.number() : KernelFile.NONE;
  }
}
