package io.health4j.docker;

import io.health4j.check.CheckContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the kernel last killed a process of one container for want of memory. It is learned of by an
 * event, by a counter and by the container's state, so what comes shortly after is the same kill,
 * or one of the same shortage, and is told once. Used by one thread at a time.
 */
final class OomKills {

  /** The three ways differ by a look at most when looks are woken (own judgement). */
  private static final long SAME_NANOS = Duration.ofSeconds(10).toNanos();

  private boolean any;
  private long last;
  private long told;
  private @Nullable Instant event;

  /** An event tells of a kill; whether it is to be told. */
  boolean byEvent(Instant at, long tick) {
    if (event != null && !at.isAfter(event)) {
      return false; // told again, after the stream broke
    }
    event = at;
    return seen(tick);
  }

  /** A kill was seen; whether it is to be told. */
  boolean seen(long tick) {
    boolean again = any && tick - told < SAME_NANOS;
    any = true;
    last = tick;
    told = again ? told : tick;
    return !again;
  }

  boolean within(long nanos, CheckContext context) {
    return any && context.age(last) <= nanos;
  }
}
