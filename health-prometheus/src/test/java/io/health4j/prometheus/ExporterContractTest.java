package io.health4j.prometheus;

import io.health4j.MetricsBinder;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.test.MetricsBinderContract;
import io.health4j.time.Ticker;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The exporter holds to the contract of all binders. */
class ExporterContractTest implements MetricsBinderContract {

  private final PrometheusExporter exporter = PrometheusExporter.create();

  @Override
  public MetricsBinder binder(Ticker clock) {
    return exporter;
  }

  @Override
  public OptionalDouble score(String target) {
    return value("health_score{", target).filter(value -> !Double.isNaN(value)).findFirst();
  }

  private DoubleStream value(String start, String target) {
    return ExporterBench.scrape(exporter, ScrapeFormat.TEXT)
        .lines()
        .filter(line -> line.startsWith(start))
        .filter(line -> line.contains("target=\"" + target + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))));
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
    return ExporterBench.scrape(exporter, ScrapeFormat.TEXT)
        .lines()
        .filter(line -> line.startsWith("health_status{") && line.endsWith(" 1"))
        .filter(line -> line.contains("status=\"" + Choices.text(status) + "\""))
        .anyMatch(line -> line.contains("target=\"" + target + "\""));
  }

  @Override
  public OptionalDouble reading(String target, Metric metric) {
    return value(PrometheusNames.of(metric) + "{", target).findFirst();
  }

  @Override
  public int size() {
    return (int) ExporterBench.scrape(exporter, ScrapeFormat.TEXT).lines().count();
  }
}
