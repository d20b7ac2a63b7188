package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class MetricsServerTest {

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void get_metrics_isTheTextOfNow() throws Exception {
    try (var server = MetricsServer.start(0, () -> "health_score 1.0\n")) {
      var answer = get(server.url());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("health_score 1.0\n");
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    }
  }

  @Test
  void get_otherPath_isNotFound() throws Exception {
    try (var server = MetricsServer.start(0, () -> "secret")) {
      var answer = get(server.url().replace("/metrics", "/"));

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).doesNotContain("secret");
    }
  }

  @Test
  void start_portInUse_isToldInOneLine() {
    try (var server = MetricsServer.start(0, () -> "")) {
      int port = URI.create(server.url()).getPort();

      assertThatThrownBy(() -> MetricsServer.start(port, () -> ""))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("port " + port + " cannot be used")
          .message()
          .doesNotContain("\n");
    }
  }
}
