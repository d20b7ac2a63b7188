package io.health4j.recovery;

import io.health4j.recovery.RecoveryEngine.Attempt;
import java.time.Duration;

/**
 * How long a target is left alone after an attempt. It doubles with each attempt of an episode; up
 * to a fifth is added, told from the attempt itself instead of a random number, so that a history
 * that is played again gives the same.
 */
final class Cooldown {

  private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

  /** 2¹² s are more than an hour: no more doublings are needed, and none overflows. */
  private static final int DOUBLINGS = 12;

  private static final double JITTER = 0.2;

  /** 2⁶⁴ / the golden ratio: its multiples are spread evenly, also those of similar numbers. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Cooldown() {}

  static long nanos(Duration first, Attempt attempt) {
    long base = first.toNanos();
    long grown = base << Math.min(attempt.number() - 1, DOUBLINGS);
    long rest = Math.min(grown, Math.max(base, LONGEST_NANOS));
    return rest + (long) (rest * JITTER * share(attempt));
  }

  /** From 0 to 1, 1 left out. */
  private static double share(Attempt attempt) {
    long mixed = (attempt.target().id().hashCode() * 31L + attempt.id()) * GOLDEN;
    mixed ^= mixed >>> 29;
    return ((mixed * GOLDEN) >>> 11) * 0x1p-53;
  }
}
