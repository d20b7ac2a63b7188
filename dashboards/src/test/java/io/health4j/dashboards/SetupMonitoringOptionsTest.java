package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.health4j.dashboards.SetupScript.Run;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it refuses: options, programs that are missing or too old. */
@Timeout(60)
class SetupMonitoringOptionsTest {

  @TempDir Path home;
  private SetupScript script;

  @BeforeEach
  void standIns() throws Exception {
    script = SetupScript.withStandIns(home);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--target http://a:1/|--target must be HOST:PORT, as worker-1:9464, was http://a:1/",
        "--target a|--target must be HOST:PORT, as worker-1:9464, was a",
        "--target a:0|was a:0",
        "--target a:65536|was a:65536",
        "--target -a:1|was -a:1",
        "--target a:1 --target a:1|--target must be another each time, was a:1 twice",
        "--alertmanager b|--alertmanager must be HOST:PORT",
        "--interval 0s|--interval must be from 1s to 30s, was 0s",
        "--interval 31s|--interval must be from 1s to 30s, was 31s",
        "--interval 5|--interval must be from 1s to 30s, was 5",
        "--interval 5s --interval 5s|--interval must be given once",
        "--user u|--user needs --password-file",
        "--password-file source --user u|--password-file must be a file that can be read, was"
            + " source",
        "--password-file ../none --user u|--password-file must be a file that can be read",
        "--user a:b|--user must have no colon, was a:b",
        "--ca none|--ca must be a file that can be read, was none",
        "--grafana http://u:p@g/|--grafana must be an address without a user and password",
        "--dir|--dir needs a value",
        "--dir /|--dir must not be /",
        "--folder x|there is no option --folder: see --help",
      })
  void run_wrongOption_namesItAndWritesNothing(String options, String error) throws Exception {
    Run run = script.run(options.split(" ", -1));

    assertThat(run.exit()).as(run.said()).isEqualTo(2);
    assertThat(run.said()).contains("setup-monitoring: ").contains(error);
    assertThat(home.resolve("monitoring")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus", "promtool"})
  void run_toolIsMissing_saysWhereToGetIt(String tool) throws Exception {
    script.without(tool);

    Run run = script.run();

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.said()).contains("no", "https://prometheus.io/download", "--prometheus PATH");
    assertThat(home.resolve("monitoring")).doesNotExist();
  }

  @Test
  void run_emptyPath_saysWhatIsMissingAndNoMore() throws Exception {
    for (String tool : script.written("bin").keySet()) {
      script.without(tool);
    }

    Run run = script.run();

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.said()).startsWith("setup-monitoring: needs Prometheus 2.40").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"2.39.9,3", "1.99.0,3", "2.40.0,0", "2.53.1,0", "3.0.0-rc.1,0", "none,3"})
  void run_versionOfPrometheus_isAtLeast240(String version, int exit) throws Exception {
    script.tool("prometheus", "echo 'prometheus, version " + version + " (branch: x)' >&2");

    Run run = script.run();

    assertThat(run.exit()).as(run.said()).isEqualTo(exit);
    assertThat(Files.exists(home.resolve("monitoring"))).isEqualTo(exit == 0);
  }

  @Test
  void run_prometheusElsewhere_takesPromtoolFromBeside() throws Exception {
    Path folder = Files.createDirectories(home.resolve("my tools"));
    for (String tool : new String[] {"prometheus", "promtool"}) {
      Files.move(home.resolve("bin").resolve(tool), folder.resolve(tool));
    }

    Run run = script.run("--prometheus", folder + "/prometheus");

    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.said()).contains("/my\\ tools/prometheus --config.file=");
  }

  @ParameterizedTest
  @CsvSource({"8.5.27,3", "9.0.0,0", "12.1.0,0"})
  void run_versionOfGrafana_isAtLeast9(String version, int exit) throws Exception {
    script.tool("grafana-server", "echo 'Version " + version + " (commit: x, branch: HEAD)'");

    Run run = script.run();

    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.said()).contains(exit == 0 ? "Grafana " + version : "was " + version);
  }

  @Test
  void run_noGrafana_isTold() throws Exception {
    Run run = script.run();

    assertThat(run.exit()).isZero();
    assertThat(run.said()).contains("Grafana: not on PATH");
  }

  @Test
  void run_addressOfGrafana_isAsked() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] health =
        "{\"database\": \"ok\", \"version\": \"8.5.0\"}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/api/health",
        exchange -> {
          exchange.sendResponseHeaders(200, health.length);
          exchange.getResponseBody().write(health);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      Run run = script.run("--grafana", url + "/");
      assertThat(run.said()).contains("Grafana must be 9 or later, was 8.5.0");
      assertThat(run.exit()).isEqualTo(3);
    } finally {
      server.stop(0);
    }
    assertThat(script.run("--grafana", url).said()).contains("no answer from " + url + "/api");
  }

  @Test
  void run_folderIsAFile_isRefused() throws Exception {
    script.file("monitoring", "x");

    assertThat(script.run().said()).contains("--dir must be a folder, was the file");
  }

  @ParameterizedTest
  @CsvSource({"source/prometheus/rules/loop.yml,rules", "source/grafana/autonomous-loop.json,dash"})
  void run_sourceLacksSomething_isRefused(String file, String word) throws Exception {
    Files.delete(home.resolve(file));
    Files.deleteIfExists(home.resolve("source/prometheus/rules/node.yml"));

    Run run = script.run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("--source must have " + word);
  }

  @Test
  void run_passwordWithoutTls_warnsUnlessItStaysOnThisMachine() throws Exception {
    script.file("secret", "x");
    String options = "--user u --password-file secret --target ";

    assertThat(script.run((options + "127.0.0.1:1").split(" ", -1)).said()).doesNotContain("plain");
    assertThat(script.run((options + "a:1").split(" ", -1)).said()).contains("as plain text");
  }

  @Test
  void run_help_tellsEveryOption() throws Exception {
    Run run = script.run("--help");

    assertThat(run.exit()).isZero();
    assertThat(run.said())
        .contains("--dir DIR", "--target HOST:PORT", "--interval Ns", "--alertmanager HOST:PORT")
        .contains("--user NAME --password-file FILE", "--tls", "--ca FILE", "--prometheus PATH")
        .contains("--grafana PATH|URL", "--source DIR", "--check-only", "Exit status:");
  }
}
