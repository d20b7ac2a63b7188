package io.health4j.check;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Judges how full a path's file system is. The store is looked up each time: mounts change. */
final class DiskSpaceCheck implements HealthCheck {

  static final Threshold DEFAULT =
      Threshold.above().warning(0.80).critical(0.90).source("default").build();

  static final String CONDITION = "disk-full";

  private static final Metric USAGE =
      Metric.gauge("system.filesystem.usage", "By", "Space of the file system by its state.");
  private static final Metric UTILIZATION =
      Metric.gauge("system.filesystem.utilization", "1", "Used share of the usable space.");
  private static final String REMEDY =
      "Delete or move what is no longer needed, or enlarge the file system.";

  /** Finds a path's store; a seam for tests. */
  @FunctionalInterface
  interface Stores {
    FileStore of(Path path) throws IOException;
  }

  private final Path path;
  private final String subject;
  private final Stores stores;
  private final Threshold threshold;
  private final Attributes mount;
  private final Attributes used;
  private final Attributes free;

  DiskSpaceCheck(Path path, Threshold threshold) {
    this(path, Files::getFileStore, threshold);
  }

  DiskSpaceCheck(Path path, Stores stores, Threshold threshold) {
    this.path = path;
    this.subject = path.toAbsolutePath().normalize().toString();
    this.stores = stores;
    this.threshold = threshold;
    this.mount = Attributes.of("system.filesystem.mountpoint", subject);
    this.used = mount.with("system.filesystem.state", "used");
    this.free = mount.with("system.filesystem.state", "free");
  }

  @Override
  public CheckResult check(CheckContext context) {
    try {
      FileStore store = stores.of(path);
      long total = store.getTotalSpace();
      return judge(context, total, total - store.getUnallocatedSpace(), store.getUsableSpace());
    } catch (IOException e) {
      return CheckResult.unknown("the file system of " + subject + " cannot be read", e);
    }
  }

  private CheckResult judge(CheckContext context, long total, long taken, long usable) {
    if (total <= 0 || taken < 0 || usable < 0 || taken + usable <= 0) {
      return CheckResult.unknown(
          "the file system of " + subject + " tells no sound size, was " + total + " bytes");
    }
    double share = (double) taken / ((double) taken + usable);
    return CheckResult.builder()
        .reading(USAGE, (double) taken, used)
        .reading(USAGE, (double) usable, free)
        .reading(UTILIZATION, share, mount)
        .judge(context, CONDITION, subject, share, threshold, REMEDY)
        .build();
  }
}
