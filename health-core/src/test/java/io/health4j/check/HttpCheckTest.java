package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.time.FakeTicker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCheckTest {

  private static final String SECRET = "/hooks/sesame?token=sesame#sesame";

  /** Whose clock stands, so that no machine is too slow. */
  private static CheckResult run(HealthCheck check) throws Exception {
    return new CheckRunner(check).run();
  }

  /** Whose server may take its time, too. */
  private static HealthCheck http(URI url) {
    return http(url, spec -> {});
  }

  private static HealthCheck http(URI url, Consumer<HttpSpec> more) {
    return NetChecks.http(url, spec -> more.accept(spec.timeout(Duration.ofSeconds(30))));
  }

  private static String remedy(CheckResult result) {
    return result.findings().get(0).remedy();
  }

  @Test
  void check_answers200_isHealthyWithReadings() throws Exception {
    try (var server = FakeServer.answering(200)) {
      URI url = server.at(SECRET);

      CheckResult result =
          http(url, s -> s.latency(Threshold.above(60, 90)))
              .check(CheckContext.first(Target.of("here")));

      assertThat(result.status()).isEqualTo(Status.HEALTHY);
      String[] endpoint = {
        "url.scheme", "http",
        "server.address", url.getHost(),
        "server.port", Integer.toString(url.getPort())
      };
      assertThat(CheckRunner.reading(result, "health.http.reachable", endpoint).value())
          .isEqualTo(1);
      assertThat(CheckRunner.reading(result, "health.http.latency", endpoint).value()).isPositive();
    }
  }

  @Test
  void check_request_isAGetWithPathAndHeadersThatKeepsNoConnection() throws Exception {
    try (var server = FakeServer.answering(200)) {
      run(
          http(
              server.at(SECRET),
              s -> s.header("Authorization", "Bearer sesame").header("accept", "text/plain")));

      assertThat(server.asked.get(0)).isEqualTo("GET /hooks/sesame?token=sesame HTTP/1.1");
      assertThat(server.asked)
          .contains(
              "Host: " + server.origin().substring("http://".length()),
              "Authorization: Bearer sesame",
              "Accept: text/plain",
              "User-Agent: health4j",
              "Connection: close")
          .doesNotContain("Accept: */*");
    }
  }

  @ParameterizedTest
  @CsvSource({"300, 299", "404, 299", "503, 299"})
  void check_otherStatus_isCriticalWithTheNearestThatIsExpected(int status, int limit)
      throws Exception {
    try (var server = FakeServer.answering(status)) {
      CheckResult result = run(http(server.at(SECRET)));

      assertThat(result.status()).isEqualTo(Status.CRITICAL);
      assertThat(result.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.condition()).isEqualTo("http-status");
                assertThat(finding.subject()).isEqualTo(server.origin());
                assertThat(finding.value()).hasValue(status);
                assertThat(finding.limit()).hasValue(limit);
                assertThat(finding.limitSource()).isEqualTo("default");
                assertThat(finding.remedy()).isNotBlank();
              });
      assertThat(result.toString()).doesNotContain("sesame");
    }
  }

  @Test
  void check_redirect_isNotFollowedAndMayBeExpected() throws Exception {
    try (var other = FakeServer.answering(200);
        var server =
            new FakeServer("HTTP/1.1 302 Found", "Location: " + other.at(SECRET), "", "")) {
      CheckResult result = run(http(server.at("/")));
      CheckResult expected = run(http(server.at("/"), s -> s.expect(200, 399)));

      assertThat(result.findings().get(0).value()).hasValue(302);
      assertThat(result.toString()).doesNotContain("sesame");
      assertThat(expected.status()).isEqualTo(Status.HEALTHY);
      assertThat(other.asked).isEmpty();
    }
  }

  @Test
  void check_configuredStatus_isNamedAsSource() throws Exception {
    try (var server = FakeServer.answering(200)) {
      CheckResult result = run(http(server.at("/"), s -> s.expect(401, 403)));

      assertThat(result.findings().get(0).limit()).hasValue(401);
      assertThat(result.findings().get(0).limitSource()).isEqualTo("configured");
    }
  }

  @Test
  void check_slow_isJudgedInSeconds() throws Exception {
    var ticker = new FakeTicker();
    try (var server =
        new FakeServer(() -> ticker.advance(Duration.ofMillis(600)), "HTTP/1.1 204 Fine", "", "")) {
      CheckResult result = new CheckRunner(http(server.at("/")), ticker).run();

      assertThat(result.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.condition()).isEqualTo("http-slow");
                assertThat(finding.status()).isEqualTo(Status.WARNING);
                assertThat(finding.value()).hasValue(0.6);
                assertThat(finding.limit()).hasValue(0.5);
                assertThat(finding.limitSource()).isEqualTo("default");
              });
    }
  }

  @Test
  void check_endlessBody_isNotReadAndLeavesNoThread() throws Exception {
    try (var server =
        new FakeServer(
            "HTTP/1.1 200 Fine",
            "Connection: keep-alive",
            "Content-Length: 100000",
            "",
            "x".repeat(50_000))) {
      assertThat(run(http(server.at("/"))).status()).isEqualTo(Status.HEALTHY);
    }
    try (var server =
        new FakeServer(
            "HTTP/1.1 500 Bad", "Connection: keep-alive", "Content-Length: 5", "", "12345")) {
      assertThat(run(http(server.at("/"))).status()).isEqualTo(Status.CRITICAL);
    }

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("Keep-Alive") || name.startsWith("HttpClient"));
  }

  @Test
  void check_nobodyListens_isRefused() throws Exception {
    CheckResult result;
    int port;
    try (var bound = new Socket()) { // who listens to nobody, so that nobody else can there
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = bound.getLocalPort();
      result = run(http(URI.create("http://127.0.0.1:" + port + SECRET)));
    }

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message())
        .isEqualTo("the connection was refused; http-unreachable http://127.0.0.1:" + port);
    assertThat(remedy(result)).startsWith("Start");
    assertThat(CheckRunner.readings(result, "health.http.reachable").get(0).value()).isZero();
    assertThat(CheckRunner.readings(result, "health.http.latency")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void check_silentServer_isGivenUpAfterTheTimeout(String scheme) throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create(scheme + "://127.0.0.1:" + silent.getLocalPort() + SECRET);

      CheckResult result = run(NetChecks.http(url, s -> s.timeout(Duration.ofMillis(50))));

      assertThat(result.status()).isEqualTo(Status.CRITICAL);
      assertThat(result.message()).startsWith("no answer within 50ms; http-unreachable " + scheme);
      assertThat(result.toString()).doesNotContain("sesame");
      assertThat(remedy(result)).contains("firewall");
    }
  }

  @Test
  void check_serverWithoutTls_isToldApart() throws Exception {
    try (var server = FakeServer.answering(200)) {
      URI url = URI.create("https" + server.at(SECRET).toString().substring("http".length()));

      CheckResult result = run(NetChecks.http(url, s -> s.timeout(Duration.ofMillis(500))));

      assertThat(result.status()).isEqualTo(Status.CRITICAL);
      assertThat(result.findings().get(0).condition()).isEqualTo("http-unreachable");
      assertThat(result.toString()).doesNotContain("sesame");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-sesame", "HTTP/1.1 sesame", "HTTP/2 200", "", "x"})
  void check_noHttp_isCriticalWithoutRepeatingIt(String answer) throws Exception {
    try (var server = new FakeServer(answer, "", "")) {
      CheckResult result = run(http(server.at(SECRET)));

      assertThat(result.status()).isEqualTo(Status.CRITICAL);
      assertThat(result.message()).startsWith("the answer is no HTTP/1.1; http-unreachable http:");
      assertThat(result.toString()).doesNotContain("sesame");
    }
  }

  @Test
  void check_answerWithoutEnd_isGivenUp() throws Exception {
    try (var server = new FakeServer("HTTP/1.1 103 Early", "A: " + "x".repeat(20_000), "")) {
      assertThat(run(http(server.at("/"))).message()).startsWith("the answer is no HTTP");
    }
  }

  @Test
  void check_closedBeforeTheAnswer_isCriticalAndSaysSo() throws Exception {
    try (var server = new FakeServer("HTTP/1.1 2")) {
      assertThat(run(http(server.at("/"))).message())
          .startsWith("the connection was closed without an answer; http-unreachable");
    }
  }

  @Test
  void check_interimAnswers_areSkipped() throws Exception {
    try (var server =
        new FakeServer(
            "HTTP/1.1 100 Continue",
            "",
            "HTTP/1.1 103 Early Hints",
            "Link: </a>",
            "",
            "HTTP/1.0 503 Busy",
            "",
            "")) {
      assertThat(run(http(server.at("/"))).findings().get(0).value()).hasValue(503);
    }
  }

  @Test
  void check_pathLeftOut_asksForTheRoot() throws Exception {
    try (var server = FakeServer.answering(200)) {
      run(http(server.at("?a=b"), s -> s.header("host", "other")));

      assertThat(server.asked.get(0)).isEqualTo("GET /?a=b HTTP/1.1");
      assertThat(server.asked).containsOnlyOnce("host: other");
      assertThat(server.asked).noneMatch(line -> line.startsWith("Host: 127"));
    }
  }

  @Test
  void check_nameNotKnown_isCriticalAndSaysSo() throws Exception {
    CheckResult result = run(NetChecks.http(URI.create("http://no-such-host.invalid/sesame")));

    assertThat(result.message())
        .isEqualTo("its name is not known; http-unreachable http://no-such-host.invalid:80");
  }

  @Test
  void check_interrupted_isNotHeldAgainstTheEndpoint() throws Exception {
    URI url;
    try (var server = FakeServer.answering(200)) {
      url = server.at(SECRET);
    }
    HealthCheck check = NetChecks.http(url);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> run(check))
          .isInstanceOf(InterruptedException.class)
          .hasMessageNotContaining("sesame");
    } finally {
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void check_text_hidesTheUrl() throws IOException {
    try (var server = FakeServer.answering(200)) {
      assertThat(NetChecks.http(server.at(SECRET)).toString()).doesNotContain("sesame");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/, http://h:80",
    "HTTPS://h, https://h:443",
    "http://[::1]:8080/x, http://[::1]:8080",
    "http://my_service:9/x, http://my_service:9"
  })
  void origin_ofAUrl_hasSchemeHostAndPort(String url, String origin) {
    assertThat(new HttpCheck(URI.create(url), new HttpSpec()).origin()).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/sesame",
        "/sesame",
        "mailto:sesame@h",
        "http:///sesame",
        "http:sesame",
        "http://me:sesame@h/",
        "http://sesame@h/",
        "http://h:0/sesame",
        "http://h:70000/sesame"
      })
  void http_urlThatIsNone_isRefusedWithoutRepeatingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetChecks.http(URI.create(url)))
        .withMessageStartingWith("url must ")
        .withMessageNotContaining("sesame")
        .withNoCause();
  }
}
