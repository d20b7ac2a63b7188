package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.health4j.alert.AlertRule;
import io.health4j.prometheus.PrometheusRules;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is committed is what the presets say, and Prometheus finds it right. */
class RuleFilesTest {

  private static final Path COMMITTED = Path.of("..", "docs", "prometheus");

  private static Map<String, String> files = Map.of();

  @TempDir Path folder;

  @BeforeAll
  static void generate() {
    files = RuleFiles.files(CannedHost.metrics());
  }

  @Test
  void files_asCommitted_areAsGenerated() throws IOException {
    for (var file : files.entrySet()) {
      assertThat(COMMITTED.resolve(file.getKey()))
          .as("run scripts/generate-dashboards, which writes it")
          .hasContent(file.getValue());
    }
    try (Stream<Path> committed = Files.walk(COMMITTED)) {
      assertThat(committed.filter(path -> path.toString().endsWith(".yml")))
          .as("there are no others")
          .hasSize(files.size());
    }
  }

  @Test
  void presets_allTogether_haveNamesOfTheirOwn() {
    List<AlertRule> all = RuleFiles.presets().values().stream().flatMap(List::stream).toList();

    assertThat(all).extracting(PrometheusRules::alertName).doesNotHaveDuplicates();
  }

  @Test
  void rules_allOfThem_doWhatTheirTestsSay() throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool", "test", "rules"));
    files.keySet().stream().filter(name -> name.startsWith("tests/")).forEach(command::add);

    write(files);

    assertThat(run(command)).isEqualTo(0);
  }

  @Test
  void prometheus_asCommitted_isValid() throws Exception {
    write(files);

    assertThat(run(List.of("promtool", "check", "config", "prometheus.yml"))).isEqualTo(0);
  }

  @Test
  void alertmanager_asCommitted_isValid() throws Exception {
    write(files);

    assertThat(run(List.of("amtool", "check-config", "alertmanager.yml"))).isEqualTo(0);
  }

  /** A test that nothing can fail says nothing: each of these mistakes is seen by one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers | health_score < 0.7) | health_score > 0.7)",
        "workers | health_score < 0.7) | health_score <= 0.7)",
        "workers | health_score < 0.75 | health_score < 0.72",
        "workers | health_status{status=\"unknown\"} == 1 | health_status{status=\"unknown\"} == 2",
        "workers | up == 0 | up == 2",
        "workers | for: 10s | for: 15s",
        "workers | for: 10s | for: 5s",
        "workers | severity: \"critical\" | severity: \"warning\"",
        "workers | rule: \"worker-critical\" | rule: \"worker\"",
        "workers | status=\"critical\" | status=\"warning\"",
        "workers | health_heartbeat_age_seconds > 30 | health_heartbeat_age_seconds > 40",
        "monitor | 3 * health_sample_interval_seconds) | 2 * health_sample_interval_seconds)",
        "monitor | unless on (job | and on (job",
        "monitor | max without (status) (health_status | (health_status",
        "loop | [49999ms:5s] | [75s:5s]",
        "loop | start + on (job | start * on (job",
        "loop | >= 20) | >= 19)",
        "host | up == 1 | up == 0",
        "host | timeouts_total > 0 | timeouts_total >= 0",
        "host | unknown\"}) == 1 | unknown\"}) >= 0",
        "host | for: 5s | for: 10s",
      })
  void tests_ofARuleWithAMistake_fail(String file, String right, String wrong) throws Exception {
    String rules = files.get("rules/" + file + ".yml");
    assertThat(rules).contains(right);

    write(files);
    write(Map.of("rules/" + file + ".yml", rules.replace(right, wrong)));

    assertThat(run(List.of("promtool", "test", "rules", "tests/" + file + ".yml"))).isEqualTo(1);
  }

  private void write(Map<String, String> texts) throws IOException {
    for (var text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  /** Its exit status; what it wrote is shown when the test fails. */
  private int run(List<String> command) throws Exception {
    needs(command.get(0));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void needs(String command) throws IOException {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, command)));
    if (!there && System.getenv("CI") != null) {
      throw new IOException("there is no " + command + " on the path, which CI must have");
    } else if (!there) {
      abort("there is no " + command + " on the path");
    }
  }
}
