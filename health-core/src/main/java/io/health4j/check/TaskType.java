package io.health4j.check;

import io.health4j.check.Distribution.Exemplar;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one type of task, for many writers and few readers. A reader may see a task in one
 * count and not yet in another; each count by itself only grows.
 */
final class TaskType {

  /** What takes longer counts as this long, so that a stray value cannot make the sum overflow. */
  static final Duration LONGEST = Duration.ofDays(365);

  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(365);
  private static final Metric DURATION =
      Metric.histogram("health.task.duration", "s", "How long finished tasks took.");
  private static final Metric FINISHED =
      Metric.counter("health.task.finished", "{task}", "Finished tasks by their outcome.");
  private static final Metric ACTIVE =
      Metric.gauge("health.task.active", "{task}", "Tasks that run now.");

  private final String name;
  private final @Nullable TaskExamples examples;
  private final Attributes attributes;
  private final Attributes succeededAttributes;
  private final Attributes failedAttributes;
  private final LongAdder active = new LongAdder();
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder sumNanos = new LongAdder();
  private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);
  private final AtomicLongArray buckets = new AtomicLongArray(Distribution.BUCKETS);

  TaskType(String name) {
    this(name, null);
  }

  TaskType(String name, @Nullable TaskExamples examples) {
    this.name = name;
    this.examples = examples;
    attributes = Attributes.of("task.type", name);
    succeededAttributes = attributes.with("outcome", "succeeded");
    failedAttributes = attributes.with("outcome", "failed");
  }

  String name() {
    return name;
  }

  void started() {
    active.increment();
  }

  void ended() {
    active.decrement();
  }

  void finished(long nanos, boolean success) {
    long took = Math.min(Math.max(0, nanos), LONGEST_NANOS);
    int bucket = Distribution.bucketOf(took);
    buckets.incrementAndGet(bucket);
    maxNanos.accumulate(took);
    sumNanos.add(took);
    // Last, since a check divides by it: what it counts is in the sum already.
    (success ? succeeded : failed).increment();
    if (examples != null) {
      examples.offer(took, bucket);
    }
  }

  long succeeded() {
    return succeeded.sum();
  }

  long failed() {
    return failed.sum();
  }

  long sumNanos() {
    return sumNanos.sum();
  }

  boolean used() {
    return active.sum() != 0 || failed() + succeeded() != 0;
  }

  void readings(ResultBuilder result) {
    result
        .reading(Reading.of(DURATION, distribution(), attributes))
        .reading(FINISHED, (double) succeeded(), succeededAttributes)
        .reading(FINISHED, (double) failed(), failedAttributes)
        .reading(ACTIVE, (double) active.sum(), attributes);
  }

  private Distribution distribution() {
    // First, so that an example's duration is among those that are counted.
    List<Exemplar> some = examples == null ? List.of() : examples.all();
    long[] counts = new long[Distribution.BUCKETS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.get(i);
    }
    var all = Distribution.of(counts, sumNanos(), maxNanos.get());
    return some.isEmpty() ? all : all.with(some);
  }
}
