package io.health4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.health4j.MetricsBinder;
import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * What each {@link MetricsBinder} must hold to. A test class implements this, says how to make a
 * binder, and how to read what it shows in its metrics system. Each test has its own instance of
 * the class, so the metrics system may be a field.
 *
 * <p>The monitor is a real one, on a clock moved by hand and without threads: what reads well here
 * while nothing is polled, reads well when every thread of a monitor is dead.
 */
public interface MetricsBinderContract {

  /** How often the monitor of these tests samples. */
  Duration INTERVAL = Duration.ofSeconds(5);

  /** A gauge that the target of these tests has. */
  Metric GAUGE = Metric.gauge("contract.level", "1", "A gauge of the contract.");

  /** A counter that the target of these tests has. */
  Metric COUNTER = Metric.counter("contract.events", "{event}", "A counter of the contract.");

  /**
   * Makes the binder to be tried; called once a test.
   *
   * @param clock the monitor's clock, for a binder that remembers what it read for a moment
   * @return a binder on a metrics system of its own
   */
  MetricsBinder binder(Ticker clock);

  /**
   * The score that is shown now.
   *
   * @param target a target's id
   * @return the score; empty when none is shown, or NaN
   */
  OptionalDouble score(String target);

  /**
   * The settled status that is shown now.
   *
   * @param target a target's id
   * @return the status; empty when none is shown
   */
  Optional<Status> status(String target);

  /**
   * A reading's value that is shown now.
   *
   * @param target a target's id
   * @param metric a gauge or counter; it has one reading in the target
   * @return the value; empty when none is shown, or NaN
   */
  OptionalDouble reading(String target, Metric metric);

  /**
   * How much is shown in the metrics system in all.
   *
   * @return a count of series or meters, of whatever the binder takes away when it closes
   */
  int size();

  /** What was sampled is shown. */
  @Test
  default void bindTo_sampledTarget_isShown() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a").polls(4);
      assertEquals(Optional.of(Status.HEALTHY), status("a"));
      assertEquals(OptionalDouble.of(1), score("a"));
      assertEquals(OptionalDouble.of(0.5), reading("a", GAUGE));
      assertEquals(OptionalDouble.of(10), reading("a", COUNTER));
    }
  }

  /** A target that was there before the binder and never sampled reads UNKNOWN, not well. */
  @Test
  default void bindTo_unsampledTarget_isNotWell() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a");
      assertTrue(
          status("a").orElse(Status.UNKNOWN) == Status.UNKNOWN, () -> "status " + status("a"));
      assertEquals(OptionalDouble.empty(), score("a"));
    }
  }

  /** Targets that have different labels, and readings that have different attributes, all show. */
  @Test
  default void bindTo_targetsOfDifferentLabels_areAllShown() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a").watch("b", t -> t.label("zone", "z1")).watch("c", t -> t.label("rack", "r"));
      bench.attributes = Attributes.of("device", "sda");
      bench.polls(1);
      for (String target : List.of("a", "b", "c")) {
        assertEquals(OptionalDouble.of(1), score(target), target);
        assertEquals(OptionalDouble.of(0.5), reading(target, GAUGE), target);
      }
    }
  }

  /** A target that is not watched any more is not shown either, nor is anything of it. */
  @Test
  default void unwatch_shownTarget_disappears() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a").polls(1);
      int before = size();
      bench.watch("b").polls(1);
      assertEquals(OptionalDouble.of(1), score("b"));
      bench.monitor.unwatch("b");
      bench.polls(1);
      assertEquals(Optional.empty(), status("b"));
      assertEquals(OptionalDouble.empty(), score("b"));
      assertEquals(OptionalDouble.empty(), reading("b", GAUGE));
      assertEquals(before, size(), "what is shown after the target went");
      assertEquals(OptionalDouble.of(1), score("a"));
    }
  }

  /** A target that is no longer sampled reads UNKNOWN by itself; no thread has to notice. */
  @Test
  default void read_staleTarget_isUnknown() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a").polls(4);
      assertEquals(Optional.of(Status.HEALTHY), status("a"));
      bench.ticker.advance(INTERVAL.multipliedBy(3).plusMillis(1));
      assertEquals(Optional.of(Status.UNKNOWN), status("a"));
      assertEquals(OptionalDouble.empty(), score("a"));
      assertEquals(OptionalDouble.empty(), reading("a", GAUGE));
      bench.polls(1);
      assertEquals(OptionalDouble.of(1), score("a"));
    }
  }

  /** What reads the metrics system runs no check. */
  @Test
  default void read_anything_runsNoCheck() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a").polls(1);
      int before = bench.calls;
      bench.ticker.advance(INTERVAL);
      assertEquals(OptionalDouble.of(1), score("a"));
      assertTrue(status("a").isPresent());
      assertTrue(reading("a", GAUGE).isPresent());
      assertEquals(before, bench.calls, "calls of the check");
    }
  }

  /** A reading that is no longer read is no longer shown. */
  @Test
  default void read_readingThatWent_isGone() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a").polls(1);
      bench.gone = true;
      bench.polls(1);
      assertEquals(OptionalDouble.empty(), reading("a", GAUGE));
      assertEquals(OptionalDouble.of(10), reading("a", COUNTER));
      bench.gone = false;
      bench.polls(1);
      assertEquals(OptionalDouble.of(0.5), reading("a", GAUGE));
    }
  }

  /** A counter that falls is a reset: it goes on from there. */
  @Test
  default void read_counterThatFell_goesOn() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a").polls(1);
      assertEquals(OptionalDouble.of(10), reading("a", COUNTER));
      bench.count = 3;
      bench.polls(1);
      double fallen = reading("a", COUNTER).orElseThrow();
      bench.count = 5;
      bench.polls(1);
      assertEquals(2, reading("a", COUNTER).orElseThrow() - fallen, 1e-9, "growth since the fall");
    }
  }

  /** A closed binder leaves nothing behind. */
  @Test
  default void close_afterSamples_takesAllAway() {
    try (var bench = new BinderBench(this)) {
      bench.watch("a").watch("b").polls(2);
      assertTrue(size() > bench.sizeBefore, "nothing was shown");
      bench.closeAll();
      assertEquals(bench.sizeBefore, size(), "what is left");
      assertEquals(OptionalDouble.empty(), score("a"));
    }
  }
}
