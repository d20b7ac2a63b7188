package io.health4j.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server on the loopback, which remembers what it was asked. */
final class TestServer implements AutoCloseable {

  static final JsonMapper JSON = new JsonMapper();

  static {
    // Else head and body of an answer wait 40 ms for each other.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What was asked; names of headers as {@code X-Health4j-Delivery}. */
  record Request(String method, String path, Map<String, List<String>> headers, String text) {
    @Nullable String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.get(0);
    }

    byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(text);
    }
  }

  record Answer(int status, String body, Map<String, String> headers) {
    static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }
  }

  final List<Request> requests = new CopyOnWriteArrayList<>();

  private final BlockingQueue<Request> arrived = new LinkedBlockingQueue<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  TestServer() {
    this(null);
  }

  TestServer(@Nullable SSLContext tls) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      if (tls == null) {
        server = HttpServer.create(address, 0);
        scheme = "http";
      } else {
        HttpsServer secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = secure;
        scheme = "https";
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The answers to come; the last one stays. */
  TestServer answers(Answer... next) {
    synchronized (answers) {
      answers.clear();
      answers.addAll(List.of(next));
    }
    return this;
  }

  TestServer answers(int status, String body) {
    return answers(Answer.of(status, body));
  }

  String url(String path) {
    return scheme + "://127.0.0.1:" + port() + path;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The next request that was not awaited yet; at most 30 s are waited for it. */
  Request await() throws InterruptedException {
    return Objects.requireNonNull(arrived.poll(30, TimeUnit.SECONDS), "no request in 30 s");
  }

  Request last() {
    return requests.get(requests.size() - 1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    var request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(body, StandardCharsets.UTF_8));
    requests.add(request);
    arrived.add(request);
    Answer answer = next();
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer next() {
    synchronized (answers) {
      if (answers.isEmpty()) {
        return Answer.of(200, "{\"ok\":true,\"ts\":\"1.2\"}");
      }
      return answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
