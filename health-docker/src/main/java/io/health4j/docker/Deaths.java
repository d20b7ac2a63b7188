package io.health4j.docker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which ends of one container's runs were told. An end is learned of in two ways, in whatever
 * order: by an event, and by the container's state. Both have a time by the engine's clock, and the
 * event's is a little later. Used by one thread at a time.
 */
final class Deaths {

  /** An event this long after an end that the state showed is that end's (own judgement). */
  private static final Duration LATE = Duration.ofSeconds(10);

  /** How much earlier an engine may date the event than the end (own judgement). */
  private static final Duration EARLY = Duration.ofSeconds(1);

  private @Nullable Instant told;

  /** The state showed the last end, and its event may still come. */
  private boolean awaited;

  /** An end from before this check began is no news. */
  void known(Instant finished) {
    told = finished;
  }

  /** Whether an event tells of an end that was not told. */
  boolean byEvent(Instant at) {
    Instant last = told;
    if (last != null && awaited && at.isBefore(last.plus(LATE))) {
      awaited = false;
      told = at.isAfter(last) ? at : last;
      return false;
    }
    if (last != null && !at.isAfter(last)) {
      return false; // told again, after the stream broke
    }
    awaited = false;
    told = at;
    return true;
  }

  /** Whether the state shows an end that was not told. */
  boolean byState(Instant finished) {
    if (told != null && !finished.isAfter(told.plus(EARLY))) {
      return false;
    }
    told = finished;
    awaited = true;
    return true;
  }
}
