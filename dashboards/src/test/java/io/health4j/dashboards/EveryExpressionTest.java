package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus has data for whatever the dashboards and rules ask of it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EveryExpressionTest {

  @TempDir static Path folder;

  private static Scraped scraped;
  private static RealPrometheus prometheus;

  /** Some expressions see troubles only. */
  @BeforeAll
  static void start() throws Exception {
    Programs.need(Programs.PROMETHEUS);
    scraped = Scraped.start();
    prometheus =
        RealPrometheus.start(
            folder,
            List.of(scraped.url()),
            Expressions.files("prometheus/rules", ".yml"),
            List.of());
    scraped.host.work.fail(true);
    scraped.host.work.collapse(true);
    CannedHost.raise(scraped.host.gpus, 31);
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (scraped != null) {
      scraped.close();
    }
  }

  /** What has no data yet; an expression that had some once is not asked again. */
  private static void awaitData(Map<String, String> expressions) throws Exception {
    Map<String, String> missing = new LinkedHashMap<>(expressions);
    Patience.until(
        () -> String.join("\n", missing.keySet()) + "\n" + missing,
        () -> {
          for (Map.Entry<String, String> each : expressions.entrySet()) {
            if (missing.containsKey(each.getKey()) && hasData(each.getValue())) {
              missing.remove(each.getKey());
            }
          }
          return missing.isEmpty();
        });
  }

  private static boolean hasData(String expression) throws Exception {
    return !prometheus.query(expression).isEmpty();
  }

  @Test
  void dashboards_eachExpression_hasData() throws Exception {
    Map<String, String> expressions = Expressions.ofDashboards();

    assertThat(expressions).hasSizeGreaterThan(50);
    awaitData(expressions);
  }

  /** The ids of traces come with the histogram of tasks. */
  @Test
  void exemplars_ofTasks_areKept() throws Exception {
    String query = "/api/v1/query_exemplars?query=health_task_duration_buckets_total&start=0&end=";
    Patience.until(
        () -> "exemplars",
        () ->
            prometheus.get(query + 4_000_000_000L).findValuesAsText("trace_id").stream()
                .anyMatch(id -> id.matches("[0-9a-f]{32}")));
  }

  @Test
  void recordingRules_each_hasData() throws Exception {
    Map<String, String> recorded = new LinkedHashMap<>();
    Patience.until(() -> "rules", () -> !prometheus.rules().isEmpty());
    for (JsonNode rule : prometheus.rules()) {
      if (rule.path("type").asText().equals("recording")) {
        recorded.put(rule.path("name").asText(), rule.path("name").asText());
      }
    }

    assertThat(recorded).isNotEmpty();
    awaitData(recorded);
  }

  /** An alert whose limit is not passed has no data, but what it looks at has. */
  @Test
  void alertRules_whatTheyLookAt_isThere() throws Exception {
    Map<String, String> looked = new LinkedHashMap<>();
    Patience.until(() -> "rules", () -> !prometheus.rules().isEmpty());
    for (JsonNode rule : prometheus.rules()) {
      Set<String> names = new TreeSet<>();
      if (rule.path("type").asText().equals("alerting")) {
        names.addAll(Expressions.metrics(rule.path("query").asText()));
        names.forEach(name -> looked.put(name, name));
      }
    }

    assertThat(looked).hasSizeGreaterThan(10);
    awaitData(looked);
  }

  @Test
  void rules_all_areEvaluatedWithoutError() throws Exception {
    var unwell = new ArrayList<String>();
    Patience.until(
        () -> unwell,
        () -> {
          unwell.clear();
          List<JsonNode> rules = prometheus.rules();
          rules.stream()
              .filter(rule -> !rule.path("health").asText().equals("ok"))
              .map(rule -> rule.path("name").asText() + ": " + rule.path("lastError").asText())
              .forEach(unwell::add);
          return !rules.isEmpty() && unwell.isEmpty();
        });
  }
}
