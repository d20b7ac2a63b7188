package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is answered. */
@Timeout(60)
class ScrapeEndpointTest {

  private static final String PASSWORD = "s3cret";

  private static String basic(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void get_metrics_isTheTextOfNow() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).start()) {
      HttpResponse<String> answer = Scrapes.get(endpoint);

      assertThat(endpoint.url()).matches("http://127\\.0\\.0\\.1:\\d+/metrics");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Scrapes.TEXT);
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      Scrapes.awaitStatistics(endpoint, 1, 0, 0, 0, 0);
    }
  }

  @Test
  void get_asPrometheusAsks_isOpenMetrics() throws Exception {
    ScrapeSource source =
        (format, out) -> out.write(format.name().getBytes(StandardCharsets.UTF_8));
    String accept =
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
            + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    try (var endpoint = Scrapes.of(source).start()) {
      HttpResponse<String> answer = Scrapes.get(endpoint, "Accept", accept);

      assertThat(answer.body()).isEqualTo("OPEN_METRICS");
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
    }
  }

  @Test
  void get_gzipTaken_isTheSameText() throws Exception {
    String text = Scrapes.TEXT.repeat(10_000);
    try (var endpoint = Scrapes.of(Scrapes.text(text)).start()) {
      for (int i = 0; i < 2; i++) { // the second time into the same buffer
        HttpResponse<byte[]> answer = Scrapes.bytes(endpoint, "Accept-Encoding", "deflate, gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.body().length).isLessThan(text.length() / 10);
        var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(text);
      }
      assertThat(Scrapes.get(endpoint).body()).isEqualTo(text);
    }
  }

  @Test
  void get_shorterThanBefore_hasNothingOfBefore() throws Exception {
    var texts = new ArrayDeque<>(List.of("a longer one", "short", ""));
    ScrapeSource source =
        (format, out) -> out.write(texts.remove().getBytes(StandardCharsets.UTF_8));
    try (var endpoint = Scrapes.of(source).concurrentScrapes(1).start()) {
      assertThat(Scrapes.get(endpoint).body()).isEqualTo("a longer one");
      assertThat(Scrapes.getWhenFree(endpoint).body()).isEqualTo("short");

      HttpResponse<String> empty = Scrapes.getWhenFree(endpoint);
      assertThat(empty.statusCode()).isEqualTo(200);
      assertThat(empty.body()).isEmpty();
    }
  }

  @Test
  void get_otherPath_saysWhereTheyAre() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).path("/m").start()) {
      for (String path : new String[] {"/", "/metrics", "/m/", "/mm"}) {
        HttpResponse<String> answer = Scrapes.send("GET", endpoint.url().replaceAll("/m$", path));

        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("metrics are at /m\n");
      }
      assertThat(Scrapes.send("GET", endpoint.url() + "?a=b").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void head_metrics_isNoScrape() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).start()) {
      HttpResponse<String> answer = Scrapes.send("HEAD", endpoint.url());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("Content-Type")).isPresent();
      assertThat(Scrapes.send("HEAD", endpoint.url() + "/no").statusCode()).isEqualTo(404);
      assertThat(endpoint.statistics().served()).isZero();
    }
  }

  @Test
  void post_metrics_isNotAllowed() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).start()) {
      HttpResponse<String> answer = Scrapes.send("POST", endpoint.url());

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
      assertThat(answer.body()).doesNotContain("health_score");
    }
  }

  @Test
  void get_withoutPassword_isUnauthorizedAtEveryPath() throws Exception {
    var builder = Scrapes.of(Scrapes.text(Scrapes.TEXT)).basicAuth("prometheus", PASSWORD);
    try (var endpoint = builder.start()) {
      HttpResponse<String> answer = Scrapes.get(endpoint);

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .contains("Basic realm=\"metrics\", charset=\"UTF-8\"");
      assertThat(answer.body()).doesNotContain("health_score", PASSWORD);
      assertThat(Scrapes.send("GET", endpoint.url() + "/no").statusCode()).isEqualTo(401);
      assertThat(Scrapes.send("HEAD", endpoint.url()).statusCode()).isEqualTo(401);
      assertThat(endpoint.statistics().unauthorized()).isEqualTo(3);
      assertThat(endpoint.statistics().served()).isZero();
    }
  }

  @Test
  void get_withPassword_isServedOnlyWithTheRightOne() throws Exception {
    var builder = Scrapes.of(Scrapes.text(Scrapes.TEXT)).basicAuth("prometheus", PASSWORD);
    try (var endpoint = builder.start()) {
      String right = basic("prometheus:" + PASSWORD);
      String wrong = basic("prometheus:" + PASSWORD + "!");

      assertThat(Scrapes.get(endpoint, "Authorization", right).body()).isEqualTo(Scrapes.TEXT);
      assertThat(Scrapes.get(endpoint, "Authorization", wrong).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void toString_withPassword_doesNotShowIt() {
    var builder = Scrapes.of(Scrapes.text("")).basicAuth("prometheus", PASSWORD);
    try (var endpoint = builder.start()) {
      assertThat(builder.toString() + endpoint + endpoint.url() + endpoint.statistics())
          .doesNotContain(PASSWORD, "prometheus:");
    }
  }

  @Test
  void get_oldProtocol_isAnsweredAndClosed() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).start();
        var wire = Wire.to(endpoint)) {
      String answer = wire.send("GET /metrics HTTP/1.0\r\n\r\n").rest();

      assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n" + Scrapes.TEXT);
      assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("chunked");
    }
  }

  @Test
  void get_twiceOnOneConnection_bothAreAnswered() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).start();
        var wire = Wire.to(endpoint)) {
      for (int i = 0; i < 3; i++) {
        assertThat(wire.get().answer()).contains("200 OK").endsWith(Scrapes.TEXT);
      }
      assertThat(wire.send("GET /no HTTP/1.1\r\nHost: it\r\n\r\n").answer()).contains("404");
      assertThat(wire.get().answer()).endsWith(Scrapes.TEXT);
      Scrapes.awaitStatistics(endpoint, 4, 0, 0, 0, 0);
    }
  }

  @Test
  void start_portInUse_isNamed() {
    try (var endpoint = Scrapes.of(Scrapes.text("")).start()) {
      int port = URI.create(endpoint.url()).getPort();
      var second = ScrapeEndpoint.builder(Scrapes.text("")).port(port);

      assertThatThrownBy(second::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("port " + port + " of 127.0.0.1 cannot be used (")
          .hasMessageEndingWith("); give another, or 0 for any free one");
    }
  }

  @Test
  void url_allAddresses_isOneThatCanBeAsked() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).address("0.0.0.0").start()) {
      assertThat(endpoint.url()).matches("http://localhost:\\d+/metrics");
    }
  }
}
