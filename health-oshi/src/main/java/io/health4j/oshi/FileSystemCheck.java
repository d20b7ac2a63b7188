package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Threshold;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** How full each local file system is, in bytes and in files. All are judged, the fullest shown. */
final class FileSystemCheck implements HealthCheck {

  static final Metric USAGE =
      Metric.gauge("system.filesystem.usage", "By", "Space of a file system by state");
  static final Metric UTILIZATION =
      Metric.gauge("system.filesystem.utilization", "1", "Used share of the space users can have");
  static final Metric INODES =
      Metric.gauge("system.filesystem.inodes.usage", "{inode}", "Inodes of a file system by state");
  static final String FULL = "disk-full";
  static final String NO_INODES = "inodes-exhausted";

  /** Readings are given of so many file systems: a node of a cluster may have hundreds. */
  static final int SHOWN = 64;

  private static final String STATE = "system.filesystem.state";

  private record Key(String path, String device) {

    static Key of(Mount mount) {
      return new Key(mount.path(), mount.device());
    }
  }

  private record Labels(Attributes used, Attributes free, Attributes reserved) {}

  private final MountTable table;
  private final Threshold threshold;
  private final Map<Key, Labels> labels = new HashMap<>();

  FileSystemCheck(MountTable table, Threshold threshold) {
    this.table = table;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    List<Mount> mounts =
        table.read(context.ticker().read()).stream()
            .sorted(Comparator.comparingDouble(mount -> -mount.space().utilization()))
            .toList();
    var result = CheckResult.builder();
    if (mounts.isEmpty()) {
      result.message("no local file system that can be written");
    } else if (mounts.size() > SHOWN) {
      result.message("readings of the fullest " + SHOWN + " of " + mounts.size());
    }
    List<Mount> shown = mounts.subList(0, Math.min(SHOWN, mounts.size()));
    labels.keySet().retainAll(new HashSet<>(shown.stream().map(Key::of).toList()));
    shown.forEach(mount -> addReadings(result, mount));
    mounts.forEach(mount -> judge(result, context, mount));
    return result.build();
  }

  private void addReadings(ResultBuilder result, Mount mount) {
    Mount.Space space = mount.space();
    Labels of = labels.computeIfAbsent(Key.of(mount), key -> labelsOf(mount));
    result
        .reading(USAGE, (double) space.used(), of.used)
        .reading(USAGE, (double) space.usable(), of.free)
        .reading(USAGE, (double) space.reserved(), of.reserved)
        .reading(UTILIZATION, space.utilization(), of.used);
    if (mount.hasInodes()) {
      result
          .reading(INODES, (double) (mount.inodes() - mount.freeInodes()), of.used)
          .reading(INODES, (double) mount.freeInodes(), of.free);
    }
  }

  private static Labels labelsOf(Mount mount) {
    var common =
        Attributes.of(
            "system.device", mount.device(),
            "system.filesystem.mountpoint", mount.path(),
            "system.filesystem.type", mount.type());
    return new Labels(
        common.with(STATE, "used"), common.with(STATE, "free"), common.with(STATE, "reserved"));
  }

  private void judge(ResultBuilder result, CheckContext context, Mount mount) {
    double space = mount.space().utilization();
    result.judge(context, FULL, mount.path(), space, threshold, "Remove files, or add space");
    if (mount.hasInodes()) {
      double inodes = mount.inodeUtilization();
      result.judge(context, NO_INODES, mount.path(), inodes, threshold, "Remove small files");
    }
  }
}
