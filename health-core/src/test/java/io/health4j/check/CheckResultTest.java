package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckResultTest {

  private static final Reading READING = Reading.of(Metric.gauge("a", "1", ""), 1);

  @Test
  void healthy_bare_isEmpty() {
    assertThat(CheckResult.healthy())
        .isEqualTo(new CheckResult(Status.HEALTHY, "", List.of(), List.of(), List.of(), null));
  }

  @Test
  void healthyAndOf_readings_areKept() {
    assertThat(CheckResult.healthy("fine", READING))
        .isEqualTo(
            new CheckResult(Status.HEALTHY, "fine", List.of(READING), List.of(), List.of(), null));
    assertThat(CheckResult.of(Status.WARNING, "so so", READING))
        .isEqualTo(
            new CheckResult(Status.WARNING, "so so", List.of(READING), List.of(), List.of(), null));
  }

  @Test
  void unknown_reasonAndCause_areKept() {
    var cause = new IllegalStateException("x");

    assertThat(CheckResult.unknown("no driver"))
        .isEqualTo(
            new CheckResult(Status.UNKNOWN, "no driver", List.of(), List.of(), List.of(), null));
    assertThat(CheckResult.unknown("no driver", cause).cause()).isSameAs(cause);
    assertThat(CheckResult.unknown("no driver", cause).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void new_listsChangedLater_staysAsItWas() {
    var readings = new ArrayList<>(List.of(READING));
    var findings = new ArrayList<>(List.of(Finding.of("a", "", Status.WARNING)));
    var result = new CheckResult(Status.WARNING, "", readings, findings, List.of(), null);

    readings.clear();
    findings.clear();

    assertThat(result.readings()).containsExactly(READING);
    assertThat(result.findings()).hasSize(1);
    assertThatThrownBy(() -> result.readings().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
