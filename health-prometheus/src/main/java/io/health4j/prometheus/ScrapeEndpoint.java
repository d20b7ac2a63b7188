package io.health4j.prometheus;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what a {@link ScrapeSource} shows over HTTP, to be scraped by Prometheus:
 *
 * <pre>{@code
 * PrometheusExporter exporter = PrometheusExporter.create();
 * HealthMonitor monitor = HealthMonitor.builder()....metrics(exporter).start();
 * ScrapeEndpoint endpoint = ScrapeEndpoint.builder(exporter).start(); // 127.0.0.1:9464/metrics
 * }</pre>
 *
 * <p>It stands on the JDK's own server and shares nothing with the host but the source: the host
 * never waits for a scrape. An answer is first written to memory, compressed when the scraper takes
 * gzip, and then sent; so a slow reader holds a thread and a buffer of the endpoint's for {@link
 * ScrapeEndpointBuilder#timeout} at most, and nothing of the source's. A GET is a scrape; a HEAD is
 * answered without one.
 *
 * <p>Its threads are daemons: {@code health4j-scrape-N}, 4 more than scrapes may run at once, which
 * end when idle, and {@code health4j-scrape-watch}. The JDK's server adds two of its own, {@code
 * HTTP-Dispatcher} and {@code idle-timeout-task}. At most 256 requests wait for a thread; beyond
 * that connections are closed. Thread-safe.
 */
public final class ScrapeEndpoint implements AutoCloseable {

  /** Where it is served when nothing else is said, as OpenTelemetry's Prometheus exporters do. */
  public static final int DEFAULT_PORT = 9464;

  private static final Logger LOG = LoggerFactory.getLogger(ScrapeEndpoint.class);
  private static final long START_MILLIS = 10_000;
  private static final long STOP_MILLIS = 2_000;

  /**
   * What became of the requests so far.
   *
   * @param served scrapes that were sent in full
   * @param refused requests turned away because too many were under way
   * @param unauthorized requests without the right user and password
   * @param failed scrapes in which the source threw
   * @param brokenOff requests that the other side broke off, or that were not over in time
   */
  public record Statistics(
      long served, long refused, long unauthorized, long failed, long brokenOff) {}

  private final HttpServer server;
  private final ScrapeThreads threads;
  private final ScrapeCounts counts;
  private final String url;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ScrapeEndpoint(
      HttpServer server, ScrapeThreads threads, ScrapeCounts counts, String url) {
    this.server = server;
    this.threads = threads;
    this.counts = counts;
    this.url = url;
  }

  /**
   * Begins to describe an endpoint.
   *
   * @param source what is scraped; called by several threads at once
   * @return its settings, all with defaults
   */
  public static ScrapeEndpointBuilder builder(ScrapeSource source) {
    return new ScrapeEndpointBuilder(source);
  }

  static ScrapeEndpoint start(ScrapeEndpointBuilder settings, InetAddress address) {
    HttpServer server = bind(settings, address);
    var counts = new ScrapeCounts();
    var threads =
        new ScrapeThreads(settings.concurrentScrapes, settings.timeout, counts, Ticker.system());
    server.setExecutor(threads);
    server.createContext("/", new ScrapeHandler(settings, counts));
    // The JDK's thread is a daemon when the one that starts it is.
    ScrapeThreads.runAside(server::start, "health4j-scrape-start", START_MILLIS);
    return new ScrapeEndpoint(server, threads, counts, url(settings, server.getAddress()));
  }

  private static HttpServer bind(ScrapeEndpointBuilder settings, InetAddress address) {
    var socket = new InetSocketAddress(address, settings.port);
    try {
      if (settings.tls == null) {
        return HttpServer.create(socket, 0);
      }
      HttpsServer server = HttpsServer.create(socket, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(settings.tls));
      return server;
    } catch (IOException e) {
      String place = "port " + settings.port + " of " + settings.address;
      throw new UncheckedIOException(
          place + " cannot be used (" + e.getMessage() + "); give another, or 0 for any free one",
          e);
    }
  }

  private static String url(ScrapeEndpointBuilder settings, InetSocketAddress bound) {
    InetAddress address = bound.getAddress();
    String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
    return (settings.tls == null ? "http://" : "https://")
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + bound.getPort()
        + settings.path;
  }

  /**
   * Where it is served, seen from this machine.
   *
   * @return as {@code http://127.0.0.1:9464/metrics}
   */
  public String url() {
    return url;
  }

  /**
   * What became of the requests so far.
   *
   * @return counts since the start
   */
  public Statistics statistics() {
    return counts.now();
  }

  /**
   * Serves no more, breaks off what is under way, and waits for its threads: 4 s at most. Only a
   * source that hangs can keep one for longer; it ends when the source returns.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    threads.interrupt(); // first: the server would wait for who writes to a connection
    ScrapeThreads.runAside(() -> server.stop(0), "health4j-scrape-stop", STOP_MILLIS);
    if (!threads.stop(STOP_MILLIS)) {
      LOG.warn("A scrape hangs in its source; its thread ends when the source returns");
    }
  }

  @Override
  public String toString() {
    return "ScrapeEndpoint[" + url + "]";
  }
}
