package io.health4j.check;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Promise 6: a falling counter is a reset, never an error. */
final class CounterResetPromiseTest {

  private static final Threshold QUARTER = Threshold.above(0.25, 0.5);

  /** The pause milliseconds that the collector shows at one look after another. */
  private static CheckRunner gc(Queue<Long> shown) {
    return new CheckRunner(
        new GcCheck(
            () -> List.of(new GcCheck.Collector("Copy", shown.size(), shown.remove())), QUARTER));
  }

  private static double share(CheckResult result) {
    return CheckRunner.reading(result, "health.gc.utilization").value();
  }

  @Test
  void since_counterFell_countsFromZero() {
    var growth = new Growth();

    assertThat(growth.since(100)).as("the first look").isZero();
    assertThat(growth.since(130)).isEqualTo(30);
    assertThat(growth.since(20)).as("after the fall").isEqualTo(20);
    assertThat(growth.since(25)).isEqualTo(5);
  }

  @Property
  void since_anyValues_growthIsNeverNegativeNorMoreThanShown(
      @ForAll List<@LongRange(min = 0) Long> shown) {
    var growth = new Growth();
    for (long now : shown) {
      assertThat(growth.since(now)).isBetween(0L, now);
    }
  }

  @Test
  void gcTime_counterFell_judgesWhatCameSince() throws Exception {
    CheckRunner runner = gc(new ArrayDeque<>(List.of(9_000L, 9_100L, 300L, 900L)));

    assertThat(runner.run().status()).as("nothing to compare with").isEqualTo(Status.UNKNOWN);
    assertThat(share(runner.runAfter(ofSeconds(1)))).isEqualTo(0.1);

    CheckResult fallen = runner.runAfter(ofSeconds(1));
    assertThat(share(fallen)).isEqualTo(0.3);
    assertThat(fallen.status()).isEqualTo(Status.WARNING);
    assertThat(fallen.cause()).isNull();

    assertThat(runner.runAfter(ofSeconds(1)).status()).isEqualTo(Status.CRITICAL);
  }

  @Property
  void gcTime_anyCounter_isNeverAnErrorAndAlwaysAShare(
      @ForAll @Size(min = 2, max = 20) List<@LongRange(min = 0, max = 1L << 50) Long> shown)
      throws Exception {
    CheckRunner runner = gc(new ArrayDeque<>(shown));
    runner.run();
    for (int i = 1; i < shown.size(); i++) {
      CheckResult result = runner.runAfter(ofMillis(1_500));
      assertThat(result.status()).isNotEqualTo(Status.UNKNOWN);
      assertThat(share(result)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void heap_countOfCollectionsFell_isACollection() throws Exception {
    var usages = new ArrayDeque<>(List.of(50L, 90L, 30L));
    var counts = new ArrayDeque<>(List.of(7L, 7L, 2L));
    var runner =
        new CheckRunner(
            new HeapCheck(
                () -> new MemoryUsage(0, usages.remove(), 100, 100), counts::remove, QUARTER));

    var estimates = new ArrayList<Double>();
    for (int i = 0; i < 3; i++) {
      estimates.add(CheckRunner.reading(runner.run(), "health.heap.utilization").value());
    }

    assertThat(estimates).containsExactly(0.5, 0.5, 0.3);
  }

  @Test
  void value_counterOfTheHostFell_isReadAsItIs() throws Exception {
    var shown = new ArrayDeque<>(List.of(50.0, 3.0));
    Metric done = Metric.counter("test.done", "1", "What was done.");
    var runner = new CheckRunner(Checks.value(done, shown::remove, Threshold.above(90, 95)));

    runner.run();
    CheckResult fallen = runner.run();

    assertThat(fallen.status()).isEqualTo(Status.HEALTHY);
    assertThat(CheckRunner.reading(fallen, "test.done").value()).isEqualTo(3);
  }
}
