package io.health4j.prometheus;

import io.health4j.check.Attributes;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link PrometheusExporter}. Not thread-safe. */
public final class PrometheusExporterBuilder {

  private static final int LARGEST = 10_000_000;

  private Attributes labels = Attributes.none();
  private @Nullable Integer maxSeries;

  PrometheusExporterBuilder() {}

  /**
   * A label of every series.
   *
   * @param name its name; not blank
   * @param value its value; not blank
   * @return this
   * @throws IllegalArgumentException when one is blank
   * @throws IllegalStateException when the name is given twice
   */
  public PrometheusExporterBuilder label(String name, String value) {
    if (name.isBlank() || value.isBlank()) {
      throw new IllegalArgumentException(
          "a label's name and value must not be blank, were '" + name + "' and '" + value + "'");
    }
    if (labels.get(name) != null) {
      throw new IllegalStateException("label '" + name + "' is given twice");
    }
    labels = labels.with(name, value);
    return this;
  }

  /**
   * How many series of targets and their checks are shown at most; further ones are dropped and
   * counted in {@code health.metrics.series.dropped}. A target takes 7, each of its checks 11, a
   * reading or finding 1, a histogram 37. Of one metric 1,000 are shown in one target at most,
   * whatever is set here. Default {@value PrometheusExporter#DEFAULT_MAX_SERIES}, this project's
   * own judgement: a scrape of about 1 MB.
   *
   * @param series from 1 to 10,000,000
   * @return this
   * @throws IllegalArgumentException when it is out of range
   * @throws IllegalStateException when it is given twice
   */
  public PrometheusExporterBuilder maxSeries(int series) {
    if (maxSeries != null) {
      throw new IllegalStateException("max series is given twice");
    }
    if (series < 1 || series > LARGEST) {
      throw new IllegalArgumentException(
          "max series must be from 1 to " + LARGEST + ", was " + series);
    }
    maxSeries = series;
    return this;
  }

  /**
   * Makes the exporter.
   *
   * @return an exporter for one monitor
   */
  public PrometheusExporter build() {
    return new PrometheusExporter(
        labels, maxSeries == null ? PrometheusExporter.DEFAULT_MAX_SERIES : maxSeries);
  }
}
