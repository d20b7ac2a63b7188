package io.health4j.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is moved. Core's own, since health-test stands on core. */
public final class FakeTicker implements Ticker {

  private final AtomicLong now;

  /** Starts close to overflow, so that comparing ticks instead of subtracting them shows. */
  public FakeTicker() {
    now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());
  }

  @Override
  public long read() {
    return now.get();
  }

  public void advance(Duration by) {
    now.addAndGet(by.toNanos());
  }
}
