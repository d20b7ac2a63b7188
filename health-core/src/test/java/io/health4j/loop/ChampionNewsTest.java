package io.health4j.loop;

import static io.health4j.check.Status.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Occurrence;
import io.health4j.check.Target;
import io.health4j.time.FakeTicker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each new champion is told once, as an occurrence. */
class ChampionNewsTest {

  private static final int MOST = ChampionRing.SIZE - 1;

  private final Watched watched = Watched.probe();

  private static List<String> messages(CheckResult result) {
    return result.occurrences().stream().map(Occurrence::message).toList();
  }

  private CheckResult check(HealthCheck health, FakeTicker ticker) throws Exception {
    return health.check(CheckContext.of(Target.of("loop"), null, ticker, watched.lostTime));
  }

  @Test
  void champion_new_isToldWithFitnessIterationAndTick() {
    watched.succeed(1).best(3).advance(Duration.ofSeconds(5));
    long began = watched.ticker.read();
    try (var it = watched.probe.begin()) {
      watched.advance(Duration.ofSeconds(2));
      it.best(812);
    }
    var told = watched.advance(Duration.ofSeconds(1)).check().occurrences();
    assertThat(told).extracting(Occurrence::name).containsOnly("loop.champion").hasSize(2);
    assertThat(told.get(1).value()).hasValue(812);
    assertThat(told.get(1).tick()).isEqualTo(began);
    assertThat(told.get(1).attributes().get("loop.iteration")).isEqualTo("3");
    assertThat(told)
        .extracting(Occurrence::message)
        .containsExactly(
            "fitness 3 at iteration 2, the first", "fitness 812 at iteration 3, was 3");
  }

  @Test
  void champion_told_isNotToldAgain() {
    assertThat(watched.best(1).check().occurrences()).hasSize(1);
    assertThat(watched.check().occurrences()).isEmpty();
    assertThat(watched.best(1).best(0.5).check().occurrences()).isEmpty();
    assertThat(messages(watched.best(1.25).check()))
        .containsExactly("fitness 1.25000 at iteration 4, was 1");
  }

  @Test
  void champion_whenMinimising_isTheSmaller() {
    var down = Watched.probe(LoopProbeBuilder::minimise).best(5).best(7).best(-1e20);
    assertThat(messages(down.check()))
        .containsExactly(
            "fitness 5 at iteration 1, the first", "fitness -1.00000e+20 at iteration 3, was 5");
  }

  @Test
  void champion_ofAnIterationThatIsOpen_isToldAfterTheFirstEnded() {
    watched.probe.begin().best(1);
    var early = watched.check();
    assertThat(early.status()).isEqualTo(UNKNOWN);
    assertThat(early.occurrences()).isEmpty();
    watched.probe.begin().best(2);
    assertThat(watched.check().occurrences()).hasSize(2);
  }

  @Test
  void champions_asManyAsFit_areAllTold() {
    improve(MOST);
    var told = watched.check().occurrences();
    assertThat(told).hasSize(MOST);
    assertThat(messages(watched.check())).isEmpty();
    assertThat(told.get(MOST - 1).message()).doesNotContain("not told");
  }

  @Test
  void champions_tooMany_tellsTheLastAndHowManyNot() {
    improve(1000);
    var told = messages(watched.check());
    assertThat(told).hasSize(MOST);
    assertThat(told.get(MOST - 1))
        .isEqualTo(
            "fitness 1000 at iteration 1000, was 999; 985 more since the last look are not told");
    assertThat(told.subList(0, MOST - 1)).noneMatch(text -> text.contains("not told"));
    improve(2);
    assertThat(messages(watched.check())).hasSize(2).noneMatch(text -> text.contains("not told"));
  }

  private void improve(int times) {
    double from = fitness;
    while (fitness < from + times) {
      watched.best(++fitness);
    }
  }

  private double fitness;

  @Test
  void champions_fromBeforeTheCheckWasMade_areNotTold() throws Exception {
    watched.best(1);
    var later = watched.probe.health();
    assertThat(check(later, watched.ticker).occurrences()).isEmpty();
    watched.best(2);
    assertThat(messages(check(later, watched.ticker)))
        .containsExactly("fitness 2 at iteration 2, was 1");
    assertThat(watched.check().occurrences()).as("each check tells them").hasSize(2);
  }

  @Test
  void champion_byAMonitorOnAnotherClock_hasATickOfThatClock() throws Exception {
    var health = watched.probe.health();
    var other = new FakeTicker();
    other.advance(Duration.ofHours(5));
    watched.best(1);
    watched.advance(Duration.ofSeconds(4));
    other.advance(Duration.ofSeconds(4));
    var told = check(health, other).occurrences();
    assertThat(other.read() - told.get(0).tick()).isEqualTo(Duration.ofSeconds(4).toNanos());
  }
}
