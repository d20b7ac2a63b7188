package io.health4j.prometheus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthSource;
import io.health4j.MetricsBinder;
import io.health4j.MonitorStatistics;
import io.health4j.check.Attributes;
import io.health4j.report.HealthReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a monitor to Prometheus without a metrics library: a scrape is written straight from what
 * the monitor published, under the names that {@code docs/metrics.md} lists.
 *
 * <pre>{@code
 * PrometheusExporter exporter = PrometheusExporter.create();
 * HealthMonitor monitor = HealthMonitor.builder().watch(…).metrics(exporter).start();
 * }</pre>
 *
 * <p>A scrape runs no check. Freshness is judged at the scrape: a target without a sample for three
 * intervals shows {@code health_status} UNKNOWN, a {@code health_score} of NaN, and no readings and
 * findings, even when every thread of the monitor is dead. What has no value is left out, but for
 * that score. Before it is bound to a monitor and after that closed there is nothing to show, and
 * scrapes are empty.
 *
 * <p>Room is bounded: for series of targets by {@link PrometheusExporterBuilder#maxSeries}, and for
 * those of one metric in one target. What is left out is counted once a sample that is scraped, and
 * told in the log once a metric.
 *
 * <p>Thread-safe. Scrapes at the same time wait for each other while the text is made in memory,
 * but not while it is written to where it goes, which may be slow.
 */
public final class PrometheusExporter implements MetricsBinder, ScrapeSource {

  /** How many series of targets are shown at most, unless it is set: 10,000. */
  public static final int DEFAULT_MAX_SERIES = 10_000;

  /** 4: this project's own judgement. More than two servers seldom scrape at the same time. */
  private static final int KEPT_PAGES = 4;

  private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.UTF_8);

  private static final Logger LOG = LoggerFactory.getLogger(PrometheusExporter.class);

  private final Attributes labels;
  private final int maxSeries;
  private final ArrayBlockingQueue<Page> pages = new ArrayBlockingQueue<>(KEPT_PAGES);
  private volatile @Nullable HealthSource source;

  @GuardedBy("this")
  private Layout layout;

  @GuardedBy("this")
  private boolean bound;

  PrometheusExporter(Attributes labels, int maxSeries) {
    this.labels = labels;
    this.maxSeries = maxSeries;
    this.layout = new Layout(labels, maxSeries);
  }

  /**
   * An exporter with all defaults.
   *
   * @return an exporter for one monitor
   */
  public static PrometheusExporter create() {
    return builder().build();
  }

  /**
   * An exporter with settings of one's own.
   *
   * @return a builder
   */
  public static PrometheusExporterBuilder builder() {
    return new PrometheusExporterBuilder();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when this exporter was bound before
   */
  @Override
  public synchronized void bindTo(HealthSource newSource) {
    if (bound) {
      throw new IllegalStateException("an exporter must be bound once, was bound before");
    }
    bound = true;
    source = newSource;
  }

  @Override
  public void scrape(ScrapeFormat format, OutputStream out) throws IOException {
    Page spare = pages.poll();
    Page page = spare == null ? new Page() : spare;
    try {
      page.clear();
      fill(page, format);
      page.writeTo(out);
    } finally {
      pages.offer(page); // for the next scrape; when enough are kept it goes
    }
  }

  private void fill(Page page, ScrapeFormat format) throws IOException {
    HealthSource shown = source;
    if (shown != null) {
      try {
        for (String news : fill(page, format, shown, shown.report(), shown.statistics())) {
          LOG.warn(news);
        }
      } catch (RuntimeException e) {
        startAnew();
        throw new IOException("what the monitor published could not be shown: " + e, e);
      }
    }
    if (format == ScrapeFormat.OPEN_METRICS) {
      page.add(END);
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private synchronized List<String> fill(
      Page page,
      ScrapeFormat format,
      HealthSource asked,
      HealthReport report,
      MonitorStatistics statistics) {
    if (asked != source) { // closed in between
      return List.of();
    }
    layout.show(report, statistics);
    layout.writeTo(page, format);
    return layout.news();
  }

  /** What broke off in the middle may have left anything behind. */
  private synchronized void startAnew() {
    layout = new Layout(labels, maxSeries);
  }

  @Override
  public synchronized void close() {
    source = null;
    layout = new Layout(labels, maxSeries);
  }
}
