package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import io.health4j.dashboards.SetupScript.Run;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real Prometheus, which takes what was written and scrapes with it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SetupMonitoringPrometheusTest {

  @TempDir Path home;
  private SetupScript script;

  @BeforeEach
  void prometheusIsThere() throws IOException {
    boolean there =
        Stream.of("prometheus", "promtool").allMatch(SetupMonitoringPrometheusTest::onThePath);
    assumeTrue(there || System.getenv("CI") != null, "prometheus is not on PATH");
    script = SetupScript.in(home).onRealPath();
  }

  private static boolean onThePath(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  @Test
  void prometheus_withWhatWasWritten_scrapesAndHasAllRules() throws Exception {
    script.file("my password", "open sesame\n");
    HttpServer host = host();
    try {
      String target = "127.0.0.1:" + host.getAddress().getPort();
      Run run =
          script.run(
              "--target",
              target,
              "--interval",
              "1s",
              "--user",
              "u",
              "--password-file",
              "my password");
      assertThat(run.exit()).as(run.said()).isZero();

      try (RealProgram prometheus = prometheus()) {
        await(prometheus, "/api/v1/query?query=" + encoded("up == 1"), target);
        await(prometheus, "/api/v1/rules", "\"name\":\"health4j-loop\"");
        await(prometheus, "/api/v1/rules", "\"name\":\"health4j-node\"");
        await(prometheus, "/api/v1/alerts", "\"state\":\"firing\"");
      }
    } finally {
      host.stop(0);
    }
  }

  @Test
  void promtool_ruleIsWrong_isRefused() throws Exception {
    script.file("source/prometheus/rules/node.yml", SetupScript.rules("node", "up =="));

    Run run = script.run();

    assertThat(run.exit()).as(run.said()).isEqualTo(1);
    assertThat(run.said()).contains("node.yml", "nothing was written");
    assertThat(script.written("monitoring")).isEmpty();
  }

  /** A program whose score is low, behind a password. */
  private static HttpServer host() throws IOException {
    var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] metrics = "health_score 0.5\n".getBytes(StandardCharsets.UTF_8);
    host.createContext(
            "/metrics",
            exchange -> {
              exchange.sendResponseHeaders(200, metrics.length);
              exchange.getResponseBody().write(metrics);
              exchange.close();
            })
        .setAuthenticator(
            new BasicAuthenticator("metrics") {
              @Override
              public boolean checkCredentials(String user, String password) {
                return user.equals("u") && password.equals("open sesame");
              }
            });
    host.start();
    return host;
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private RealProgram prometheus() throws Exception {
    return RealProgram.start(
        List.of(
            "prometheus",
            "--config.file=" + home.resolve("monitoring/prometheus.yml"),
            "--storage.tsdb.path=" + home.resolve("data"),
            "--storage.tsdb.retention.time=30d",
            "--web.listen-address=127.0.0.1:0"));
  }

  /** Asks until the answer has the text. */
  private static void await(RealProgram prometheus, String path, String text) throws Exception {
    Patience.until(() -> text, () -> prometheus.get(path).toString().contains(text));
  }
}
