package io.health4j.docker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What time it is by the engine's clock, at the least.
 *
 * <p>The engine may be on another machine, and clocks differ and jump, so its times are never held
 * against ours. But each time that it tells (of an event, of a start) is past for it when it is
 * seen here, and from then on our own ticker goes on. The latest of these is what is known. It is
 * right to the delay of an event once one came, and before that a container seems younger than it
 * is, never older. Used by one thread at a time.
 */
final class EngineClock {

  private @Nullable Instant seen;
  private long seenAt;

  /** A time that the engine told, seen now. */
  void saw(Instant told, long tick) {
    if (seen == null || told.isAfter(at(seen, tick))) {
      seen = told;
      seenAt = tick;
    }
  }

  void saw(Optional<Instant> told, long tick) {
    told.ifPresent(at -> saw(at, tick));
  }

  private Instant at(Instant anchor, long tick) {
    return anchor.plusNanos(Math.max(0, tick - seenAt));
  }

  /** How long ago an engine's time was, at the least; 0 when it is not known. */
  Duration since(Instant told, long tick) {
    if (seen == null) {
      return Duration.ZERO;
    }
    Duration since = Duration.between(told, at(seen, tick));
    return since.isNegative() ? Duration.ZERO : since;
  }
}
