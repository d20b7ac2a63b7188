package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.examples.MishapPlan.Planned;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MishapPlanTest {

  private final List<Worker> workers = new Pool(200, 1, new ManualTicker()).workers();

  private static List<String> texts(List<Planned> wave) {
    return wave.stream()
        .map(each -> each.worker().name() + each.mishap() + each.after() + each.lasts())
        .toList();
  }

  @Test
  void wave_outage_isSixOfTenAtOnceAndThenAsUsual() {
    var plan = new MishapPlan(1, true);

    assertThat(plan.wave(workers, 200))
        .hasSize(120)
        .doesNotHaveDuplicates()
        .allSatisfy(
            each -> {
              assertThat(each.mishap()).isEqualTo(Mishap.VANISH);
              assertThat(each.after()).isLessThan(Duration.ofSeconds(1));
              assertThat(each.lasts()).isEqualTo(Duration.ofSeconds(30));
            });
    assertThat(plan.wave(workers, 200)).hasSize(18);
  }

  @Test
  void wave_ofAll_hasTheSharesAndEachWorkerOnce() {
    List<Planned> wave = new MishapPlan(1, false).wave(workers, 200);

    Map<Mishap, Long> counts =
        wave.stream().collect(Collectors.groupingBy(Planned::mishap, Collectors.counting()));
    assertThat(counts)
        .isEqualTo(
            Map.of(Mishap.HANG, 6L, Mishap.FAIL, 6L, Mishap.VANISH, 4L, Mishap.SIGN_OFF, 2L));
    assertThat(wave).extracting(Planned::worker).doesNotHaveDuplicates();
  }

  @Test
  void wave_ofAll_beginsWithinTheSpreadAndOneOfEachPassesSoon() {
    List<Planned> wave = new MishapPlan(1, false).wave(workers, 200);

    assertThat(wave)
        .allSatisfy(each -> assertThat(each.after()).isBetween(Duration.ZERO, MishapPlan.SPREAD));
    for (Mishap mishap : Mishap.values()) {
      assertThat(wave)
          .filteredOn(each -> each.mishap() == mishap)
          .anySatisfy(
              each ->
                  assertThat(each.lasts())
                      .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(21)))
          .anySatisfy(each -> assertThat(each.lasts()).isGreaterThan(MishapPlan.WAVE));
    }
  }

  @Test
  void wave_sameSeed_isTheSame() {
    var plan = new MishapPlan(7, false);
    List<String> first = texts(plan.wave(workers, 200));
    List<String> second = texts(plan.wave(workers, 200));

    assertThat(texts(new MishapPlan(7, false).wave(workers, 200))).isEqualTo(first);
    assertThat(texts(new MishapPlan(8, false).wave(workers, 200))).isNotEqualTo(first);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void wave_tooFewAreWell_takesEachOnce() {
    List<Planned> wave = new MishapPlan(1, false).wave(workers.subList(0, 3), 200);

    assertThat(wave).hasSize(3).extracting(Planned::worker).doesNotHaveDuplicates();
    assertThat(new MishapPlan(1, false).wave(List.of(), 200)).isEmpty();
  }

  @Test
  void wave_fewWorkers_hasOneOfEach() {
    assertThat(new MishapPlan(1, false).wave(workers.subList(0, 10), 10))
        .extracting(Planned::mishap)
        .containsExactly(Mishap.values());
  }
}
