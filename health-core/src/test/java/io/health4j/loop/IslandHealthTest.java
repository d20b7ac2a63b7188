package io.health4j.loop;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static io.health4j.loop.Watched.finding;
import static io.health4j.loop.Watched.status;
import static io.health4j.loop.Watched.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Threshold;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** How islands are read and judged. */
class IslandHealthTest {

  private final Watched watched = Watched.probe();

  private static Watched show(Watched watched, int count, IntUnaryOperator sizeOf) {
    try (var it = watched.probe.begin()) {
      it.islands(count, sizeOf);
      it.succeeded();
    }
    return watched;
  }

  private static IntUnaryOperator sizes(int... sizes) {
    return island -> sizes[island];
  }

  @Test
  void islands_someEmpty_areCounted() {
    var result = show(watched, 5, sizes(4, 0, 6, 2, -1)).check();
    assertThat(value(result, "loop.islands")).hasValue(5.0);
    assertThat(value(result, "loop.islands.occupied")).hasValue(0.6);
    assertThat(value(result, "loop.islands.largest")).hasValue(0.5);
    assertThat(value(result, "loop.population.size")).isEmpty();
    assertThat(result.status()).isEqualTo(HEALTHY);
  }

  @Test
  void islands_mostlyEmpty_warnUntilEnoughAreFilled() {
    var result = show(watched, 5, sizes(0, 1, 1, 0, 0)).check();
    var finding = finding(result, "islands-empty").orElseThrow();
    assertThat(finding.status()).isEqualTo(WARNING);
    assertThat(finding.value()).hasValue(0.4);
    assertThat(finding.limit()).hasValue(0.5);
    assertThat(finding.limitSource()).isEqualTo("default");
    show(watched, 20, island -> island < 11 ? 1 : 0);
    assertThat(status(watched.check(), "islands-empty")).isEqualTo(WARNING);
    show(watched, 20, island -> island < 12 ? 1 : 0);
    assertThat(watched.check().status()).isEqualTo(HEALTHY);
  }

  @Test
  void islands_allEmpty_haveNoLargest() {
    var result = show(watched, 3, sizes(0, 0, 0)).check();
    assertThat(value(result, "loop.islands.occupied")).hasValue(0.0);
    assertThat(value(result, "loop.islands.largest")).isEmpty();
    assertThat(result.status()).isEqualTo(WARNING);
  }

  @Test
  void islands_none_haveNoReadings() {
    for (int count : new int[] {0, -3}) {
      var result = show(Watched.probe(), count, sizes()).check();
      assertThat(value(result, "loop.islands")).isEmpty();
      assertThat(result.status()).isEqualTo(HEALTHY);
    }
  }

  @Test
  void islands_hugeSizes_doNotOverflow() {
    var result = show(watched, 4, island -> Integer.MAX_VALUE).check();
    assertThat(value(result, "loop.islands.largest")).hasValue(0.25);
  }

  @Test
  void islands_thresholdOfOnesOwn_isUsed() {
    var strict = Watched.probe(b -> b.islands(Threshold.below(1, 0.9)));
    assertThat(show(strict, 2, sizes(0, 1)).check().status()).isEqualTo(CRITICAL);
  }

  @Test
  void islands_untilTheNextCheck_areNotReadAgain() {
    var reads = new AtomicInteger();
    IntUnaryOperator counted = island -> reads.incrementAndGet();
    show(show(watched, 4, counted), 4, counted);
    assertThat(reads).hasValue(4);
    watched.check();
    show(watched, 4, counted);
    assertThat(reads).hasValue(8);
  }

  @Test
  void islands_tooMany_areReadEvenlySpread() {
    var reads = new AtomicInteger();
    var result =
        show(
                watched,
                1_000_000,
                island -> {
                  reads.incrementAndGet();
                  return island < 750_000 ? 1 : 0;
                })
            .check();
    assertThat(reads).hasValue(PopulationSampler.MOST_ALLELES);
    assertThat(value(result, "loop.islands")).hasValue(1_000_000.0);
    assertThat(value(result, "loop.islands.occupied")).hasValue(0.75);
    assertThat(value(result, "loop.islands.largest")).isEmpty();
    assertThat(result.message()).isEqualTo("occupancy of 250000 of 1000000 islands");
  }

  @Test
  void islands_whoseFunctionThrows_areUnknown() {
    var result = show(watched, 3, sizes(1, 2)).check();
    assertThat(result.status()).isEqualTo(UNKNOWN);
    assertThat(value(result, "loop.islands")).isEmpty();
    assertThat(finding(result, "islands-empty").orElseThrow().remedy())
        .isEqualTo(
            "Correct the function that shows the islands: it threw"
                + " java.lang.ArrayIndexOutOfBoundsException");
  }

  @Test
  void islands_askedForAndNotShownForAWindow_areDropped() {
    show(watched, 2, sizes(1, 1)).check();
    assertThat(value(watched.succeed(100).check(), "loop.islands")).isPresent();
    assertThat(value(watched.succeed(1).check(), "loop.islands")).isEmpty();
  }

  @Test
  void islands_afterTheEndOfTheIteration_areIgnored() {
    var it = watched.probe.begin();
    it.close();
    it.islands(2, sizes(1, 1));
    assertThat(value(watched.check(), "loop.islands")).isEmpty();
  }
}
