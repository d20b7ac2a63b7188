package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What tests of the endpoint do again and again. */
final class Scrapes {

  static final String TEXT = "# TYPE health_score gauge\nhealth_score{target=\"zürich\"} 1.0\n";

  /** Far more than the buffers of two sockets take. */
  private static final int LARGE = 16 << 20;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final long GIVES_UP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private Scrapes() {}

  static ScrapeSource text(String text) {
    return (format, out) -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  static ScrapeSource large() {
    byte[] bytes = new byte[LARGE];
    Arrays.fill(bytes, (byte) '#');
    return (format, out) -> out.write(bytes);
  }

  /** At a free port. */
  static ScrapeEndpointBuilder of(ScrapeSource source) {
    return ScrapeEndpoint.builder(source).port(0);
  }

  /** Waits for a condition; the test's own limit of time ends it otherwise. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Thread.onSpinWait();
    }
  }

  /** Waits for them: an answer is counted when it has been sent, and may be read before. */
  static void awaitStatistics(
      ScrapeEndpoint endpoint,
      long served,
      long refused,
      long unauthorized,
      long failed,
      long brokenOff)
      throws InterruptedException {
    var expected = new ScrapeEndpoint.Statistics(served, refused, unauthorized, failed, brokenOff);
    await(() -> endpoint.statistics().equals(expected));
  }

  static HttpResponse<String> get(ScrapeEndpoint endpoint, String... headers) throws Exception {
    return CLIENT.send(request(endpoint.url(), headers).build(), BodyHandlers.ofString());
  }

  /**
   * Asks again while others are being served: an answer may be read before the thread that sent it
   * has let go of its buffer. And while it is broken off: a short time may be over before a thread
   * gets to run.
   */
  static HttpResponse<String> getWhenFree(ScrapeEndpoint endpoint) throws Exception {
    while (true) {
      try {
        HttpResponse<String> answer = get(endpoint);
        if (answer.statusCode() != 503) {
          return answer;
        }
      } catch (IOException e) {
        // It was not over in time.
      }
    }
  }

  static HttpResponse<byte[]> bytes(ScrapeEndpoint endpoint, String... headers) throws Exception {
    return CLIENT.send(request(endpoint.url(), headers).build(), BodyHandlers.ofByteArray());
  }

  static CompletableFuture<HttpResponse<String>> begin(ScrapeEndpoint endpoint) {
    return CLIENT.sendAsync(request(endpoint.url()).build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> send(String method, String url) throws Exception {
    HttpRequest request = request(url).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  static HttpRequest.Builder request(String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    return headers.length == 0 ? request : request.headers(headers);
  }

  /**
   * Closes it: no thread is left when that returns. It may give up after 2 s, where this machine
   * stands still; then they end a little later.
   */
  static void assertLeavesNoThread(ScrapeEndpoint endpoint) throws InterruptedException {
    long begun = System.nanoTime();
    endpoint.close();
    Thread[] left = threads();
    if (System.nanoTime() - begun < GIVES_UP_NANOS) {
      assertThat(left).isEmpty();
    }
    await(() -> threads().length == 0);
  }

  /** The endpoint's threads, and the one of the JDK's that serves it. */
  static Thread[] threads() {
    Predicate<Thread> ours =
        thread ->
            thread.getName().startsWith("health4j-scrape-")
                || thread.getName().equals("HTTP-Dispatcher");
    return Thread.getAllStackTraces().keySet().stream().filter(ours).toArray(Thread[]::new);
  }
}
