package io.health4j.docker.orphan;

import io.health4j.docker.api.EngineCalls;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of {@link Orphans}. Not thread-safe. */
public final class OrphansBuilder {

  private static final Duration MAX_GRACE = Duration.ofMinutes(10);
  private static final int MAX_PER_MINUTE = 1_000;

  final EngineCalls engine;
  final LeaseBook leases;
  final String owner;
  boolean enforcing;
  private @Nullable Duration grace;
  private int perMinute;
  private @Nullable Ticker ticker;

  OrphansBuilder(EngineCalls engine, LeaseBook leases, String owner) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.leases = leases;
    this.owner = owner;
    if (owner.isBlank()) {
      throw new IllegalArgumentException("owner must not be blank, was '" + owner + "'");
    }
  }

  private static void once(String name, boolean given) {
    if (given) {
      throw new IllegalArgumentException(name + " is given twice");
    }
  }

  /**
   * Lets orphans be removed, with the volumes of theirs that have no name.
   *
   * @return this
   * @throws IllegalArgumentException when it is said twice
   */
  public OrphansBuilder enforce() {
    once("enforce", enforcing);
    enforcing = true;
    return this;
  }

  /**
   * How long a container may take to end by itself; see {@link Orphans#DEFAULT_GRACE}.
   *
   * @param value from 0 to 10 min; engines count whole seconds
   * @return this
   * @throws IllegalArgumentException when it is out of range or given twice
   */
  public OrphansBuilder grace(Duration value) {
    once("grace", grace != null);
    grace = Durations.inRange("grace", value, Duration.ZERO, MAX_GRACE);
    return this;
  }

  /**
   * How many containers may be stopped and removed in any minute; see {@link
   * Orphans#DEFAULT_PER_MINUTE}. The others wait for the next sweep.
   *
   * @param value from 1 to 1,000
   * @return this
   * @throws IllegalArgumentException when it is out of range or given twice
   */
  public OrphansBuilder perMinute(int value) {
    once("perMinute", perMinute != 0);
    if (value < 1 || value > MAX_PER_MINUTE) {
      throw new IllegalArgumentException(
          "perMinute must be from 1 to " + MAX_PER_MINUTE + ", was " + value);
    }
    perMinute = value;
    return this;
  }

  /**
   * Another clock, for tests: budgets go by it, and leases that are watched.
   *
   * @param value the ticker
   * @return this
   * @throws IllegalArgumentException when it is given twice
   */
  public OrphansBuilder ticker(Ticker value) {
    once("ticker", ticker != null);
    ticker = Objects.requireNonNull(value, "ticker");
    return this;
  }

  Duration grace() {
    return grace == null ? Orphans.DEFAULT_GRACE : grace;
  }

  int perMinute() {
    return perMinute == 0 ? Orphans.DEFAULT_PER_MINUTE : perMinute;
  }

  Ticker ticker() {
    return ticker == null ? Ticker.system() : ticker;
  }

  /**
   * Makes the orphans, and the folder of leases if it is not there.
   *
   * @return the orphans
   * @throws UncheckedIOException when that folder cannot be made or read, or is damaged
   */
  public Orphans build() {
    return new Orphans(this);
  }
}
