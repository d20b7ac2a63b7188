package io.health4j.docker.orphan;

import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock moved by hand. It starts where a long soon overflows. */
final class ManualTick implements Ticker {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());

  @Override
  public long read() {
    return now.get();
  }

  long after(Duration time) {
    return now.addAndGet(time.toNanos());
  }
}
