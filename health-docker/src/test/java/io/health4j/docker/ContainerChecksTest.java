package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.docker.api.FakeEngine;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContainerChecksTest {

  private final FakeEngine fake = new FakeEngine();
  private final ContainerEngine engine = ContainerEngine.of(() -> fake);

  private ContainerChecks.Builder builder() {
    return ContainerChecks.builder(engine);
  }

  @Test
  void presets_askNothingBeforeTheirFirstCall() {
    assertThat(ContainerChecks.all(engine)).isNotNull();
    assertThat(ContainerChecks.labelled(engine, "app", "")).isNotNull();
    assertThat(fake.asked).isEmpty();
  }

  @Test
  void build_allSettings_makesACheck() {
    assertThat(
            builder()
                .label("a", "1")
                .label("b", "2")
                .limit(ContainerLimit.MEMORY_WARNING, 0.5)
                .without(ContainerCondition.EXITED)
                .without(ContainerCondition.EXITED)
                .most(10_000)
                .expectRunning()
                .timeout(Duration.ofMillis(100))
                .build())
        .isInstanceOf(ContainersCheck.class);
  }

  @Test
  void settings_givenTwice_areRefused() {
    assertThatThrownBy(() -> builder().label("a", "1").label("a", "2"))
        .hasMessage("label 'a' is given twice");
    assertThatThrownBy(() -> builder().most(1).most(1)).hasMessage("most is given twice");
    assertThatThrownBy(() -> builder().expectRunning().expectRunning())
        .hasMessage("expectRunning is given twice");
    assertThatThrownBy(
            () -> builder().timeout(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(1)))
        .hasMessage("timeout is given twice");
    assertThatThrownBy(
            () ->
                builder()
                    .limit(ContainerLimit.PIDS_WARNING, 0.5)
                    .limit(ContainerLimit.PIDS_WARNING, 0.5))
        .hasMessage("limit PIDS_WARNING is given twice");
  }

  @Test
  void settings_outOfRange_areRefusedWithArgumentRuleAndValue() {
    assertThatThrownBy(() -> builder().most(0))
        .hasMessage("most must be from 1 to 10000 containers, was 0");
    assertThatThrownBy(() -> builder().most(10_001)).hasMessageEndingWith("was 10001");
    assertThatThrownBy(() -> builder().timeout(Duration.ofMillis(99)))
        .hasMessage("timeout must be from 100ms to 60s, was 99ms");
    assertThatThrownBy(() -> builder().label(" ", "x"))
        .hasMessage("label must not be blank, was ' '");
    assertThatThrownBy(() -> builder().limit(ContainerLimit.MEMORY_WARNING, 1.5))
        .hasMessage("MEMORY_WARNING must be from 0.01 to 1.0 1, was 1.5");
    assertThatThrownBy(() -> builder().limit(ContainerLimit.MEMORY_WARNING, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "MEMORY_WARNING, 0.95",
    "MEMORY_CRITICAL, 0.9",
    "PIDS_CRITICAL, 0.1",
    "THROTTLED_WARNING, 0.9",
    "RESTARTS_WARNING, 5"
  })
  void limits_outOfOrder_areRefused(ContainerLimit limit, double value) {
    assertThatThrownBy(() -> builder().limit(limit, value).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("\\w+_CRITICAL must be above \\w+_WARNING, which is .*, was .*");
  }

  @ParameterizedTest
  @EnumSource(
      value = ContainerCondition.class,
      names = {"ENGINE_UNREACHABLE", "STALE", "ENGINE_DISK", "ORPHANED", "LEASE"})
  void without_whatCannotBeLeftOut_isRefused(ContainerCondition condition) {
    assertThatThrownBy(() -> builder().without(condition))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("was " + condition.id());
  }

  @ParameterizedTest
  @EnumSource(ContainerLimit.class)
  void limits_defaults_areInTheirRangeAndHaveASourceAndAUnit(ContainerLimit limit) {
    assertThat(limit.checked(limit.value())).isEqualTo(limit.value());
    assertThat(limit.source()).isNotBlank();
    assertThat(limit.unit()).isNotBlank();
    assertThat(ContainerSettings.defaults().source(limit)).startsWith("default (");
  }

  @Test
  void settings_times_areInNanoseconds() {
    ContainerSettings settings = ContainerSettings.defaults();
    assertThat(settings.nanos(ContainerLimit.OOM_MINUTES))
        .isEqualTo(Duration.ofMinutes(10).toNanos());
    assertThat(settings.nanos(ContainerLimit.STALE_SECONDS))
        .isEqualTo(Duration.ofSeconds(15).toNanos());
  }

  @Test
  void conditions_haveDistinctStableNames() {
    assertThat(Arrays.stream(ContainerCondition.values()).map(ContainerCondition::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("containers?(-[a-z]+)+"));
    assertThat(ContainerCondition.OOM_KILLED).hasToString("container-oom-killed");
  }
}
