package io.health4j.examples;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws what goes wrong in each iteration; the same for the same seed. Before {@link #begin} all is
 * well. One thread draws; any may begin.
 */
final class SandboxPlan {

  private static final List<SandboxMishap> CRASHES =
      List.of(SandboxMishap.FAIL, SandboxMishap.MEMORY, SandboxMishap.HANG);

  private final Random random;
  private final int percent;
  private volatile boolean begun;

  /**
   * A plan.
   *
   * @param percent how many of 100 sandboxes crash; half as many iterations throw
   */
  SandboxPlan(long seed, int percent) {
    this.random = new Random(seed);
    this.percent = percent;
  }

  /**
   * One iteration.
   *
   * @param mishaps of each of its sandboxes
   * @param thrown whether it throws while they run, and leaves them behind
   */
  record Round(List<SandboxMishap> mishaps, boolean thrown) {}

  /** From the next iteration on things go wrong. */
  void begin() {
    begun = true;
  }

  /** What goes wrong in the next iteration. */
  Round next(int sandboxes) {
    if (!begun) {
      return new Round(Collections.nCopies(sandboxes, SandboxMishap.NONE), false);
    } else if (random.nextInt(200) < percent) {
      return new Round(Collections.nCopies(sandboxes, SandboxMishap.HANG), true);
    }
    return new Round(Stream.generate(this::mishap).limit(sandboxes).toList(), false);
  }

  private SandboxMishap mishap() {
    return random.nextInt(100) < percent
        ? CRASHES.get(random.nextInt(CRASHES.size()))
        : SandboxMishap.NONE;
  }
}
