package io.health4j.check;

import java.util.function.BooleanSupplier;

/** Whether something holds that the host can say yes or no to. */
final class ConditionCheck implements HealthCheck {

  private final BooleanSupplier holds;
  private final CheckResult otherwise;

  ConditionCheck(String condition, Status status, String remedy, BooleanSupplier holds) {
    if (!status.isFailing()) {
      throw new IllegalArgumentException("status must be WARNING or CRITICAL, was " + status);
    }
    this.holds = holds;
    this.otherwise =
        CheckResult.builder()
            .finding(Finding.of(Texts.named("condition", condition), "", status).remedy(remedy))
            .build();
  }

  @Override
  public CheckResult check(CheckContext context) {
    return holds.getAsBoolean() ? CheckResult.healthy() : otherwise;
  }
}
