package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerUsage.Part;

/** A container's numbers in cgroups of version 2: one tree. A missing limit is {@code max}. */
final class CgroupV2 {

  private final KernelFile file;

  CgroupV2(KernelFile file) {
    this.file = file;
  }

  void read(String folder, Tally tally) {
    readCpu(folder, tally);
    readMemory(folder, tally);
    tally.put(Part.PIDS, number(folder + "/pids.current"));
    tally.put(Part.PIDS_LIMIT, number(folder + "/pids.max"));
    if (file.read(folder + "/io.stat")) {
      tally.put(Part.DISK_READ, file.sumAfter(" rbytes="));
      tally.put(Part.DISK_WRITTEN, file.sumAfter(" wbytes="));
    }
  }

  private void readCpu(String folder, Tally tally) {
    if (file.read(folder + "/cpu.stat")) {
      tally.put(Part.CPU_TIME, file.valueOf("usage_usec"), Tally.MICROS);
      tally.put(Part.CPU_USER, file.valueOf("user_usec"), Tally.MICROS);
      tally.put(Part.CPU_SYSTEM, file.valueOf("system_usec"), Tally.MICROS);
      tally.put(Part.PERIODS, file.valueOf("nr_periods"));
      tally.put(Part.THROTTLED_PERIODS, file.valueOf("nr_throttled"));
      tally.put(Part.THROTTLED_TIME, file.valueOf("throttled_usec"), Tally.MICROS);
    }
  }

  private void readMemory(String folder, Tally tally) {
    long usage = number(folder + "/memory.current");
    long inactive = KernelFile.NONE;
    if (file.read(folder + "/memory.stat")) {
      inactive = file.valueOf("inactive_file");
      tally.put(Part.MEMORY_ANONYMOUS, file.valueOf("anon"));
    }
    tally.putMemory(usage, inactive);
    tally.put(Part.MEMORY_LIMIT, number(folder + "/memory.max"));
    if (file.read(folder + "/memory.events")) {
      tally.put(Part.OOM_KILLS, file.valueOf("oom_kill"));
    }
  }

  private long number(String path) {
    return file.read(path) ? file.number() : KernelFile.NONE;
  }
}
