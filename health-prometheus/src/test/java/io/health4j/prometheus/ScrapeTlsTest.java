package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScrapeTlsTest {

  private static SSLContext tls;

  @BeforeAll
  static void make(@TempDir Path folder) throws Exception {
    tls = ScrapeTls.context(ScrapeTls.store(folder, "EC"));
  }

  private static HttpResponse<String> get(HttpClient client, ScrapeEndpoint endpoint, String login)
      throws Exception {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    var request = Scrapes.request(endpoint.url(), "Authorization", basic).build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void get_overTls_isServedToThoseWhoTrustIt() throws Exception {
    var builder = Scrapes.of(Scrapes.text(Scrapes.TEXT)).tls(tls).basicAuth("u", "p");
    try (var endpoint = builder.start()) {
      HttpClient client = HttpClient.newBuilder().sslContext(tls).build();

      assertThat(endpoint.url()).startsWith("https://127.0.0.1:");
      assertThat(get(client, endpoint, "u:p").body()).isEqualTo(Scrapes.TEXT);
      assertThat(get(client, endpoint, "u:p").body()).isEqualTo(Scrapes.TEXT);
      assertThat(get(client, endpoint, "u:q").statusCode()).isEqualTo(401);
      assertThatThrownBy(() -> get(HttpClient.newHttpClient(), endpoint, "u:p"))
          .isInstanceOf(IOException.class);
      assertThat(get(client, endpoint, "u:p").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void start_passwordOverTlsForOthers_serves() {
    var builder = Scrapes.of(Scrapes.text("")).tls(tls).basicAuth("u", "p").address("0.0.0.0");
    try (var endpoint = builder.start()) {
      assertThat(endpoint.url()).startsWith("https://localhost:");
    }
  }

  @Test
  void get_plainAtTheTlsPort_isClosedAndHarmsNobody() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).tls(tls).start();
        var wire = Wire.to(endpoint).get()) {
      assertThat(wire.rest()).doesNotContain("health_score");

      HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
      assertThat(get(client, endpoint, "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void get_handshakeThatStops_isClosedInTime() throws Exception {
    var builder = Scrapes.of(Scrapes.text("")).tls(tls).timeout(Duration.ofMillis(200));
    try (var endpoint = builder.start();
        var wire = Wire.to(endpoint).send("\u0016\u0003\u0001")) { // a record begins, no more
      assertThat(wire.read()).isEqualTo(-1);
      assertThat(endpoint.statistics().brokenOff()).isEqualTo(1);
    }
  }

  @Test
  void close_scrapeOverTlsThatNobodyReads_leavesNoThread() throws Exception {
    var endpoint = Scrapes.of(Scrapes.large()).tls(tls).start();
    HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
    var request = Scrapes.request(endpoint.url()).build();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.body().read()).isEqualTo('#');

    Scrapes.assertLeavesNoThread(endpoint);

    answer.body().close();
  }
}
