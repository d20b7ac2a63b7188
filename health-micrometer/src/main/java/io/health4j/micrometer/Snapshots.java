package io.health4j.micrometer;

import io.health4j.HealthSource;
import io.health4j.time.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the source once a scrape instead of once a meter. Micrometer reads each meter by itself and
 * does not tell where a scrape begins, so an answer is kept for a moment: longer than most scrapes
 * take, and much shorter than the three intervals after which a target counts as stale. It is what
 * the promise "stale is never green" can be late by.
 *
 * <p>Thread-safe. Two scrapes at once may both ask, which harms nobody.
 */
final class Snapshots {

  /** 100 ms: this project's own judgement. Thousands of gauges are read in less. */
  static final long VALID_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final HealthSource source;
  private final Ticker clock;
  private volatile @Nullable Snapshot last;

  Snapshots(HealthSource source, Ticker clock) {
    this.source = source;
    this.clock = clock;
  }

  /** What the source says, or said at most {@link #VALID_NANOS} ago. */
  Snapshot now() {
    long tick = clock.read();
    Snapshot kept = last;
    if (kept == null || tick - kept.madeAt() >= VALID_NANOS) {
      kept = new Snapshot(tick, source.report(), source.statistics());
      last = kept;
    }
    return kept;
  }

  /** Something changed: the next reader gets to see it. */
  void forget() {
    last = null;
  }
}
