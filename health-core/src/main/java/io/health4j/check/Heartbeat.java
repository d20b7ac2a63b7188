package io.health4j.check;

import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sign of life that the host gives, and a check that misses it. The age of the last beat is held
 * against the limits; until the first beat it counts from the creation, so what never starts shows
 * too. Time in which the whole process stood still is taken off: nobody could have beaten then.
 *
 * <p>Thread-safe. Any number of threads may beat; the last beat counts.
 */
public final class Heartbeat {

  /** WARNING after 30 s, this project's own judgement: three missed beats at one in 10 s. */
  public static final Duration DEFAULT_WARN = Duration.ofSeconds(30);

  /** CRITICAL after 60 s, this project's own judgement; Kubernetes gives a node 40 to 50 s. */
  public static final Duration DEFAULT_CRITICAL = Duration.ofSeconds(60);

  static final String CONDITION = "heartbeat-missed";

  private static final Metric AGE =
      Metric.gauge("health.heartbeat.age", "s", "Time since the last sign of life.");
  private static final String REMEDY =
      "See in a thread dump where the code that should beat hangs, or restart it.";

  private final Threshold threshold;
  private final Ticker ticker;
  private final AtomicLong lastBeat;

  private Heartbeat(Threshold threshold, Ticker ticker) {
    this.threshold = threshold;
    this.ticker = ticker;
    this.lastBeat = new AtomicLong(ticker.read());
  }

  /**
   * A heartbeat with the default limits, on the system's clock.
   *
   * @return a heartbeat whose age counts from now
   */
  public static Heartbeat create() {
    return new Heartbeat(threshold(DEFAULT_WARN, DEFAULT_CRITICAL, "default"), Ticker.system());
  }

  /**
   * A heartbeat on the system's clock.
   *
   * @param warn WARNING when the last beat is older, from 1 ms to 24 h
   * @param critical CRITICAL when the last beat is older, longer than {@code warn}, to 24 h
   * @return a heartbeat whose age counts from now
   * @throws IllegalArgumentException when a limit is out of range
   */
  public static Heartbeat create(Duration warn, Duration critical) {
    return create(warn, critical, Ticker.system());
  }

  /**
   * A heartbeat on a given clock.
   *
   * @param warn WARNING when the last beat is older, from 1 ms to 24 h
   * @param critical CRITICAL when the last beat is older, longer than {@code warn}, to 24 h
   * @param ticker the clock of the monitor that runs {@link #health()}; ticks of two clocks cannot
   *     be compared
   * @return a heartbeat whose age counts from now
   * @throws IllegalArgumentException when a limit is out of range
   */
  public static Heartbeat create(Duration warn, Duration critical, Ticker ticker) {
    return new Heartbeat(
        threshold(warn, critical, "configured"), Objects.requireNonNull(ticker, "ticker"));
  }

  static Threshold threshold(Duration warn, Duration critical, String source) {
    Objects.requireNonNull(warn, "warn");
    Objects.requireNonNull(critical, "critical");
    Durations.inRange("warn", warn, Durations.MIN, Durations.MAX);
    Durations.inRange("critical", critical, Durations.MIN, Durations.MAX);
    if (critical.compareTo(warn) <= 0) {
      throw new IllegalArgumentException(
          "critical must be longer than warn "
              + Durations.text(warn)
              + ", was "
              + Durations.text(critical));
    }
    return Threshold.above()
        .warning(seconds(warn.toNanos()))
        .critical(seconds(critical.toNanos()))
        .source(source)
        .build();
  }

  /** Tells that the host is alive. Wait-free, allocates nothing, never throws. */
  public void beat() {
    // Release is enough: a check that sees this beat a moment later is not wrong by more than that.
    lastBeat.setRelease(ticker.read());
  }

  /**
   * The check of this heartbeat. The monitor that runs it must use this heartbeat's clock.
   *
   * @return a check with the condition {@code heartbeat-missed} and the reading {@code
   *     health.heartbeat.age} in seconds
   */
  public HealthCheck health() {
    return this::check;
  }

  private CheckResult check(CheckContext context) {
    double age = seconds(context.age(lastBeat.getAcquire()));
    return CheckResult.builder()
        .reading(AGE, age)
        .judge(context, CONDITION, "", age, threshold, REMEDY)
        .build();
  }

  private static double seconds(long nanos) {
    return (double) nanos / TimeUnit.SECONDS.toNanos(1);
  }
}
