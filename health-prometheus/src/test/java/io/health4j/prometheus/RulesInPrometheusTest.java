package io.health4j.prometheus;

import static io.health4j.prometheus.Lab.CHECK;
import static io.health4j.prometheus.Lab.HOST;
import static io.health4j.prometheus.Lab.TARGET;
import static io.health4j.prometheus.Lab.depth;
import static io.health4j.prometheus.Lab.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertRule;
import io.health4j.alert.RuleBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an alert starts, goes on and ends, in Prometheus' own engine. */
class RulesInPrometheusTest {

  @TempDir Path folder;

  private Lab lab() {
    return new Lab(folder);
  }

  @Test
  void reading_betweenItsLimits_goesOnAndStartsNothing() throws Exception {
    assertThat(lab().firing(depth(), 9, depth("9 11 9 9 8 9 9 11 8"))).containsExactly(1, 2, 3, 7);
  }

  @Test
  void reading_below_isMirrored() throws Exception {
    RuleBuilder rule = AlertRule.reading("r", "queue.depth").below(3, 5);

    assertThat(lab().firing(rule, 7, depth("4 3 2 4 5 4 2"))).containsExactly(2, 3, 6);
  }

  @Test
  void reading_withoutData_goesOnWhileItsCheckIsUnknown() throws Exception {
    assertThat(
            lab()
                .firing(
                    depth(),
                    7,
                    depth("1 11 stale _ _ 1 1"),
                    series(
                        "health_check_status{" + CHECK + ",status=\"unknown\"}", "0 0 1 1 1 0 0")))
        .containsExactly(1, 2, 3, 4);
    assertThat(lab().firing(depth(), 5, depth("1 11 stale _ _"))).containsExactly(1);
  }

  @Test
  void reading_notANumber_isNotGood() throws Exception {
    assertThat(
            lab()
                .firing(
                    depth(),
                    5,
                    depth("1 11 NaN NaN 1"),
                    series("health_check_status{" + CHECK + ",status=\"unknown\"}", "0 0 1 1 0")))
        .containsExactly(1, 2, 3);
  }

  @Test
  void reading_thatIsThereAlthoughItsCheckIsUnknown_isOneAlert() throws Exception {
    String unknown = series("health_check_status{" + CHECK + ",status=\"unknown\"}", "1+0x4");

    assertThat(lab().firing(depth(), 5, depth("1 11 11 9 9"), unknown)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void score_thatIsNone_isNotGood() throws Exception {
    RuleBuilder rule = AlertRule.score("r").below(0.7, 0.75);
    String score = series("health_score{" + TARGET + "}", "0.9 0.6 NaN NaN 0.9");

    assertThat(lab().firing(rule, 5, score)).containsExactly(1, 2, 3);
  }

  @Test
  void noisy_takesSixBadOnesInARowAndTenGoodOnes() throws Exception {
    String values = "11+0x4 1 11+0x5 1+0x3 9 1+0x12";

    assertThat(lab().firing(depth().noisy(), 30, depth(values)))
        .containsExactlyElementsOf(IntStream.range(11, 26).boxed().toList());
  }

  @Test
  void samples_someOfTheLast_areCounted() throws Exception {
    assertThat(lab().firing(depth().samples(2, 3), 9, depth("11 1 1 11 1 11 11 1 1")))
        .containsExactly(5, 6);
  }

  @Test
  void keepFiring_aTime_waitsThatLong() throws Exception {
    RuleBuilder rule = depth().keepFiring(Duration.ofSeconds(10));

    assertThat(lab().firing(rule, 8, depth("1 11 1 1 1 1 1 1"))).containsExactly(1, 2, 3);
  }

  @Test
  void keepFiring_samples_aBadOneStartsAnew() throws Exception {
    RuleBuilder rule = depth().keepFiring(3);

    assertThat(lab().firing(rule, 9, depth("1 11 1 1 11 1 1 1 1")))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void progress_ofACounterThatWasReset_countsFromZero() throws Exception {
    RuleBuilder rule = depth().holdFor(5, "done");
    String counter = series("done_total{" + TARGET + ",check=\"other\"}", "90 97 99 2 4 5 6 20");

    assertThat(lab().firing(rule, 8, depth("11+0x7"), counter))
        .containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(lab().firing(rule, 8, depth("1 1 11 11 11 11 11 11"), counter))
        .containsExactly(5, 6, 7);
  }

  @Test
  void progress_ofOnlyBadSamples_isCounted() throws Exception {
    RuleBuilder rule = depth().holdFor(5, "done");
    String counter = series("done_total{" + CHECK + "}", "0+3x9");

    assertThat(lab().firing(rule, 8, depth("1 11 1 11 11 11 1 1"), counter)).containsExactly(5);
  }

  @Test
  void where_aTag_narrows() throws Exception {
    RuleBuilder rule = depth().where("target", "w-*").where("zone", "a");
    String of = "queue_depth{" + HOST + ",check=\"c\",target=";

    assertThat(lab().firing(rule, 2, series(of + "\"w-1\",zone=\"b\"}", "11 11"))).isEmpty();
    assertThat(lab().firing(rule, 2, series(of + "\"v-1\",zone=\"a\"}", "11 11"))).isEmpty();
    assertThat(lab().firing(rule, 2, series(of + "\"w-1\",zone=\"a\"}", "1 11")))
        .containsExactly(1);
  }

  @Test
  void labels_thatTheSeriesHasToo_doNotSplitTheAlert() throws Exception {
    RuleBuilder rule = depth().label("zone", "of the rule").holdFor(Duration.ofSeconds(5));
    String zoned = series("queue_depth{" + CHECK + ",zone=\"a\"}", "11 11 9 9 1");

    assertThat(lab().firing(rule, 5, zoned)).containsExactly(1, 2, 3);
  }
}
