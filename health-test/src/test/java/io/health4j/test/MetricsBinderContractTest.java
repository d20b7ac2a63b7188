package io.health4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthSource;
import io.health4j.MetricsBinder;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.report.HealthReport;
import io.health4j.report.TargetHealth;
import io.health4j.time.Ticker;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The contract holds for a good binder, and each of its tests fails for one that breaks it. */
class MetricsBinderContractTest {

  @Test
  void contract_goodBinder_holds() {
    assertThat(Kit.failuresOf(Good.class)).isEmpty();
  }

  @Test
  void contract_nothingShown_isFound() {
    assertThat(Kit.failuresOf(Blind.class))
        .contains("bindTo_sampledTarget_isShown", "close_afterSamples_takesAllAway");
  }

  @Test
  void contract_reportKept_isFound() {
    assertThat(Kit.failuresOf(KeepsReport.class))
        .contains("read_staleTarget_isUnknown", "unwatch_shownTarget_disappears");
  }

  @Test
  void contract_checkRunOnRead_isFound() {
    assertThat(Kit.failuresOf(Polls.class)).contains("read_anything_runsNoCheck");
  }

  @Test
  void contract_highestCount_isFound() {
    assertThat(Kit.failuresOf(NeverFalls.class)).containsExactly("read_counterThatFell_goesOn");
  }

  @Test
  void contract_lastReadingKept_isFound() {
    assertThat(Kit.failuresOf(KeepsReading.class)).contains("read_readingThatWent_isGone");
  }

  @Test
  void contract_unlabelledOnly_isFound() {
    assertThat(Kit.failuresOf(UnlabelledOnly.class))
        .containsExactly("bindTo_targetsOfDifferentLabels_areAllShown");
  }

  @Test
  void contract_unsampledShownWell_isFound() {
    assertThat(Kit.failuresOf(Optimist.class)).containsExactly("bindTo_unsampledTarget_isNotWell");
  }

  @Test
  void contract_leftBehind_isFound() {
    assertThat(Kit.failuresOf(NeverCloses.class))
        .containsExactly("close_afterSamples_takesAllAway");
  }

  /** Reads straight from the source, as good as can be. */
  static class Good implements MetricsBinderContract, MetricsBinder {

    HealthSource source;

    @Override
    public MetricsBinder binder(Ticker clock) {
      return this;
    }

    @Override
    public void bindTo(HealthSource bound) {
      source = bound;
    }

    @Override
    public void close() {
      source = null;
    }

    HealthReport report() {
      return source.report();
    }

    Optional<TargetHealth> health(String target) {
      return source == null ? Optional.empty() : report().target(target);
    }

    @Override
    public OptionalDouble score(String target) {
      return health(target).map(h -> h.score().value()).orElse(OptionalDouble.empty());
    }

    @Override
    public Optional<Status> status(String target) {
      return health(target).map(TargetHealth::status);
    }

    @Override
    public OptionalDouble reading(String target, Metric metric) {
      return health(target).filter(health -> !health.stale()).stream()
          .flatMap(health -> health.outcomes().stream())
          .flatMap(outcome -> outcome.result().readings().stream())
          .filter(reading -> reading.metric().equals(metric))
          .mapToDouble(Reading::value)
          .findFirst();
    }

    @Override
    public int size() {
      return source == null ? 0 : 1 + source.report().targets().size();
    }
  }

  static class Blind extends Good {
    @Override
    public void bindTo(HealthSource bound) {}
  }

  static class KeepsReport extends Good {
    private HealthReport kept;

    @Override
    HealthReport report() {
      HealthReport now = source.report();
      boolean first = kept == null || kept.targets().size() < now.targets().size();
      kept = first ? now : kept;
      return kept;
    }
  }

  static class Polls extends Good {
    @Override
    HealthReport report() {
      if (source instanceof io.health4j.HealthMonitor monitor
          && monitor.statistics().samples() > 0) {
        monitor.poll();
      }
      return source.report();
    }
  }

  static class NeverFalls extends Good {
    private double highest;

    @Override
    public OptionalDouble reading(String target, Metric metric) {
      OptionalDouble now = super.reading(target, metric);
      if (!metric.equals(COUNTER) || now.isEmpty()) {
        return now;
      }
      highest = Math.max(highest, now.getAsDouble());
      return OptionalDouble.of(highest);
    }
  }

  static class KeepsReading extends Good {
    private OptionalDouble kept = OptionalDouble.of(0.5);

    @Override
    public OptionalDouble reading(String target, Metric metric) {
      OptionalDouble now = super.reading(target, metric);
      if (!metric.equals(GAUGE)) {
        return now;
      }
      kept = now.isPresent() ? now : kept;
      return kept;
    }
  }

  static class UnlabelledOnly extends Good {
    @Override
    Optional<TargetHealth> health(String target) {
      return super.health(target).filter(health -> health.target().labels().size() == 0);
    }
  }

  static class Optimist extends Good {
    @Override
    public Optional<Status> status(String target) {
      boolean sampled = health(target).filter(h -> !h.outcomes().isEmpty()).isPresent();
      return source != null && health(target).isPresent() && !sampled
          ? Optional.of(Status.HEALTHY)
          : super.status(target);
    }
  }

  static class NeverCloses extends Good {
    @Override
    public void close() {}
  }
}
