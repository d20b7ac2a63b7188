package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.notify.TestServer.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSenderTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;

  private static HttpSender sender(Consumer<HttpSinkSpec> http) {
    var spec = new HttpSinkSpec("test");
    http.accept(spec);
    return new HttpSender(spec, InstantSource.system());
  }

  private static HttpReply post(String url, Consumer<HttpSinkSpec> http)
      throws InterruptedException {
    try (HttpSender sender = sender(http)) {
      return sender.post(URI.create(url), BODY);
    }
  }

  @Test
  void post_answer_isReadWithItsHeaders() throws Exception {
    try (var server = new TestServer();
        HttpSender sender = sender(http -> http.header("Authorization", "Basic x"))) {
      server.answers(new Answer(503, "busy", Map.of("Retry-After", "5")));

      HttpReply reply = sender.post(URI.create(server.url("/a?b")), BODY, "X-One", "1");

      assertThat(reply).isEqualTo(new HttpReply(503, "busy", Duration.ofSeconds(5), ""));
      assertThat(server.last().path()).isEqualTo("/a?b");
      assertThat(server.last().header("Authorization")).isEqualTo("Basic x");
      assertThat(server.last().header("X-one")).isEqualTo("1");
      assertThat(server.last().header("User-agent")).isEqualTo("health4j");
      assertThat(server.last().headers()).doesNotContainKeys("Upgrade", "Http2-settings");
      assertThat(server.last().text()).isEqualTo("{}");
    }
  }

  @Test
  void post_answerInDribsAndDrabs_isReadToItsEnd() throws Exception {
    try (var server =
            new RawServer(
                client -> {
                  client.getInputStream().read();
                  for (char c : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow".toCharArray()) {
                    RawServer.write(client, String.valueOf(c));
                  }
                });
        HttpSender sender = sender(http -> {})) {
      assertThat(sender.post(URI.create(server.url("/")), BODY).body()).isEqualTo("slow");
    }
  }

  @Test
  void post_answerWithoutEnd_isReadToTheLimitAndHungUp() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server = new RawServer(client -> flood(client, hungUp));
        HttpSender sender = sender(http -> {})) {
      HttpReply reply = sender.post(URI.create(server.url("/")), BODY);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("x".repeat(LimitedBody.MOST));
      assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void flood(Socket client, CountDownLatch hungUp) {
    try {
      client.getInputStream().read();
      RawServer.write(client, "HTTP/1.1 200 OK\r\n\r\n");
      while (true) {
        RawServer.write(client, "x".repeat(10_000));
      }
    } catch (IOException e) {
      hungUp.countDown();
    }
  }

  @Test
  void post_timeOver_hangsUp() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server =
            new RawServer(
                client -> {
                  client.getInputStream().readAllBytes();
                  hungUp.countDown();
                });
        HttpSender sender = sender(http -> http.timeout(Duration.ofMillis(100)))) {
      do { // until the time was not over before there was a connection
        HttpReply reply = sender.post(URI.create(server.url("/")), BODY);
        assertThat(reply.trouble()).isEqualTo("no answer within 100ms");
      } while (!hungUp.await(1, TimeUnit.SECONDS));
    }
  }

  @Test
  void post_interrupted_throwsAndHangsUp() throws Exception {
    try (var server = new RawServer(client -> client.getInputStream().readAllBytes());
        HttpSender sender = sender(http -> {})) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> sender.post(URI.create(server.url("/")), BODY))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void post_closedMeanwhile_endsAtOnce() throws Exception {
    var asked = new CountDownLatch(1);
    try (var server =
        new RawServer(
            client -> {
              client.getInputStream().read();
              asked.countDown();
              client.getInputStream().readAllBytes();
            })) {
      HttpSender sender = sender(http -> {});
      CompletableFuture<HttpReply> reply =
          CompletableFuture.supplyAsync(() -> posted(sender, server.url("/")));
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

      sender.close();

      assertThat(reply.get(30, TimeUnit.SECONDS)).isEqualTo(HttpReply.none("it is closed"));
    }
  }

  /** At each moment of its beginning, more or less. */
  @Test
  void close_whileAPostBegins_waitsForNoAnswer() throws Exception {
    try (var server = new RawServer(client -> client.getInputStream().readAllBytes())) {
      for (int i = 0; i < 100; i++) {
        HttpSender sender = sender(http -> {});
        var begun = new CountDownLatch(1);
        CompletableFuture<HttpReply> reply =
            CompletableFuture.supplyAsync(
                () -> {
                  begun.countDown();
                  return posted(sender, server.url("/"));
                });
        begun.await();
        long start = System.nanoTime();
        while (System.nanoTime() - start < i * 20_000L) {
          Thread.onSpinWait();
        }

        sender.close();

        assertThat(reply.get(30, TimeUnit.SECONDS)).isEqualTo(HttpReply.none("it is closed"));
      }
    }
  }

  private static HttpReply posted(HttpSender sender, String url) {
    try {
      return sender.post(URI.create(url), BODY);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void post_nameNotKnown_saysSo() throws Exception {
    var patient = Duration.ofMinutes(1); // a server of names may take its time
    assertThat(post("http://no-such-host.invalid/sesame", http -> http.timeout(patient)).trouble())
        .isEqualTo("its name is not known");
  }

  @Test
  void post_byProxy_asksTheProxy() throws Exception {
    try (var proxy = new TestServer().answers(200, "by proxy")) {
      HttpReply reply =
          post("http://chat.example.org/hook", http -> http.proxy("127.0.0.1", proxy.port()));

      assertThat(reply.body()).isEqualTo("by proxy");
      assertThat(proxy.last().path()).isEqualTo("http://chat.example.org/hook");
    }
  }

  @Test
  void post_overTls_isTakenFromWhoIsTrustedAlone() throws Exception {
    SSLContext loopback = TestTls.forLoopback(folder);
    try (var server = new TestServer(loopback)) {
      assertThat(post(server.url("/"), http -> http.tls(loopback)).status()).isEqualTo(200);
      assertThat(post(server.url("/"), http -> {}).trouble())
          .isEqualTo("TLS failed: SSLHandshakeException");
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void post_certificateOfSomebodyElse_isRefused() throws Exception {
    SSLContext other = TestTls.forSomebodyElse(folder);
    try (var server = new TestServer(other)) {
      assertThat(post(server.url("/"), http -> http.tls(other)).trouble())
          .startsWith("TLS failed: SSL");
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void post_tlsToAPlainServer_fails() throws Exception {
    try (var server = new TestServer()) {
      String url = "https" + server.url("/").substring("http".length());

      assertThat(post(url, http -> http.timeout(Duration.ofMillis(300))).status()).isZero();
    }
  }

  @Test
  void threads_ofASender_areFewDaemonsWithNames() throws Exception {
    try (var server = new TestServer();
        HttpSender sender = sender(http -> http.name("threads"))) {
      int most = 0;
      for (int i = 0; i < 20; i++) {
        sender.post(URI.create(server.url("/")), BODY);
        List<Thread> threads = threads("health4j-notify-threads"); // none after 5 s without work
        assertThat(threads).hasSizeLessThanOrEqualTo(4).allMatch(Thread::isDaemon);
        most = Math.max(most, threads.size());
      }

      assertThat(most).isPositive();
    }
  }

  @Test
  void close_afterUse_endsItsThreads() throws Exception {
    List<Thread> selectors = threads("HttpClient-");
    try (var server = new TestServer()) {
      HttpSender sender = sender(http -> http.name("closing"));
      sender.post(URI.create(server.url("/")), BODY);
      List<Thread> workers = threads("health4j-notify-closing");
      List<Thread> selector = threads("HttpClient-");
      selector.removeAll(selectors);
      assertThat(workers).isNotEmpty();
      assertThat(selector).hasSize(1).allMatch(Thread::isDaemon);

      sender.close();
      sender.close();

      for (Thread thread : workers) {
        thread.join(60_000);
      }
      for (int i = 0; i < 60 && selector.get(0).isAlive(); i++) {
        System.gc(); // before Java 21 a client's own thread ends when the client is collected
        selector.get(0).join(1_000);
      }
      assertThat(workers).noneMatch(Thread::isAlive);
      assertThat(selector).noneMatch(Thread::isAlive);
    }
  }

  private static List<Thread> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .collect(Collectors.toList());
  }
}
