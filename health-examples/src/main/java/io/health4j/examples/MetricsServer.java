package io.health4j.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves one text at {@code http://127.0.0.1:PORT/metrics}, to this machine only. */
final class MetricsServer implements AutoCloseable {

  private static final String PATH = "/metrics";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService thread;

  private MetricsServer(HttpServer server, ExecutorService thread) {
    this.server = server;
    this.thread = thread;
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any free one
   * @throws UsageException when the port cannot be had
   */
  static MetricsServer start(int port, Supplier<String> metrics) {
    HttpServer server = bind(port);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            work -> {
              var made = new Thread(work, "demo-metrics");
              made.setDaemon(true);
              return made;
            });
    server.setExecutor(thread);
    server.createContext("/", exchange -> answer(exchange, metrics));
    startAsDaemon(server);
    return new MetricsServer(server, thread);
  }

  /** The server's own thread is a daemon when the one that starts it is. */
  private static void startAsDaemon(HttpServer server) {
    var starter = new Thread(server::start, "demo-metrics-start");
    starter.setDaemon(true);
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpServer bind(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(loopback(), port), 0);
    } catch (BindException e) {
      throw new UsageException(
          "port "
              + port
              + " cannot be used ("
              + e.getMessage()
              + "); give another with --port, or 0");
    } catch (IOException e) {
      throw new UsageException("metrics cannot be served on port " + port + ": " + e.getMessage());
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
  }

  private static void answer(HttpExchange exchange, Supplier<String> metrics) throws IOException {
    try (exchange) {
      boolean known = exchange.getRequestURI().getPath().equals(PATH);
      String text = known ? metrics.get() : "see " + PATH + "\n";
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", known ? PROMETHEUS : "text/plain");
      exchange.sendResponseHeaders(known ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
