package io.health4j.check;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Judges the share of time in which collections held the program up.
 *
 * <p>The JVM counts each collector's time, but not all of it is a pause: ZGC and Shenandoah work
 * beside the program, and have a second bean for the pauses alone ({@code ZGC Cycles} and {@code
 * ZGC Pauses}; the generational one two of each). So where a bean names pauses, such beans alone
 * are judged; else all are, since all beans of Serial, Parallel and G1 count pauses. That goes for
 * {@code G1 Concurrent GC} too, in spite of its name: it counts the two pauses of a concurrent
 * cycle, Remark and Cleanup. A thread that ZGC makes wait for free memory is in none of the beans.
 *
 * <p>The share is taken over at least a second: one pause says nothing of a tenth of one. Until the
 * next is over, the last share stands.
 */
final class GcCheck implements HealthCheck {

  static final Threshold DEFAULT =
      Threshold.above().warning(0.25, 0.20).critical(0.50, 0.40).source("default").build();

  static final String CONDITION = "gc-time-high";

  /** As long as Elasticsearch's, whose limits are the default. */
  static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Metric TIME =
      Metric.counter("health.gc.time", "s", "Time that a collector counts, pauses or cycles.");
  private static final Metric COLLECTIONS =
      Metric.counter("health.gc.collections", "{collection}", "Collections that have ended.");
  private static final Metric UTILIZATION =
      Metric.gauge("health.gc.utilization", "1", "Share of time in which collections paused all.");
  private static final String PAUSES = "Pauses";
  private static final String REMEDY =
      "Give the process a larger -Xmx, or find in an allocation profile what makes the garbage.";

  /** What a collector has counted; −1 is what it cannot tell. */
  record Collector(String name, long count, long millis) {}

  private final Supplier<List<Collector>> collectors;
  private final Threshold threshold;
  private final Map<String, Growth> growths = new HashMap<>();
  private boolean looked;
  private long windowStart;
  private long pausedMillis;
  private OptionalDouble share = OptionalDouble.empty();

  GcCheck(Threshold threshold) {
    this(GcCheck::ofThisProcess, threshold);
  }

  GcCheck(Supplier<List<Collector>> collectors, Threshold threshold) {
    this.collectors = collectors;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    List<Collector> timed = collectors.get().stream().filter(c -> c.millis() >= 0).toList();
    if (timed.isEmpty()) {
      return CheckResult.unknown("no collector of this JVM tells how long it ran");
    }
    pausedMillis += paused(timed);
    closeWindow(context.ticker().read());
    List<Reading> readings = readings(timed);
    if (share.isEmpty()) {
      return CheckResult.of(
          Status.UNKNOWN,
          "the share of pauses needs two looks a second apart",
          readings.toArray(Reading[]::new));
    }
    double now = share.getAsDouble();
    var result = CheckResult.builder().reading(UTILIZATION, now);
    readings.forEach(result::reading);
    return result.judge(context, CONDITION, "", now, threshold, REMEDY).build();
  }

  /** The milliseconds of pause since the last look. */
  private long paused(List<Collector> timed) {
    boolean tellsPauses = timed.stream().anyMatch(each -> each.name().endsWith(PAUSES));
    long sum = 0;
    for (Collector each : timed) {
      if (!tellsPauses || each.name().endsWith(PAUSES)) {
        sum += growths.computeIfAbsent(each.name(), name -> new Growth()).since(each.millis());
      }
    }
    return sum;
  }

  private void closeWindow(long tick) {
    long elapsed = tick - windowStart;
    if (looked && elapsed < LEAST_NANOS) {
      return;
    }
    if (looked) {
      // A pause is counted when it ends, so one that began before the window can seem longer.
      double nanos = (double) TimeUnit.MILLISECONDS.toNanos(pausedMillis);
      share = OptionalDouble.of(Math.min(1, nanos / elapsed));
    }
    looked = true;
    windowStart = tick;
    pausedMillis = 0;
  }

  private static List<Reading> readings(List<Collector> timed) {
    var readings = new ArrayList<Reading>();
    for (Collector each : timed) {
      var name = Attributes.of("jvm.gc.name", each.name());
      double seconds = (double) each.millis() / TimeUnit.SECONDS.toMillis(1);
      readings.add(Reading.of(TIME, seconds, name));
      if (each.count() >= 0) {
        readings.add(Reading.of(COLLECTIONS, (double) each.count(), name));
      }
    }
    return readings;
  }

  private static List<Collector> ofThisProcess() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(b -> new Collector(b.getName(), b.getCollectionCount(), b.getCollectionTime()))
        .toList();
  }
}
