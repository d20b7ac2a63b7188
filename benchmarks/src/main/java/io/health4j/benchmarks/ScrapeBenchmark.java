package io.health4j.benchmarks;

import io.health4j.HealthEvent;
import io.health4j.micrometer.MicrometerMetricsBinder;
import io.health4j.prometheus.PrometheusExporter;
import io.health4j.prometheus.ScrapeFormat;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One scrape of the series of {@link Gauges}, all of which changed since the last one. Ours have
 * the three labels of every reading; the others get one, which is the least that they cost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScrapeBenchmark {

  private static final PrometheusTextFormatWriter WRITER =
      PrometheusTextFormatWriter.builder().build();

  private final Gauges gauges = new Gauges();
  private final OutputStream nowhere = OutputStream.nullOutputStream();
  private final PrometheusExporter exporter =
      PrometheusExporter.builder().maxSeries(Gauges.ROOM).build();
  private final PrometheusRegistry client = new PrometheusRegistry();
  private final GaugeDataPoint[] points = new GaugeDataPoint[Gauges.SERIES];
  private final PrometheusMeterRegistry micrometer =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PrometheusMeterRegistry behind =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final byte[][] names = new byte[Gauges.SERIES][];
  private final ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 20);

  /** One thing that can be scraped. */
  @FunctionalInterface
  private interface Scrape {
    void to(OutputStream out) throws IOException;
  }

  /**
   * Makes all that is scraped, and looks that nothing is left out.
   *
   * @throws IOException never
   */
  @Setup
  public void prepare() throws IOException {
    exporter.bindTo(gauges);
    MicrometerMetricsBinder.builder(behind).maxSeries(Gauges.ROOM).build().bindTo(gauges);
    for (int metric = 0; metric < Gauges.METRICS; metric++) {
      fill(metric);
    }
    check("ours", out -> exporter.scrape(ScrapeFormat.TEXT, out));
    check("behind Micrometer", behind::scrape);
    check("client_java", out -> WRITER.write(out, client.scrape()));
    check("Micrometer", micrometer::scrape);
    check("text", this::write);
  }

  private void fill(int metric) {
    var gauge =
        io.prometheus.metrics.core.metrics.Gauge.builder()
            .name(Gauges.name(metric))
            .help(Gauges.help())
            .labelNames("device")
            .register(client);
    for (int target = 0; target < Gauges.TARGETS; target++) {
      for (int device = 0; device < Gauges.DEVICES; device++) {
        int series = Gauges.index(target, metric, device);
        String own = Gauges.target(target) + "-" + Gauges.device(device);
        points[series] = gauge.labelValues(own);
        Gauge.builder(Gauges.name(metric), gauges, all -> all.value(series))
            .description(Gauges.help())
            .tags("device", own)
            .register(micrometer);
        String name = Gauges.name(metric) + "{device=\"" + own + "\"} ";
        names[series] = name.getBytes(StandardCharsets.UTF_8);
      }
    }
  }

  /** Nobody is measured who leaves something out. */
  private static void check(String who, Scrape scrape) throws IOException {
    var out = new ByteArrayOutputStream();
    scrape.to(out);
    long lines =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("bench_load_"))
            .count();
    if (lines != Gauges.SERIES) {
      throw new IllegalStateException(who + " showed " + lines + " of " + Gauges.SERIES);
    }
  }

  /**
   * Ours, without a metrics library.
   *
   * @throws IOException never
   */
  @Benchmark
  public void ours() throws IOException {
    gauges.change();
    exporter.scrape(ScrapeFormat.TEXT, nowhere);
  }

  /**
   * Ours behind Micrometer. Something happened since the last scrape, so it looks anew.
   *
   * @throws IOException never
   */
  @Benchmark
  public void behindMicrometer() throws IOException {
    gauges.change();
    var event = new HealthEvent.Sampled(Instant.EPOCH, gauges.report().targets().get(0));
    gauges.listeners().forEach(listener -> listener.on(event));
    behind.scrape(nowhere);
  }

  /** What it takes to tell client_java's gauges their values, which is not part of a scrape. */
  @Benchmark
  public void clientJavaSet() {
    gauges.change();
    for (int i = 0; i < points.length; i++) {
      points[i].set(gauges.value(i));
    }
  }

  /**
   * The same, and a scrape.
   *
   * @throws IOException never
   */
  @Benchmark
  public void clientJavaSetAndScraped() throws IOException {
    clientJavaSet();
    WRITER.write(nowhere, client.scrape());
  }

  /**
   * Gauges of Micrometer, which ask for their values.
   *
   * @throws IOException never
   */
  @Benchmark
  public void micrometer() throws IOException {
    gauges.change();
    micrometer.scrape(nowhere);
  }

  /**
   * Writing the text alone: names that are made already, and the JDK's text of each value.
   *
   * @throws IOException never
   */
  @Benchmark
  public void text() throws IOException {
    gauges.change();
    write(nowhere);
  }

  private void write(OutputStream out) throws IOException {
    page.reset();
    for (int i = 0; i < names.length; i++) {
      page.writeBytes(names[i]);
      page.writeBytes(Double.toString(gauges.value(i)).getBytes(StandardCharsets.ISO_8859_1));
      page.write('\n');
    }
    page.writeTo(out);
  }
}
