package io.health4j.loop;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the health check asks for a sample and the loop's thread puts it: at most one sample a
 * check, and none when nobody checks. Volatile, since both happen rarely and the loop only reads a
 * flag.
 */
final class SampleSlot {

  /** True at first, so that the first check finds a sample. */
  private volatile boolean due = true;

  private volatile long askedAt;
  private volatile @Nullable PopulationSample latest;

  /** Whether a sample is wanted. */
  boolean due() {
    return due;
  }

  /** Takes the sample that is wanted; of {@code size} individuals or islands. */
  void take(int size, Supplier<PopulationSample> look) {
    PopulationSample sample;
    try {
      sample = look.get();
    } catch (Throwable failure) { // the host's function failed, not its loop; the check tells
      sample = PopulationSample.failed(size, failure);
    }
    latest = sample;
    due = false;
  }

  /** Asks for a sample, unless one is asked for already. */
  void ask(long iterations) {
    if (!due) {
      askedAt = iterations;
      due = true;
    }
  }

  /**
   * The latest sample, unless the loop had iterations enough to bring a new one and did not: then
   * it shows its population no more, and the old sample says nothing about it.
   */
  @Nullable PopulationSample latest(long iterations, int patience) {
    return due && iterations - askedAt > patience ? null : latest;
  }
}
