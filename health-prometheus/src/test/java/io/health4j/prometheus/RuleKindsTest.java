package io.health4j.prometheus;

import static io.health4j.prometheus.Lab.CHECK;
import static io.health4j.prometheus.Lab.TARGET;
import static io.health4j.prometheus.Lab.depth;
import static io.health4j.prometheus.Lab.found;
import static io.health4j.prometheus.Lab.series;
import static io.health4j.prometheus.Lab.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertRule;
import io.health4j.alert.RuleBuilder;
import io.health4j.check.Status;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the presets look at in no rule, in Prometheus' own engine. */
class RuleKindsTest {

  @TempDir Path folder;

  private Lab lab() {
    return new Lab(folder);
  }

  @Test
  void trend_ofAGauge_isItsSlope() throws Exception {
    RuleBuilder rule = AlertRule.trend("r", "queue.depth", Duration.ofSeconds(20)).above(1);

    assertThat(lab().firing(rule, 8, depth("1 1 1 11 21 31 41 51")))
        .contains(5, 6, 7)
        .doesNotContain(2);
  }

  @Test
  void rate_ofAGauge_isItsSlopeToo() throws Exception {
    RuleBuilder rule = AlertRule.rate("r", "queue.depth").below(-1, 0);

    assertThat(lab().firing(rule, 6, depth("90 80 70 60 50 40"))).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void missing_aReadingThatWas_firesAtTheThirdSample() throws Exception {
    assertThat(
            lab()
                .firing(
                    AlertRule.missing("r", "queue.depth"),
                    7,
                    depth("1 1 stale _ _ _ 1"),
                    series("health_sample_age_seconds{" + TARGET + "}", "1+0x7"),
                    series("health_sample_interval_seconds{" + TARGET + "}", "5+0x7")))
        .containsExactly(4, 5);
  }

  @Test
  void missing_whileTheTargetIsSilent_startsNothing() throws Exception {
    assertThat(
            lab()
                .firing(
                    AlertRule.missing("r", "queue.depth"),
                    7,
                    depth("1 1 stale _ _ _ _"),
                    series("health_sample_age_seconds{" + TARGET + "}", "16+0x7"),
                    series("health_sample_interval_seconds{" + TARGET + "}", "5+0x7")))
        .isEmpty();
  }

  @Test
  void share_ofTheKnown_needsThree() throws Exception {
    RuleBuilder rule = AlertRule.share("r", Status.CRITICAL).above(0.5, 0.4);

    assertThat(
            lab()
                .firing(
                    rule,
                    6,
                    state("a", "critical", "1 1 1 1 1 0"),
                    state("a", "healthy", "0 0 0 0 0 1"),
                    state("b", "critical", "0 1 1 1 0 0"),
                    state("b", "healthy", "1 0 0 0 1 1"),
                    state("c", "healthy", "1 1 1 0 1 1"),
                    state("c", "unknown", "0 0 0 1 0 0")))
        .containsExactly(1, 2, 3);
  }

  @Test
  void status_ofACheck_isThatOfTheCheckAlone() throws Exception {
    RuleBuilder rule = AlertRule.status("r", Status.WARNING).where("check", "c");
    String own = "health_check_status{" + CHECK;

    assertThat(
            lab()
                .firing(
                    rule,
                    5,
                    state("t", "critical", "1+0x4"),
                    series(own + ",status=\"warning\"}", "0 1 0 0 0"),
                    series(own + ",status=\"critical\"}", "0 0 1 0 0"),
                    series(own + ",status=\"unknown\"}", "0 0 0 1 0")))
        .containsExactly(1, 2, 3);
  }

  @Test
  void finding_ofConditionsThatBeginSo_isFound() throws Exception {
    RuleBuilder rule = AlertRule.finding("r", "gpu-*", Status.WARNING);

    assertThat(
            lab()
                .firing(
                    rule,
                    5,
                    series(found("disk-full", "critical"), "1+0x4"),
                    series(found("gpu-lost", "critical"), "_ 1 stale _ _"),
                    series(found("gpu-lost", "unknown"), "_ _ 1 stale _")))
        .containsExactly(1, 2);
  }
}
