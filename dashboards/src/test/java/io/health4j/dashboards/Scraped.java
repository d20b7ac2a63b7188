package io.health4j.dashboards;

import io.health4j.HealthMonitor;
import io.health4j.prometheus.PrometheusExporter;
import io.health4j.prometheus.ScrapeEndpoint;
import java.time.Duration;

/** A canned host that lives, a monitor that watches it every second, and where it is scraped. */
final class Scraped implements AutoCloseable {

  final CannedHost host = CannedHost.create();
  final HealthMonitor monitor;
  private final ScrapeEndpoint endpoint;

  private Scraped() {
    PrometheusExporter exporter = PrometheusExporter.create();
    monitor = host.monitor(Duration.ofSeconds(1)).metrics(exporter).start();
    host.drive();
    endpoint = ScrapeEndpoint.builder(exporter).port(0).start();
  }

  static Scraped start() {
    return new Scraped();
  }

  String url() {
    return endpoint.url();
  }

  @Override
  public void close() {
    endpoint.close();
    host.hang.hang(false);
    monitor.close();
    host.close();
  }
}
