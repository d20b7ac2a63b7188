package io.health4j.loop;

import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static io.health4j.loop.Watched.finding;
import static io.health4j.loop.Watched.status;
import static io.health4j.loop.Watched.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What counts as a champion, and when the check calls it stale. */
class ChampionHealthTest {

  @Test
  void best_strictlyBetter_isANewChampion() {
    var watched = Watched.probe().best(1).best(3).best(3).best(2);
    var result = watched.check();
    assertThat(value(result, "loop.champions")).hasValue(2.0);
    assertThat(value(result, "loop.champion.fitness")).hasValue(3.0);
    assertThat(value(result, "loop.champion.staleness")).hasValue(2.0);
  }

  @Test
  void best_whenMinimising_smallerIsBetter() {
    var watched = Watched.probe(LoopProbeBuilder::minimise).best(5).best(-1).best(4);
    assertThat(value(watched.check(), "loop.champion.fitness")).hasValue(-1.0);
    assertThat(value(watched.check(), "loop.champions")).hasValue(2.0);
  }

  @Test
  void best_notFinite_isIgnoredAndCounted() {
    var watched = Watched.probe().best(1).best(Double.NaN).best(Double.POSITIVE_INFINITY).best(2);
    var result = watched.check();
    assertThat(value(result, "loop.fitness.invalid")).hasValue(2.0);
    assertThat(value(result, "loop.champion.fitness")).hasValue(2.0);
    assertThat(value(result, "loop.champions")).hasValue(2.0);
  }

  @Test
  void best_onlyNaN_hasNoFitnessAndGoesStale() {
    var watched = Watched.probe();
    for (int i = 0; i < 22; i++) {
      watched.best(Double.NaN);
    }
    var result = watched.check();
    assertThat(value(result, "loop.champion.fitness")).isEmpty();
    assertThat(value(result, "loop.champions")).hasValue(0.0);
    assertThat(status(result, "champion-stale")).isEqualTo(WARNING);
  }

  @Test
  void best_neverReported_hasNoReadingsAndIsNotStale() {
    var result = Watched.probe().succeed(500).check();
    assertThat(result.status()).isEqualTo(HEALTHY);
    assertThat(value(result, "loop.champions")).isEmpty();
    assertThat(value(result, "loop.champion.staleness")).isEmpty();
    assertThat(value(result, "loop.fitness.invalid")).isEmpty();
    assertThat(value(result, "loop.population.size")).isEmpty();
  }

  @Test
  void best_inAnIterationThatIsOpen_isFresh() {
    var watched = Watched.probe().best(1).succeed(3);
    watched.probe.begin().best(2);
    assertThat(value(watched.check(), "loop.champion.staleness")).hasValue(0.0);
    watched.probe.begin();
    assertThat(value(watched.check(), "loop.champion.staleness")).hasValue(0.0);
  }

  @Test
  void staleAfter_moreIterationsWithoutABetterOne_warnsUntilThereIsOne() {
    var watched = Watched.probe().best(1).succeed(20);
    assertThat(watched.check().status()).isEqualTo(HEALTHY);
    var finding = finding(watched.succeed(1).check(), "champion-stale").orElseThrow();
    assertThat(finding.status()).isEqualTo(WARNING);
    assertThat(finding.value()).hasValue(21);
    assertThat(finding.limit()).hasValue(20);
    assertThat(finding.limitSource()).isEqualTo("default");
    assertThat(watched.best(1).check().status()).isEqualTo(WARNING);
    assertThat(watched.best(1.5).check().status()).isEqualTo(HEALTHY);
  }

  @Test
  void staleAfter_ofOnesOwn_isTheLimit() {
    var watched = Watched.probe(b -> b.staleAfter(2)).best(1).succeed(3);
    var finding = finding(watched.check(), "champion-stale").orElseThrow();
    assertThat(finding.limit()).hasValue(2);
    assertThat(finding.limitSource()).isEqualTo("configured");
  }
}
