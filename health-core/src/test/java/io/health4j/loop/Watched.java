package io.health4j.loop;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.time.FakeTicker;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A probe on a clock that stands, and a monitor's memory of the check's last answer. */
final class Watched {

  final FakeTicker ticker = new FakeTicker();
  final LostTime lostTime = new LostTime();
  final LoopProbe probe;
  private final HealthCheck health;
  private @Nullable CheckResult previous;

  private Watched(UnaryOperator<LoopProbeBuilder> settings) {
    probe = settings.apply(LoopProbe.builder().ticker(ticker)).build();
    health = probe.health();
  }

  static Watched probe() {
    return probe(UnaryOperator.identity());
  }

  static Watched probe(UnaryOperator<LoopProbeBuilder> settings) {
    return new Watched(settings);
  }

  CheckResult check() {
    var context = CheckContext.of(Target.of("loop"), previous, ticker, lostTime);
    try {
      var result = health.check(context);
      previous = result.status() == Status.UNKNOWN ? previous : result;
      return result;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  Watched succeed(int times) {
    for (int i = 0; i < times; i++) {
      try (var it = probe.begin()) {
        it.succeeded();
      }
    }
    return this;
  }

  Watched fail(int times) {
    for (int i = 0; i < times; i++) {
      probe.begin().close();
    }
    return this;
  }

  Watched best(double fitness) {
    try (var it = probe.begin()) {
      it.best(fitness);
      it.succeeded();
    }
    return this;
  }

  Watched population(int individuals, int loci, Diversity.Alleles alleles) {
    try (var it = probe.begin()) {
      it.population(individuals, loci, alleles);
      it.succeeded();
    }
    return this;
  }

  Watched vectors(int individuals, int dimensions, Diversity.Coordinates coordinates) {
    try (var it = probe.begin()) {
      it.vectors(individuals, dimensions, coordinates);
      it.succeeded();
    }
    return this;
  }

  Watched advance(Duration by) {
    ticker.advance(by);
    return this;
  }

  static Optional<Double> value(CheckResult result, String metric) {
    return reading(result, metric).map(Reading::value);
  }

  static Optional<Reading> reading(CheckResult result, String metric) {
    return result.readings().stream().filter(r -> r.metric().name().equals(metric)).findFirst();
  }

  static Optional<Double> diversity(CheckResult result, String measure) {
    return result.readings().stream()
        .filter(r -> measure.equals(r.attributes().get("loop.diversity.measure")))
        .map(Reading::value)
        .findFirst();
  }

  static Optional<Finding> finding(CheckResult result, String condition) {
    return result.findings().stream().filter(f -> f.condition().equals(condition)).findFirst();
  }

  static Status status(CheckResult result, String condition) {
    return finding(result, condition).map(Finding::status).orElse(Status.HEALTHY);
  }
}
