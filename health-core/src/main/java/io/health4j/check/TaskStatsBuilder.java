package io.health4j.check;

import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link TaskStats}. Not thread-safe. */
public final class TaskStatsBuilder {

  /** A mean duration above twice the expected one is slow: this project's own judgement. */
  public static final int SLOW_FACTOR = 2;

  /** 20 tasks, this project's own judgement: one failure alone is then within the default rate. */
  public static final int DEFAULT_MINIMUM_SAMPLE = 20;

  /** 5 min, this project's own judgement: about as long as Prometheus looks back for a value. */
  public static final Duration DEFAULT_LAPSE = Duration.ofMinutes(5);

  /** 100 types, this project's own judgement; at about 2 KB each they take 200 KB. */
  public static final int DEFAULT_MAX_TYPES = 100;

  private static final Threshold DEFAULT_ERROR_RATE =
      Threshold.above().warning(0.05).critical(0.10).source("default").build();

  private final Map<String, Duration> expected = new LinkedHashMap<>();
  private @Nullable Threshold errorRate;
  private @Nullable Integer minimumSample;
  private @Nullable Duration lapse;
  private @Nullable Integer maxTypes;
  private @Nullable Ticker ticker;
  private @Nullable Supplier<@Nullable String> traceIds;

  TaskStatsBuilder() {}

  /**
   * How long tasks of a type take when all is well. A window whose mean is more than {@value
   * #SLOW_FACTOR} times as long is a WARNING. Without this, a type is not judged by its duration.
   *
   * @param type the type; not blank, of at most {@value TaskStats#MAX_TYPE_LENGTH} characters, and
   *     not {@code other}
   * @param duration the expected mean, from 1 ms to 24 h
   * @return this
   * @throws IllegalArgumentException when an argument is out of range
   * @throws IllegalStateException when the type is given twice
   */
  public TaskStatsBuilder expect(String type, Duration duration) {
    if (type.isBlank() || type.length() > TaskStats.MAX_TYPE_LENGTH) {
      throw new IllegalArgumentException(
          "type must have from 1 to "
              + TaskStats.MAX_TYPE_LENGTH
              + " characters and not be blank, was '"
              + type
              + "'");
    }
    if (type.equals(TaskStats.OTHER)) {
      throw new IllegalArgumentException("type must not be 'other', where types without room go");
    }
    Durations.inRange("expected duration", duration, Durations.MIN, Durations.MAX);
    if (expected.putIfAbsent(type, duration) != null) {
      throw new IllegalStateException("expected duration of " + type + " is given twice");
    }
    return this;
  }

  /**
   * What the failed share of a window, 0–1, is held against. The default, WARNING above 5 % and
   * CRITICAL above 10 %, is this project's own judgement.
   *
   * @param threshold the threshold
   * @return this
   * @throws IllegalStateException when it is given twice
   */
  public TaskStatsBuilder errorRate(Threshold threshold) {
    once("error rate", errorRate);
    errorRate = Objects.requireNonNull(threshold, "threshold");
    return this;
  }

  /**
   * How many tasks must have finished before they are judged. Default: {@value
   * #DEFAULT_MINIMUM_SAMPLE}.
   *
   * @param tasks from 1 to 1,000,000
   * @return this
   * @throws IllegalArgumentException when it is out of range
   * @throws IllegalStateException when it is given twice
   */
  public TaskStatsBuilder minimumSample(int tasks) {
    once("minimum sample", minimumSample);
    minimumSample = inRange("minimum sample", tasks, 1_000_000);
    return this;
  }

  /**
   * How long a verdict stands when too few tasks finish for a new one. Default: {@link
   * #DEFAULT_LAPSE}.
   *
   * @param duration from 1 ms to 24 h
   * @return this
   * @throws IllegalArgumentException when it is out of range
   * @throws IllegalStateException when it is given twice
   */
  public TaskStatsBuilder lapse(Duration duration) {
    once("lapse", lapse);
    lapse = Durations.inRange("lapse", duration, Durations.MIN, Durations.MAX);
    return this;
  }

  /**
   * How many types are told apart; tasks of further types count as {@code other}. Default: {@value
   * #DEFAULT_MAX_TYPES}.
   *
   * @param types from 1 to 10,000, and no fewer than durations are expected of
   * @return this
   * @throws IllegalArgumentException when it is out of range
   * @throws IllegalStateException when it is given twice
   */
  public TaskStatsBuilder maxTypes(int types) {
    once("max types", maxTypes);
    maxTypes = inRange("max types", types, 10_000);
    return this;
  }

  /**
   * The clock that tasks are timed with. Default: {@link Ticker#system()}.
   *
   * @param clock the clock of the monitor
   * @return this
   * @throws IllegalStateException when it is given twice
   */
  public TaskStatsBuilder ticker(Ticker clock) {
    once("ticker", ticker);
    ticker = Objects.requireNonNull(clock, "ticker");
    return this;
  }

  /**
   * Keeps some tasks as examples, by which a histogram of durations leads to traces: {@code () ->
   * Span.current().getSpanContext().getTraceId()} with OpenTelemetry. Of each power of two of
   * durations the newest is kept, and replaced once a second at most. Default: none, and the cost
   * of asking is not paid.
   *
   * @param current answers the id of the trace that the calling thread is in; null, blank or zeros
   *     alone when there is none, or none that is recorded. It is called when a task ends, on the
   *     thread that ends it, and must not wait. What it throws is counted in {@code
   *     health.task.trace.failures}, after which it is left alone for a second; ids of more than
   *     {@value Distribution.Exemplar#MAX_ID_LENGTH} characters are left out
   * @return this
   * @throws IllegalStateException when it is given twice
   */
  public TaskStatsBuilder traceIds(Supplier<@Nullable String> current) {
    once("trace ids", traceIds);
    traceIds = Objects.requireNonNull(current, "current");
    return this;
  }

  /**
   * Makes the statistics.
   *
   * @return statistics without a task
   * @throws IllegalArgumentException when durations are expected of more types than there may be
   */
  public TaskStats build() {
    int types = or(maxTypes, DEFAULT_MAX_TYPES);
    if (expected.size() > types) {
      throw new IllegalArgumentException(
          "max types must be at least the " + expected.size() + " expected types, was " + types);
    }
    Ticker clock = or(ticker, Ticker.system());
    return new TaskStats(
        TaskLimits.of(
            expected,
            or(errorRate, DEFAULT_ERROR_RATE),
            or(minimumSample, DEFAULT_MINIMUM_SAMPLE),
            or(lapse, DEFAULT_LAPSE),
            types),
        clock,
        traceIds == null ? null : new TraceIds(traceIds, clock));
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given != null ? given : otherwise;
  }

  private static void once(String name, @Nullable Object given) {
    if (given != null) {
      throw new IllegalStateException(name + " is given twice");
    }
  }

  private static int inRange(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " must be from 1 to " + max + ", was " + value);
    }
    return value;
  }
}
