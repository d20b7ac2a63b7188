package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.dashboards.SetupScript.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it writes; with stand-ins for Prometheus, the real one is in {@link
 * SetupMonitoringPrometheusTest}.
 */
@Timeout(60)
class SetupMonitoringTest {

  private static final String[] ALL = {
    ".setup-monitoring",
    "grafana/dashboards/autonomous-loop.json",
    "grafana/provisioning/dashboards/health4j.yml",
    "grafana/provisioning/datasources/health4j.yml",
    "prometheus.yml",
    "rules/loop.yml",
    "rules/node.yml"
  };

  @TempDir Path home;
  private SetupScript script;

  @BeforeEach
  void standIns() throws Exception {
    script = SetupScript.withStandIns(home);
  }

  private Map<String, String> written() throws Exception {
    return script.written("monitoring");
  }

  @Test
  void run_freshFolder_writesAllAndSaysWhatIsNext() throws Exception {
    Run run = script.run();

    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.said())
        .contains("Prometheus 2.42.0", "new       rules/loop.yml", "Valid. Next:")
        .contains("--storage.tsdb.retention.time=30d", "GF_PATHS_PROVISIONING=");
    assertThat(written()).containsOnlyKeys(ALL);
    assertThat(written().get("prometheus.yml"))
        .contains("scrape_interval: 5s", "scrape_timeout: 5s", "- '127.0.0.1:9464'")
        .doesNotContain("alerting", "basic_auth", "tls_config");
    assertThat(written().get("rules/loop.yml"))
        .startsWith("# scripts/setup-monitoring brings this file up to date, unless you change it.")
        .contains("\ngroups: [{name: health4j-loop, ")
        .doesNotContain("changes here are lost");
  }

  @Test
  void run_again_touchesNothing() throws Exception {
    script.run("--target", "a:1");
    var before = written();
    var old = FileTime.fromMillis(0);
    for (String name : before.keySet()) {
      Files.setLastModifiedTime(home.resolve("monitoring").resolve(name), old);
    }

    Run run = script.run("--target", "a:1");

    assertThat(run.exit()).isZero();
    assertThat(run.said()).contains("  same ").doesNotContain("  new ", "  updated ", "  yours ");
    assertThat(written()).isEqualTo(before);
    for (String name : before.keySet()) {
      assertThat(Files.getLastModifiedTime(home.resolve("monitoring").resolve(name)))
          .as(name)
          .isEqualTo(old);
    }
  }

  @Test
  void run_otherSettings_updatesWhatNobodyChanged() throws Exception {
    script.run();

    Run run = script.run("--target", "a:1", "--target", "b:2", "--interval", "15s");

    assertThat(run.said()).contains("updated   prometheus.yml", "same      rules/loop.yml");
    assertThat(written()).containsOnlyKeys(ALL);
    assertThat(written().get("prometheus.yml"))
        .contains("- 'a:1'", "- 'b:2'", "scrape_interval: 15s", "scrape_timeout: 10s")
        .doesNotContain("9464");
    assertThat(written().get("grafana/provisioning/datasources/health4j.yml"))
        .contains("timeInterval: 15s");
  }

  @Test
  void run_fileThatWasChanged_keepsItAndPutsWhatIsNewBeside() throws Exception {
    script.run();
    script.file("monitoring/prometheus.yml", "global: {}\n");

    Run same = script.run();
    assertThat(same.exit()).isZero();
    assertThat(same.said()).contains("  yours     prometheus.yml\n");
    assertThat(written()).containsOnlyKeys(ALL).containsEntry("prometheus.yml", "global: {}\n");

    Run other = script.run("--target", "a:1");
    assertThat(other.exit()).isZero();
    assertThat(other.said()).contains("yours     prometheus.yml, what is new is in");
    assertThat(written()).containsEntry("prometheus.yml", "global: {}\n");
    assertThat(written().get("prometheus.yml.new")).contains("- 'a:1'");
  }

  @Test
  void run_fileOfSomebodyElse_keepsIt() throws Exception {
    script.file("monitoring/prometheus.yml", "global: {}\n");

    Run run = script.run();

    assertThat(run.said()).contains("yours     prometheus.yml, what is new is in");
    assertThat(written())
        .containsEntry("prometheus.yml", "global: {}\n")
        .containsKeys("prometheus.yml.new", "rules/loop.yml");
  }

  @Test
  void run_changedFileIsNotValid_saysSo() throws Exception {
    script.run();
    script.file("monitoring/prometheus.yml", "global: nonsense\n");
    script.tool("promtool", "! grep nonsense \"$3\"");

    Run run = script.run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("global: nonsense", "that you changed are not valid");
  }

  @Test
  void run_ruleIsNoLongerThere_tellsTheFileThatIsLeft() throws Exception {
    script.run("--alertmanager", "am:9093");
    Files.delete(home.resolve("source/prometheus/rules/node.yml"));

    for (int time = 0; time < 2; time++) {
      assertThat(script.run().said())
          .contains("left      rules/node.yml", "left      alertmanager.yml");
    }
    assertThat(written()).containsKeys("rules/node.yml", "alertmanager.yml");
  }

  @Test
  void run_checkOnly_saysAllAndWritesNothing() throws Exception {
    Run run = script.run("--check-only");

    assertThat(run.exit()).isZero();
    assertThat(run.said()).contains("new       prometheus.yml", "nothing is written");
    assertThat(home.resolve("monitoring")).doesNotExist();
  }

  @Test
  void run_userAndCa_refersToTheFilesAndTellsNoPassword() throws Exception {
    script.file("a b/it's secret", "open sesame\n");
    script.file("ca.pem", "certificate\n");

    Run run =
        script.run("--user", "o'neil", "--password-file", "a b/it's secret", "--ca", "ca.pem");

    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(written().get("prometheus.yml"))
        .contains("scheme: https", "username: 'o''neil'", "/ca.pem'", "/a b/it''s secret'");
    assertThat(run.said() + written()).doesNotContain("sesame").doesNotContain("plain");
  }

  @Test
  void run_alertmanager_writesAnExampleToStartFrom() throws Exception {
    Run run = script.run("--alertmanager", "[::1]:9093");

    assertThat(run.said()).contains("Put your receivers into");
    assertThat(written()).containsKey("alertmanager.yml");
    assertThat(written().get("prometheus.yml")).contains("alertmanagers:", "- '[::1]:9093'");
  }

  @Test
  void run_oddFolder_isQuoted() throws Exception {
    Run run = script.run("--dir", "my $x's");

    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.said()).contains("/my\\ \\$x\\'s/prometheus.yml");
    assertThat(script.written("my $x's").get("grafana/provisioning/dashboards/health4j.yml"))
        .contains("/my $$x''s/grafana/dashboards'");
  }

  @Test
  void run_promtoolRefuses_writesNothing() throws Exception {
    script.run();
    var before = new TreeMap<>(written());
    script.tool("promtool", "echo 'FAILED: oh no'; exit 1");

    Run run = script.run("--target", "a:1");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("FAILED: oh no", "nothing was written");
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void run_amtoolRefuses_writesNothing() throws Exception {
    script.tool("amtool", "echo 'no receiver'; exit 1");

    Run run = script.run("--alertmanager", "a:1");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("no receiver", "nothing was written");
    assertThat(written()).isEmpty();
  }

  @Test
  void run_folderInTheWay_changesNothing() throws Exception {
    script.file("monitoring/prometheus.yml/keep", "x");

    Run run = script.run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("/monitoring/prometheus.yml must be a file");
    assertThat(written()).containsOnlyKeys("prometheus.yml/keep");
  }

  @Test
  void run_folderCannotBeWritten_changesNothing() throws Exception {
    script.file("monitoring/rules", "a file where a folder must be");

    Run run = script.run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.said()).contains("cannot write", "nothing was changed");
    assertThat(written()).containsOnlyKeys("rules");
  }
}
