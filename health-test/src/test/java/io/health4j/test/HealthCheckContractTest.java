package io.health4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract holds for a good check, and each of its tests fails for a check that breaks it. */
class HealthCheckContractTest {

  private static final Metric LEVEL = Metric.gauge("test.level", "1", "A level.");
  private static final Metric COUNT = Metric.counter("test.count", "{event}", "A count.");

  @Test
  void contract_goodCheck_holds() {
    assertThat(Kit.failuresOf(Good.class)).isEmpty();
  }

  @Test
  void contract_nullAnswer_isFound() {
    assertThat(Kit.failuresOf(AnswersNull.class)).contains("check_calledFirst_answers");
  }

  @Test
  void contract_exception_isFound() {
    assertThat(Kit.failuresOf(Throws.class))
        .contains("check_calledFirst_answers", "check_calledFromOtherThreads_answers");
  }

  @Test
  void contract_readingNotFinite_isFound() {
    assertThat(Kit.failuresOf(NotFinite.class)).contains("check_calledFirst_answers");
  }

  @Test
  void contract_metricNameNotValid_isFound() {
    assertThat(Kit.failuresOf(BadName.class)).contains("check_calledFirst_answers");
  }

  @Test
  void contract_nullMessage_isFound() {
    assertThat(Kit.failuresOf(NullMessage.class)).contains("check_called_leavesNothingOut");
  }

  @Test
  void contract_messageOfTwoLines_isFound() {
    assertThat(Kit.failuresOf(TwoLines.class)).containsExactly("check_called_leavesNothingOut");
  }

  @Test
  void contract_metricWithoutUnit_isFound() {
    assertThat(Kit.failuresOf(NoUnit.class)).containsExactly("check_called_leavesNothingOut");
  }

  @Test
  void contract_sameSeriesTwice_isFound() {
    assertThat(Kit.failuresOf(Twice.class)).containsExactly("check_readings_areDistinctSeries");
  }

  @Test
  void contract_metricOfTwoUnits_isFound() {
    assertThat(Kit.failuresOf(UnitChanges.class)).containsExactly("check_metrics_keepUnitAndKind");
  }

  @Test
  void contract_negativeCounter_isFound() {
    assertThat(Kit.failuresOf(NegativeCounter.class))
        .containsExactly("check_counters_areNotNegative");
  }

  @Test
  void contract_sameFindingTwice_isFound() {
    assertThat(Kit.failuresOf(FindingTwice.class))
        .containsExactly("check_findings_areDistinctAndCount");
  }

  @Test
  void contract_findingHidden_isFound() {
    assertThat(Kit.failuresOf(FindingHidden.class))
        .containsExactly("check_findings_areDistinctAndCount");
  }

  @Test
  void contract_unknownWithoutReason_isFound() {
    assertThat(Kit.failuresOf(UnknownSilent.class)).containsExactly("check_notHealthy_saysWhy");
  }

  @Test
  void contract_failureWithoutReason_isFound() {
    assertThat(Kit.failuresOf(FailureSilent.class)).containsExactly("check_notHealthy_saysWhy");
  }

  @Test
  void contract_secondCallThrows_isFound() {
    assertThat(Kit.failuresOf(OnlyOnce.class))
        .contains("check_called_leavesNothingOut", "check_calledFromOtherThreads_answers")
        .doesNotContain("check_calledFirst_answers");
  }

  @Test
  void contract_boundToOneThread_isFound() {
    assertThat(Kit.failuresOf(OneThread.class)).contains("check_calledFromOtherThreads_answers");
  }

  @Test
  void contract_interruptLeft_isFound() {
    assertThat(Kit.failuresOf(LeavesInterrupt.class))
        .containsExactly("check_notInterrupted_setsNoInterrupt");
  }

  @Test
  void contract_interruptSwallowed_isFound() {
    assertThat(Kit.failuresOf(SwallowsInterrupt.class))
        .containsExactly("check_interrupted_swallowsNoInterrupt");
  }

  private static CheckResult result(Status status, String message, Finding... findings) {
    return new CheckResult(status, message, List.of(), List.of(findings), List.of(), null);
  }

  static class Good implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> CheckResult.healthy("well", Reading.of(LEVEL, 1), Reading.of(COUNT, 2));
    }
  }

  static class AnswersNull implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> null;
    }
  }

  static class Throws implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> {
        throw new IllegalStateException("as meant");
      };
    }
  }

  static class NotFinite implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> CheckResult.healthy("", Reading.of(LEVEL, Double.NaN));
    }
  }

  static class BadName implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context ->
          CheckResult.healthy("", Reading.of(Metric.gauge("Test-Level", "1", "A level."), 1));
    }
  }

  static class NullMessage implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context ->
          new CheckResult(Status.HEALTHY, null, List.of(), List.of(), List.of(), null);
    }
  }

  static class TwoLines implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> CheckResult.healthy("one\ntwo");
    }
  }

  static class NoUnit implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context ->
          CheckResult.healthy("", Reading.of(Metric.gauge("test.level", " ", "A level."), 1));
    }
  }

  static class Twice implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> CheckResult.healthy("", Reading.of(LEVEL, 1), Reading.of(LEVEL, 2));
    }
  }

  static class UnitChanges implements HealthCheckContract {
    private int calls;

    @Override
    public HealthCheck check() {
      return context ->
          CheckResult.healthy(
              "", Reading.of(Metric.gauge("test.level", calls++ == 0 ? "1" : "%", "A level."), 1));
    }
  }

  static class NegativeCounter implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> CheckResult.healthy("", Reading.of(COUNT, -1));
    }
  }

  static class FindingTwice implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context ->
          result(
              Status.WARNING,
              "",
              Finding.of("too-full", "a", Status.WARNING),
              Finding.of("too-full", "a", Status.UNKNOWN));
    }
  }

  static class FindingHidden implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> result(Status.WARNING, "", Finding.of("too-full", "a", Status.CRITICAL));
    }
  }

  static class UnknownSilent implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> result(Status.UNKNOWN, " ");
    }
  }

  static class FailureSilent implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> result(Status.CRITICAL, "");
    }
  }

  static class OnlyOnce implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> {
        if (context.previous() != null) {
          throw new IllegalStateException("once was enough");
        }
        return CheckResult.healthy();
      };
    }
  }

  static class OneThread implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      Thread home = Thread.currentThread();
      return context -> {
        if (Thread.currentThread() != home) {
          throw new IllegalStateException("not from here");
        }
        return CheckResult.healthy();
      };
    }
  }

  static class LeavesInterrupt implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      Thread home = Thread.currentThread();
      return context -> {
        if (Thread.currentThread() != home) {
          Thread.currentThread().interrupt();
        }
        return CheckResult.healthy();
      };
    }
  }

  static class SwallowsInterrupt implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return context -> {
        Thread.interrupted();
        return CheckResult.healthy();
      };
    }
  }
}
