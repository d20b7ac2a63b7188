package io.health4j;

import io.health4j.check.HealthCheck;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one check takes part in its target. Not thread-safe; used while a target is being described.
 */
public final class CheckSpec {

  /**
   * A call is given up after 5 s, or after the target's interval where that is shorter (this
   * project's own judgement, see docs/decisions/003).
   */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  /** So many failures in a row open the breaker: as many as bad samples settle a state. */
  public static final int DEFAULT_FAILURES = 3;

  /** So long a failing check is left alone (this project's own judgement). */
  public static final Duration DEFAULT_OPEN = Duration.ofMinutes(5);

  private static final double MAX_WEIGHT = 1_000_000;

  final String name;
  final HealthCheck check;
  double weight = 1;
  boolean vital;
  @Nullable Duration timeout;
  int failures = DEFAULT_FAILURES;
  Duration open = DEFAULT_OPEN;
  Set<String> dependencies = Set.of();
  private Set<String> given = new HashSet<>();
  private boolean closed;

  CheckSpec(String name, HealthCheck check) {
    this.name = name;
    this.check = check;
  }

  /**
   * The check's share in the score, beside the other checks of its target. Default 1.
   *
   * @param value from 0 (not scored) to 1,000,000
   * @return this
   */
  public CheckSpec weight(double value) {
    once("weight");
    if (!(value >= 0 && value <= MAX_WEIGHT)) {
      throw new IllegalArgumentException("weight must be from 0 to 1000000, was " + value);
    }
    weight = value;
    return this;
  }

  /**
   * The target cannot work without it: CRITICAL holds the score at 0, UNKNOWN leaves no score.
   *
   * @return this
   */
  public CheckSpec vital() {
    once("vital");
    vital = true;
    return this;
  }

  /**
   * How long a call may take before it is given up. A sample is published when its last check is
   * in, so a check that takes longer than two intervals makes its target read stale. Default:
   * {@link #DEFAULT_TIMEOUT}, or the target's interval where that is shorter.
   *
   * @param value from 1 ms to 1 h
   * @return this
   */
  public CheckSpec timeout(Duration value) {
    once("timeout");
    timeout = Durations.inRange("timeout", value, Durations.MIN, Duration.ofHours(1));
    return this;
  }

  /**
   * When a check that keeps failing (throws, answers null, times out) is left alone, and for how
   * long. Default: {@value #DEFAULT_FAILURES} failures in a row, {@link #DEFAULT_OPEN}.
   *
   * @param failuresInARow from 1 to 100
   * @param openFor until a call is tried again; from 1 ms to 24 h
   * @return this
   */
  public CheckSpec breaker(int failuresInARow, Duration openFor) {
    once("breaker");
    if (failuresInARow < 1 || failuresInARow > 100) {
      throw new IllegalArgumentException(
          "breaker failures must be from 1 to 100, was " + failuresInARow);
    }
    failures = failuresInARow;
    open = Durations.inRange("breaker open time", openFor, Durations.MIN, Durations.MAX);
    return this;
  }

  /**
   * Names checks of the same target that this one cannot pass without: while one of them has an
   * alert, nobody is told of this one's. A lost GPU explains its temperature and its tasks.
   *
   * @param checks their names; they may be described later
   * @return this
   */
  public CheckSpec dependsOn(String... checks) {
    once("dependsOn");
    dependencies = Set.of(checks);
    return this;
  }

  CheckSpec close() {
    closed = true;
    given = Set.of(); // it is kept for as long as its target, of which there may be many
    return this;
  }

  private void once(String setting) {
    if (closed) {
      throw new IllegalStateException("check '" + name + "' is described already");
    }
    if (!given.add(setting)) {
      throw new IllegalStateException(setting + " of check '" + name + "' is given twice");
    }
  }
}
