package io.health4j.loop;

import io.health4j.check.Distribution;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DD_Result;
import org.openjdk.jcstress.infra.results.JJD_Result;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** What {@link LoopCounts} claims of each of its numbers by itself. */
public final class LoopNumbersStress {

  /** Both of its halves differ from 0, so that half a store shows. */
  private static final long WIDE = (5L << 32) + 7;

  private LoopNumbersStress() {}

  /** A number that stands for itself is whole. */
  @JCStressTest
  @Outcome(id = "(0|21474836487), (0|21474836487), [01]", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "half a number")
  @State
  public static class Whole {

    private final LoopCounts counts = new LoopCounts(false, 10, 0);

    @Actor
    public void loop() {
      counts.ended(1, 0, WIDE, true);
    }

    @Actor
    public void check(JJJ_Result r) {
      Distribution durations = counts.durations();
      r.r1 = counts.lastEnd();
      r.r2 = Math.round(durations.sum() * 1e9);
      r.r3 = durations.count();
    }
  }

  /** A reader that looks twice never sees time go back. */
  @JCStressTest
  @Outcome(id = "0\\.0, [078]\\.0", expect = Expect.ACCEPTABLE)
  @Outcome(id = "7\\.0, [78]\\.0", expect = Expect.ACCEPTABLE)
  @Outcome(id = "8\\.0, 8\\.0", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "the older value after the newer")
  @State
  public static class Twice {

    private final LoopCounts counts = new LoopCounts(false, 10, 0);
    private final LoopCounts same = counts; // so that the compiler cannot tell that it is one

    @Actor
    public void loop() {
      counts.best(7, 0);
      counts.best(8, 0);
    }

    @Actor
    public void check(DD_Result r) {
      r.r1 = counts.fitness();
      r.r2 = same.fitness();
    }
  }

  /** A store is seen in the end, also by who does nothing but look for it. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "it was never seen")
  @State
  public static class InTheEnd {

    private final LoopCounts counts = new LoopCounts(false, 10, 0);

    @Actor
    @SuppressWarnings("EmptyBlock")
    public void check() {
      while (counts.lastEnd() == 0) {
        // until it is seen
      }
    }

    @Signal
    public void loop() {
      counts.ended(counts.begun(), 1, 2, true);
    }
  }

  /**
   * A second writer loses counts and nothing else: it leaves no index outside the ring, which is
   * right again after one turn.
   */
  @JCStressTest
  @Outcome(id = "6[45678], 6[45678], 1\\.0", expect = Expect.ACCEPTABLE, desc = "some may be lost")
  @Outcome(expect = Expect.FORBIDDEN, desc = "more than counts is lost")
  @State
  public static class TwoWriters {

    private final LoopCounts counts = new LoopCounts(false, Long.SIZE, 0);

    /** One place before the end of the ring, and of its only word. */
    public TwoWriters() {
      turn(Long.SIZE - 1, false);
    }

    private void turn(int iterations, boolean succeeded) {
      for (int i = 0; i < iterations; i++) {
        counts.ended(counts.begun(), 1, 2, succeeded);
      }
    }

    @Actor
    public void one() {
      turn(2, false);
    }

    @Actor
    public void other() {
      turn(2, false);
    }

    @Arbiter
    public void check(JJD_Result r) {
      r.r1 = counts.iterations();
      r.r2 = counts.durations().count();
      turn(Long.SIZE, true);
      r.r3 = counts.successRatio(Long.SIZE);
    }
  }
}
