package io.health4j.test;

import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands until it is moved, and a wall clock that moves with it. Together they go into
 * {@code MonitorBuilder.clocks(ticker, ticker.wall())}, and the monitor is driven by {@code
 * poll()}.
 *
 * <p>Its ticks start 30 s before they overflow: code that compares ticks instead of subtracting
 * them goes wrong within a test of ordinary length.
 *
 * <p>Thread-safe.
 */
public final class ManualTicker implements Ticker {

  /**
   * What {@link #wall()} shows before the first {@link #advance}: the first moment of 2026, UTC.
   */
  public static final Instant WALL_START = Instant.parse("2026-01-01T00:00:00Z");

  private static final long START = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

  private final AtomicLong elapsed = new AtomicLong();

  /** Creates a clock that stands at its start. */
  public ManualTicker() {}

  @Override
  public long read() {
    return START + elapsed.get();
  }

  /**
   * Moves the time on.
   *
   * @param by how far; not negative, since a ticker never goes backwards
   * @throws IllegalArgumentException when it is negative
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by must not be negative, was " + by);
    }
    elapsed.addAndGet(by.toNanos());
  }

  /**
   * The wall clock that goes with these ticks.
   *
   * @return a thread-safe view, which moves with this ticker
   */
  public InstantSource wall() {
    return () -> WALL_START.plusNanos(elapsed.get());
  }

  /** How far it was moved. */
  @Override
  public String toString() {
    return "ManualTicker{+" + Duration.ofNanos(elapsed.get()) + "}";
  }
}
