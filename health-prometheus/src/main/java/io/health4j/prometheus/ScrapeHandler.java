package io.health4j.prometheus;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request. A free buffer is also the leave to scrape. Thread-safe. */
final class ScrapeHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ScrapeEndpoint.class);
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;
  private static final int ERROR = 500;
  private static final int UNAVAILABLE = 503;
  private static final long PATIENCE_MILLIS = 100;

  /** Beyond it (this project's own judgement) causes may well go in circles. */
  private static final int MOST_CAUSES = 20;

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern GZIP = Pattern.compile("\\s*gzip\\s*(;.*)?");
  private static final Pattern NEVER = Pattern.compile(".*;\\s*q=0(\\.0*)?\\s*");

  private final ScrapeSource source;
  private final String path;
  private final @Nullable BasicLogin login;
  private final ScrapeCounts counts;
  private final BlockingQueue<ScrapeBuffer> free;
  private final AtomicBoolean told = new AtomicBoolean();

  ScrapeHandler(ScrapeEndpointBuilder settings, ScrapeCounts counts) {
    source = settings.source;
    path = settings.path;
    login = settings.login;
    this.counts = counts;
    free = new ArrayBlockingQueue<>(settings.concurrentScrapes);
    while (free.remainingCapacity() > 0) {
      free.add(new ScrapeBuffer());
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (ClosedByInterruptException e) { // counted by who interrupted
      throw e;
    } catch (IOException e) {
      counts.brokenOff.increment();
      throw e;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Headers answer = exchange.getResponseHeaders();
    if (login != null && !login.accepts(exchange.getRequestHeaders().getFirst("Authorization"))) {
      counts.unauthorized.increment();
      answer.set("WWW-Authenticate", "Basic realm=\"metrics\", charset=\"UTF-8\"");
      tell(exchange, UNAUTHORIZED, "user and password are missing or wrong");
      return;
    }
    if (!path.equals(exchange.getRequestURI().getPath())) {
      tell(exchange, NOT_FOUND, "metrics are at " + path);
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "GET" -> scrape(exchange);
      case "HEAD" -> {
        answer.set("Content-Type", format(exchange).contentType());
        exchange.sendResponseHeaders(OK, -1);
      }
      default -> {
        answer.set("Allow", "GET, HEAD");
        tell(exchange, WRONG_METHOD, "metrics are read by GET");
      }
    }
  }

  private void scrape(HttpExchange exchange) throws IOException {
    ScrapeBuffer buffer = freeBuffer();
    if (buffer == null) {
      counts.refused.increment();
      exchange.getResponseHeaders().set("Retry-After", "1");
      tell(exchange, UNAVAILABLE, "too many scrapes at once");
      return;
    }
    try {
      boolean gzip = isGzipTaken(exchange.getRequestHeaders().get("Accept-Encoding"));
      if (fill(buffer, format(exchange), gzip)) {
        send(exchange, buffer, gzip);
      } else {
        tell(exchange, ERROR, "metrics cannot be read; the host's log says why");
      }
    } finally {
      free.add(buffer);
    }
  }

  /**
   * Waits a moment: a scraper that has its answer may be back before the thread that sent it has
   * let go of its buffer.
   */
  private @Nullable ScrapeBuffer freeBuffer() {
    try {
      return free.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private boolean fill(ScrapeBuffer buffer, ScrapeFormat format, boolean gzip) {
    try {
      buffer.fill(source, format, gzip);
      return true;
    } catch (Throwable e) {
      counts.failed.increment();
      if (told.compareAndSet(false, true)) {
        LOG.warn("A scrape failed; further failures are counted, not logged: {}", where(e));
      }
      return false;
    }
  }

  /** What was thrown first and where, without its text, which is foreign and may have secrets. */
  private static String where(Throwable thrown) {
    Throwable first = thrown;
    for (int i = 0; i < MOST_CAUSES && first.getCause() != null; i++) {
      first = first.getCause();
    }
    StackTraceElement[] trace = first.getStackTrace();
    String name = first.getClass().getName();
    return trace.length == 0 ? name : name + " at " + trace[0];
  }

  private void send(HttpExchange exchange, ScrapeBuffer buffer, boolean gzip) throws IOException {
    Headers answer = exchange.getResponseHeaders();
    answer.set("Content-Type", format(exchange).contentType());
    if (gzip) {
      answer.set("Content-Encoding", "gzip");
    }
    // To the JDK a length of 0 is one that is not known.
    exchange.sendResponseHeaders(OK, buffer.size() == 0 ? -1 : buffer.size());
    try (var body = exchange.getResponseBody()) {
      buffer.sendTo(body);
    }
    counts.served.increment();
  }

  private static ScrapeFormat format(HttpExchange exchange) {
    List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
    return ScrapeFormat.negotiate(String.join(",", accept));
  }

  /** Whether one of the headers lists gzip, and not with a weight of 0. */
  static boolean isGzipTaken(@Nullable List<String> headers) {
    return headers != null
        && headers.stream()
            .flatMap(COMMA::splitAsStream)
            .map(coding -> coding.toLowerCase(Locale.ROOT))
            .anyMatch(c -> GZIP.matcher(c).matches() && !NEVER.matcher(c).matches());
  }

  private static void tell(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }
}
