package io.health4j.loop;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Distribution;
import io.health4j.check.Reading;
import io.health4j.check.Target;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JD_Result;
import org.openjdk.jcstress.infra.results.JJD_Result;
import org.openjdk.jcstress.infra.results.JJJJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** What {@link LoopCounts} claims of a reader beside the loop's thread. */
public final class LoopStress {

  private static final CheckContext CONTEXT = CheckContext.first(Target.of("t"));

  private LoopStress() {}

  /** There is no champion without its fitness. */
  @JCStressTest
  @Outcome(id = "0, (0|7|8)\\.0", expect = Expect.ACCEPTABLE, desc = "none is counted yet")
  @Outcome(id = "1, (7|8)\\.0", expect = Expect.ACCEPTABLE, desc = "the first, or the next")
  @Outcome(id = "2, 8\\.0", expect = Expect.ACCEPTABLE, desc = "the second")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a champion without its fitness")
  @State
  public static class Champion {

    private final LoopCounts counts = new LoopCounts(false, 10, 0);

    @Actor
    public void loop() {
      counts.best(7, 0);
      counts.best(8, 0);
    }

    @Actor
    public void check(JD_Result r) {
      r.r1 = counts.champions();
      r.r2 = counts.fitness();
    }
  }

  /** Of champions that are overwritten meanwhile a reader gets whole ones only, in order. */
  @JCStressTest
  @Outcome(id = "true, true", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "a champion made of two, or one that is missing")
  @State
  public static class Ring {

    private final LoopCounts counts = new LoopCounts(false, 10, 0);

    /** Champion n has the fitness n + 1 and the tick n. The ring is full. */
    public Ring() {
      for (int i = 0; i < ChampionRing.SIZE; i++) {
        counts.best(i + 1, i);
      }
    }

    @Actor
    public void loop() {
      for (int i = ChampionRing.SIZE; i < ChampionRing.SIZE + 3; i++) {
        counts.best(i + 1, i);
      }
    }

    @Actor
    public void check(ZZ_Result r) {
      List<ChampionRing.Champion> champions = counts.championsSince(0);
      long next = champions.isEmpty() ? 0 : champions.get(0).number();
      r.r1 = true;
      r.r2 = true;
      for (ChampionRing.Champion each : champions) {
        long n = each.number();
        r.r1 &= each.fitness() == n + 1 && each.tick() == n && (n == 0 || each.before() == n);
        r.r2 &= n == next++;
      }
    }
  }

  /** Who sees n iterations sees their durations, successes and ends. */
  @JCStressTest
  @Outcome(id = "0, [012], (0|9|20), [01]", expect = Expect.ACCEPTABLE, desc = "none yet")
  @Outcome(id = "1, [12], (9|20), 1", expect = Expect.ACCEPTABLE, desc = "the first")
  @Outcome(id = "2, 2, 20, 1", expect = Expect.ACCEPTABLE, desc = "both")
  @Outcome(expect = Expect.FORBIDDEN, desc = "an iteration without what it wrote")
  @State
  public static class Iterations {

    private final LoopCounts counts = new LoopCounts(false, 10, 0);

    @Actor
    public void loop() {
      counts.ended(1, 1, 9, true);
      counts.ended(2, 9, 20, true);
    }

    @Actor
    public void check(JJJJ_Result r) {
      r.r1 = counts.iterations();
      r.r4 = (long) counts.successRatio(Math.max(1, r.r1));
      r.r3 = counts.lastEnd();
      r.r2 = counts.durations().count();
    }
  }

  /** Who sees an iteration sees all that was reported in it. */
  @JCStressTest
  @Outcome(id = "0, [01], [01], (-1|5)", expect = Expect.ACCEPTABLE, desc = "not ended yet")
  @Outcome(id = "1, 1, 1, 5", expect = Expect.ACCEPTABLE, desc = "ended, and all is there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "an iteration without its reports")
  @State
  public static class Reports {

    private final LoopCounts counts = new LoopCounts(false, 10, 0);

    @Actor
    public void loop() {
      counts.best(Double.NaN, 0);
      counts.population(5);
      counts.ended(1, 1, 9, false);
    }

    @Actor
    public void check(JJJJ_Result r) {
      r.r1 = counts.iterations();
      r.r4 = counts.population();
      r.r3 = counts.reported() ? 1 : 0;
      r.r2 = counts.invalid();
    }
  }

  /** The same from end to end: {@code tick()} in the loop, and the check that reads it. */
  @JCStressTest
  @Outcome(id = "0, -1, -1\\.0", expect = Expect.ACCEPTABLE, desc = "no iteration yet")
  @Outcome(id = "1, [12], 1\\.0", expect = Expect.ACCEPTABLE, desc = "the first turn")
  @Outcome(id = "2, 2, 1\\.0", expect = Expect.ACCEPTABLE, desc = "both")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a turn without what it wrote")
  @State
  public static class Tick {

    private final LoopProbe probe = LoopProbe.create();

    @Actor
    public void loop() {
      probe.tick();
      probe.tick();
      probe.tick();
    }

    @Actor
    public void check(JJD_Result r) {
      CheckResult result = ((LoopHealth) probe.health()).check(CONTEXT);
      r.r2 = -1;
      r.r3 = -1;
      for (Reading reading : result.readings()) {
        Distribution durations = reading.distribution();
        switch (reading.metric().name()) {
          case "loop.iterations" -> r.r1 = (long) reading.value();
          case "loop.success.ratio" -> r.r3 = reading.value();
          default -> r.r2 = durations == null ? r.r2 : durations.count();
        }
      }
    }
  }

  /** A sample of the population is asked for, put and read whole. */
  @JCStressTest
  @Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "none yet")
  @Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "the sample")
  @Outcome(expect = Expect.FORBIDDEN, desc = "half a sample")
  @State
  public static class Population {

    private final PopulationSampler sampler = new PopulationSampler();

    @Actor
    public void loop() {
      sampler.population(2, 3, (individual, locus) -> individual);
    }

    @Actor
    public void check(JJ_Result r) {
      PopulationSample sample = sampler.genomes().latest(1, 10);
      r.r1 = sample == null ? -1 : sample.size();
      r.r2 = sample == null || sample.readings().isEmpty() ? 0 : 1;
    }
  }
}
