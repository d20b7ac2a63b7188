package io.health4j.benchmarks;

import io.health4j.alert.AlertEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One sample of each target of {@link Fleet}, and all its rules on it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RulesBenchmark {

  private static final Instant AT = Instant.EPOCH;

  private final Fleet fleet = new Fleet(1);
  private final AlertEngine engine = new AlertEngine(fleet.rules(), List.of());
  private long tick;
  private int round;

  /** An engine that watches all. */
  public RulesBenchmark() {
    fleet.targets().forEach(target -> engine.add(target, Set.of(), Map.of()));
    if (fleet.rules().size() != Fleet.RULES) {
      throw new IllegalStateException("the fleet has " + fleet.rules().size() + " rules");
    }
  }

  private void next() {
    tick += Fleet.INTERVAL.toNanos();
    round = (round + 1) % Fleet.ROUNDS;
  }

  /**
   * Makes the snapshots.
   *
   * @param hole takes them
   */
  @Benchmark
  public void published(Blackhole hole) {
    next();
    for (int i = 0; i < Fleet.TARGETS; i++) {
      hole.consume(fleet.health(i, round, tick));
    }
  }

  /**
   * Makes the snapshots and holds every rule against each.
   *
   * @param hole takes what is due
   */
  @Benchmark
  public void evaluated(Blackhole hole) {
    next();
    for (int i = 0; i < Fleet.TARGETS; i++) {
      hole.consume(engine.sampled(fleet.health(i, round, tick), tick, AT));
    }
    hole.consume(engine.advance(tick, AT));
  }

  /**
   * Reads as many values, found before, and compares each with a limit.
   *
   * @return how many were beyond it
   */
  @Benchmark
  public int compared() {
    next();
    int beyond = 0;
    for (int i = 0; i < Fleet.TARGETS; i++) {
      for (int rule = 0; rule < Fleet.RULES; rule++) {
        beyond += fleet.value(i, round, rule % 12) > Fleet.limit() ? 1 : 0;
      }
    }
    return beyond;
  }
}
