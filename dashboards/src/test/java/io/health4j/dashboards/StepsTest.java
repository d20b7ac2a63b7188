package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRules;
import io.health4j.dashboards.Steps.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

  private static double limit(List<AlertRule> rules, String name) {
    return rules.stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow()
        .terms()
        .limit();
  }

  @Test
  void reading_rulesOfTwoPresets_areStepsInOrder() {
    assertThat(Steps.reading("system.memory.utilization").steps())
        .containsExactly(
            new Step(null, Steps.GREEN),
            new Step(limit(AlertRules.autonomousLoop(), "loop-memory-high"), Steps.ORANGE),
            new Step(limit(AlertRules.node(), "node-memory-full"), Steps.RED));
  }

  @Test
  void reading_smallerIsWorse_isGreenFromTheLimitOn() {
    assertThat(Steps.reading("loop.success.ratio").steps())
        .containsExactly(
            new Step(null, Steps.RED),
            new Step(limit(AlertRules.autonomousLoop(), "loop-success-low"), Steps.GREEN));
  }

  @Test
  void reading_ofInfo_isBlue() {
    assertThat(Steps.reading("loop.champion.staleness").steps())
        .extracting(Step::color)
        .containsExactly(Steps.GREEN, Steps.BLUE);
  }

  @Test
  void score_limitOfWorkers() {
    assertThat(Steps.score().steps().get(1))
        .isEqualTo(new Step(limit(AlertRules.workers(), "worker-score-low"), Steps.GREEN));
  }

  @Test
  void reading_withoutRule_isRefused() {
    assertThatThrownBy(() -> Steps.reading("loop.islands"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no rule that ships is about READING loop.islands");
  }

  @Test
  void left_turnsTheScaleAround() {
    assertThat(Steps.levels(0.8, 0.95).left().steps())
        .containsExactly(
            new Step(null, Steps.RED), new Step(0.05, Steps.ORANGE), new Step(0.2, Steps.GREEN));
  }

  @Test
  void isPlain_onlyWithoutLimits() {
    assertThat(Steps.none().isPlain()).isTrue();
    assertThat(Steps.none().at(1, Steps.RED).isPlain()).isFalse();
  }
}
