package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.health4j.check.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardsTest {

  private static final Path COMMITTED = Path.of("../docs/grafana");

  private static Collection<Metric> metrics;
  private static Map<String, String> texts;

  @BeforeAll
  static void generate() {
    metrics = CannedHost.metrics();
    texts = DashboardFiles.texts(new Names(metrics));
  }

  private static Map<String, JsonNode> dashboards() {
    var dashboards = new LinkedHashMap<String, JsonNode>();
    texts.forEach((name, text) -> dashboards.put(name, Json.read(text)));
    dashboards.remove(Annotations.FILE);
    return dashboards;
  }

  private static List<JsonNode> panels() {
    return dashboards().values().stream()
        .flatMap(dashboard -> list(dashboard.get("panels")).stream())
        .filter(panel -> !panel.get("type").asText().equals("row"))
        .toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<JsonNode> annotations() {
    return list(Json.read(String.valueOf(texts.get(Annotations.FILE))).get("list"));
  }

  private static List<String> expressions() {
    var targets = panels().stream().flatMap(panel -> list(panel.get("targets")).stream());
    return Stream.concat(targets, annotations().stream())
        .map(target -> target.get("expr").asText())
        .toList();
  }

  @Test
  void committed_equalsGenerated() {
    texts.forEach(
        (name, text) ->
            assertThat(COMMITTED.resolve(name))
                .describedAs("%s is old: run scripts/generate-dashboards", name)
                .exists()
                .content()
                .isEqualTo(text));
  }

  @Test
  void write_folderOfDocs_getsAllFiveAndAnnotations(@TempDir Path docs) throws IOException {
    DashboardFiles.write(docs);

    try (var files = Files.list(docs.resolve("grafana"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              Annotations.FILE,
              "autonomous-loop.json",
              "fleet-overview.json",
              "gpu.json",
              "capacity.json",
              "monitor.json");
    }
  }

  @Test
  void expressions_each_namesExportedMetricsOnly() {
    Set<String> exported = new Names(metrics).all();
    for (String expression : expressions()) {
      assertThat(Promql.metrics(expression)).describedAs(expression).isNotEmpty();
      assertThat(exported).describedAs(expression).containsAll(Promql.metrics(expression));
    }
  }

  @Test
  void metrics_eachThatIsShown_cannotBeRenamed() {
    Set<String> shown =
        expressions().stream().flatMap(e -> Promql.metrics(e).stream()).collect(Collectors.toSet());
    Set<String> missed = new TreeSet<>();
    for (Metric metric : metrics) {
      var renamed = new ArrayList<>(metrics);
      renamed.remove(metric);
      Set<String> lost = new HashSet<>(new Names(metrics).all());
      lost.removeAll(new Names(renamed).all());
      lost.retainAll(shown);
      if (!lost.isEmpty() && isWritten(renamed)) {
        missed.add(metric.name());
      }
    }

    assertThat(missed).isEmpty();
  }

  private static boolean isWritten(List<Metric> without) {
    try {
      DashboardFiles.texts(new Names(without));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void texts_withoutAMetric_isRefused() {
    var without = metrics.stream().filter(m -> !m.name().equals("loop.champions")).toList();

    assertThatThrownBy(() -> DashboardFiles.texts(new Names(without)))
        .hasMessage("no check gives loop.champions");
  }

  @Test
  void expressions_each_isChosenByTheVariables() {
    for (String expression : expressions()) {
      assertThat(expression).doesNotContain("vector(").contains("job=~\"$job");
      assertThat(expression.split("[A-Za-z]\\{", -1)).hasSameSizeAs(expression.split("job=~", -1));
    }
  }

  @Test
  void expressions_rates_lookBackAsFarAsGrafanaSays() {
    assertThat(expressions())
        .filteredOn(expression -> expression.matches(".*\\b(rate|increase)\\(.*"))
        .isNotEmpty()
        .allSatisfy(expression -> assertThat(expression).contains("[$__rate_interval]"));
  }

  @Test
  void expressions_all_promtoolAccepts(@TempDir Path folder) throws Exception {
    Path promtool = Programs.need(Programs.PROMTOOL);
    var rules = new ArrayList<JsonNode>();
    for (String expression : expressions()) {
      String filled = expression.replace("$__rate_interval", "1m").replaceAll("\\$\\w+", "x");
      rules.add(Json.object().put("record", "r" + rules.size()).put("expr", filled));
    }
    var group = Json.object().put("name", "dashboards");
    group.set("rules", Json.array(rules));
    var file = Json.object();
    file.set("groups", Json.array(List.of(group)));
    Path yaml = Files.writeString(folder.resolve("rules.yml"), Json.write(file));

    assertThat(run(promtool.toString(), "check", "rules", yaml.toString()))
        .contains(rules.size() + " rules found");
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).describedAs(said).isZero();
    return said;
  }

  @Test
  void panels_each_saysWhatItIs() {
    for (JsonNode panel : panels()) {
      String title = panel.get("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.get("description").asText()).describedAs(title).endsWith(".");
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).describedAs(title).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/noValue").asText())
          .describedAs(title)
          .isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.get("targets")).describedAs(title).isNotEmpty();
      panel
          .get("targets")
          .forEach(
              target ->
                  assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}"));
    }
  }

  @Test
  void panels_eachThatIsEmpty_namesWhatIsMissing() {
    for (JsonNode panel : panels()) {
      assertThat(panel.at("/fieldConfig/defaults/noValue").asText()).hasSizeLessThan(120);
    }
    for (Empty empty : Empty.values()) {
      docs(empty.text()).forEach(doc -> assertThat(Path.of("..").resolve(doc)).exists());
    }
  }

  private static List<String> docs(String text) {
    return List.of(text.split(" ")).stream()
        .filter(word -> word.startsWith("docs/") && word.endsWith(".md"))
        .toList();
  }

  @Test
  void panels_ofADashboard_doNotOverlap() {
    dashboards()
        .forEach(
            (name, dashboard) -> {
              var taken = new HashSet<String>();
              for (JsonNode panel : dashboard.get("panels")) {
                cells(panel)
                    .forEach(
                        cell ->
                            assertThat(taken.add(cell))
                                .describedAs("%s: %s at %s", name, panel.get("title"), cell)
                                .isTrue());
              }
            });
  }

  private static List<String> cells(JsonNode panel) {
    var cells = new ArrayList<String>();
    JsonNode place = panel.get("gridPos");
    int right = place.get("x").asInt() + place.get("w").asInt();
    assertThat(right).isLessThanOrEqualTo(24);
    for (int x = place.get("x").asInt(); x < right; x++) {
      for (int y = 0; y < place.get("h").asInt(); y++) {
        cells.add(x + "/" + (place.get("y").asInt() + y));
      }
    }
    return cells;
  }

  @Test
  void dashboards_idsAndTitles_areDifferent() {
    var uids = new HashSet<String>();
    dashboards()
        .forEach(
            (name, dashboard) -> {
              assertThat(uids.add(dashboard.get("uid").asText())).describedAs(name).isTrue();
              var ids = list(dashboard.get("panels")).stream().map(p -> p.get("id").asInt());
              assertThat(ids).doesNotHaveDuplicates();
              assertThat(dashboard.at("/tags/0").asText()).isEqualTo("health4j");
              assertThat(dashboard.get("refresh").asText()).isEqualTo("5s");
            });
  }

  @Test
  void variables_each_canBeChosen() {
    for (JsonNode dashboard : dashboards().values()) {
      assertThat(list(dashboard.at("/templating/list")))
          .extracting(variable -> variable.get("name").asText())
          .containsExactly("datasource", "job", "instance", "target", "filters", "docs");
      assertThat(dashboard.at("/templating/list/1").has("allValue"))
          .describedAs("all jobs are those with a monitor, and not all that are scraped")
          .isFalse();
      JsonNode target = dashboard.at("/templating/list/3");
      assertThat(target.get("multi").asBoolean()).isTrue();
      assertThat(target.get("allValue").asText()).isEqualTo(".*");
    }
  }

  @Test
  void tables_columns_areFieldsOfTheirAnswers() {
    for (JsonNode panel : panels()) {
      if (panel.get("type").asText().equals("table")) {
        boolean several = panel.get("targets").size() > 1;
        panel
            .at("/transformations/1/options/renameByName")
            .fieldNames()
            .forEachRemaining(
                field -> {
                  if (field.startsWith("Value")) {
                    assertThat(field.startsWith("Value #")).isEqualTo(several);
                  } else {
                    String first = panel.at("/targets/0/expr").asText();
                    assertThat(first).containsPattern("\\b" + field + "\\b");
                  }
                });
      }
    }
  }

  /** Grafana shows the panel's own text in empty cells, too. */
  @Test
  void tables_cellsWithNothing_showADash() {
    for (JsonNode panel : panels()) {
      if (panel.get("type").asText().equals("table")) {
        List<String> dashes =
            list(panel.at("/fieldConfig/overrides")).stream()
                .filter(
                    override ->
                        override.toString().contains("{\"id\":\"noValue\",\"value\":\"-\"}"))
                .map(override -> override.at("/matcher/options").asText())
                .toList();
        assertThat(panel.at("/transformations/1/options/renameByName"))
            .isNotEmpty()
            .allSatisfy(title -> assertThat(dashes).contains(title.asText()));
      }
    }
  }

  @Test
  void links_each_leadsToAHeading() {
    String gpu = texts.get("gpu.json");
    assertThat(gpu).contains("${docs}/gpu.md#conditions", "${docs}/gpu.md#xids");
    assertThat(lines(Path.of("../docs/gpu.md"))).contains("## Conditions", "## XIDs");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
