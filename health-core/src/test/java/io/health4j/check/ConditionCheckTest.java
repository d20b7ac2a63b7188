package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionCheckTest {

  @Test
  void holds_true_isHealthy() throws Exception {
    assertThat(new CheckRunner(Checks.holds("license-expired", () -> true)).run())
        .isEqualTo(CheckResult.healthy());
  }

  @Test
  void holds_false_isCriticalWithItsCondition() throws Exception {
    CheckResult result = new CheckRunner(Checks.holds("license-expired", () -> false)).run();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).isEqualTo("license-expired");
    assertThat(result.findings())
        .containsExactly(Finding.of("license-expired", "", Status.CRITICAL));
  }

  @Test
  void holds_falseWithStatusAndRemedy_hasThem() throws Exception {
    HealthCheck check = Checks.holds("cache-cold", Status.WARNING, "Warm it.", () -> false);

    assertThat(new CheckRunner(check).run().findings())
        .containsExactly(Finding.of("cache-cold", "", Status.WARNING).remedy("Warm it."));
  }

  @Test
  void holds_throws_isPassedOn() {
    HealthCheck check =
        Checks.holds(
            "a",
            () -> {
              throw new IllegalStateException("no");
            });

    assertThatIllegalStateException()
        .isThrownBy(() -> check.check(CheckContext.first(Target.of("host"))));
  }

  @ParameterizedTest
  @EnumSource(names = {"HEALTHY", "UNKNOWN"})
  void holds_statusThatIsNoFailure_isRefused(Status status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checks.holds("a", status, "", () -> true))
        .withMessage("status must be WARNING or CRITICAL, was " + status);
  }

  @Test
  void holds_blankCondition_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checks.holds("", () -> true))
        .withMessage("condition must not be blank, was ''");
  }
}
