package io.health4j.micrometer;

import io.health4j.MetricsBinder;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.test.MetricsBinderContract;
import io.health4j.time.Ticker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;

/** The binder holds to the contract on each kind of registry. */
class MicrometerBinderContractTest {

  @Nested
  class OnSimpleRegistry extends Contract {
    OnSimpleRegistry() {
      super(new SimpleMeterRegistry());
    }
  }

  @Nested
  class OnCompositeRegistry extends Contract {
    OnCompositeRegistry() {
      super(new CompositeMeterRegistry().add(new SimpleMeterRegistry()));
    }
  }

  @Nested
  class OnPrometheusRegistry extends Contract {
    OnPrometheusRegistry() {
      super(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }
  }

  private abstract static class Contract implements MetricsBinderContract {

    private final MeterRegistry registry;

    Contract(MeterRegistry registry) {
      this.registry = registry;
    }

    @Override
    public MetricsBinder binder(Ticker clock) {
      return MicrometerMetricsBinder.builder(registry).clock(clock).build();
    }

    @Override
    public OptionalDouble score(String target) {
      return present(registry.find("health.score").tag("target", target).gauge());
    }

    @Override
    public Optional<Status> status(String target) {
      return Arrays.stream(Status.values())
          .filter(status -> isOn(target, status))
          .reduce(
              (a, b) -> {
                throw new AssertionError("both " + a + " and " + b);
              });
    }

    private boolean isOn(String target, Status status) {
      Gauge gauge =
          registry
              .find("health.status")
              .tags("target", target, "status", status.name().toLowerCase(Locale.ROOT))
              .gauge();
      return gauge != null && gauge.value() == 1;
    }

    @Override
    public OptionalDouble reading(String target, Metric metric) {
      var search = registry.find(metric.name()).tag("target", target);
      if (metric.kind() == Metric.Kind.GAUGE) {
        return present(search.gauge());
      }
      FunctionCounter counter = search.functionCounter();
      return counter == null || Double.isNaN(counter.count())
          ? OptionalDouble.empty()
          : OptionalDouble.of(counter.count());
    }

    private static OptionalDouble present(Gauge gauge) {
      return gauge == null || Double.isNaN(gauge.value())
          ? OptionalDouble.empty()
          : OptionalDouble.of(gauge.value());
    }

    @Override
    public int size() {
      return registry.getMeters().size();
    }
  }
}
