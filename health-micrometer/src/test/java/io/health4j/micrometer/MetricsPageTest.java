package io.health4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.MetricsBinder;
import io.health4j.check.CheckResult;
import io.health4j.check.Checks;
import io.health4j.check.Finding;
import io.health4j.check.Heartbeat;
import io.health4j.check.Metric;
import io.health4j.check.ModelLoad;
import io.health4j.check.Status;
import io.health4j.check.TaskStats;
import io.health4j.check.Threshold;
import io.health4j.loop.LoopProbe;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} says what is rendered, and leaves nothing out. */
class MetricsPageTest {

  /** Tests run in the folder of their module. */
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static final Finding WRONG = Finding.of("disk-full", "/", Status.WARNING);

  private record Row(String meter, String type, String unit, List<String> rendered) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(8);
        assertThat(cells[6]).as(line).isNotBlank();
        rows.add(
            new Row(
                codes(cells[1]).get(0), cells[2].strip(), codes(cells[3]).get(0), codes(cells[4])));
      }
    }
    return rows;
  }

  private static String word(String unit) {
    return Metric.gauge("a", unit, "").unitWord();
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  @Test
  void rows_eachMeter_rendersAsItSays() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(60)
        .allSatisfy(row -> assertThat(rendered(row)).hasSameElementsAs(row.rendered()));
  }

  private static List<String> rendered(Row row) {
    String unit = word(row.unit());
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    switch (row.type()) {
      case "gauge" -> gauge(registry, row.meter(), unit);
      case "counter" -> counter(registry, row.meter(), unit);
      case "timer" ->
          FunctionTimer.builder(row.meter(), registry, r -> 1, r -> 1, TimeUnit.SECONDS)
              .register(registry);
      case "histogram" -> {
        counter(registry, row.meter() + ".count", null);
        counter(registry, row.meter() + ".sum", unit);
        gauge(registry, row.meter() + ".max", unit);
        counter(registry, row.meter() + ".buckets", null);
      }
      default -> throw new AssertionError("no such type: " + row);
    }
    return new Exposed(registry.scrape()).samples.stream().map(Exposed.Sample::name).toList();
  }

  private static void gauge(MeterRegistry registry, String name, String unit) {
    Gauge.builder(name, () -> 1).baseUnit(unit).register(registry);
  }

  private static void counter(MeterRegistry registry, String name, String unit) {
    FunctionCounter.builder(name, registry, r -> 1).baseUnit(unit).register(registry);
  }

  @Test
  void rows_meters_areListedOnce() throws IOException {
    assertThat(rows()).extracting(Row::meter).doesNotHaveDuplicates();
  }

  @Test
  void rows_metersOfOurs_areThoseOfTheCode() throws IOException {
    Map<String, Row> rows =
        rows().stream().collect(Collectors.toMap(Row::meter, Function.identity()));
    assertThat(MetricsBinder.Standard.ALL)
        .map(MeterSpec::standard)
        .allSatisfy(
            spec -> {
              assertThat(rows).containsKey(spec.name());
              Row row = rows.get(spec.name());
              assertThat(row.type()).isEqualToIgnoringCase(spec.type().name());
              if (spec.type() != Meter.Type.TIMER) {
                assertThat(word(row.unit())).isEqualTo(spec.unit());
              }
            });
  }

  @Test
  void rows_scrapeOfEveryCheckOfCore_hasNoOtherNames() throws IOException {
    var listed = new TreeSet<String>();
    rows().forEach(row -> listed.addAll(row.rendered()));
    var scraped = new TreeSet<String>();
    scrape().samples.forEach(sample -> scraped.add(sample.name()));
    assertThat(scraped).hasSizeGreaterThan(40);
    assertThat(listed).containsAll(scraped);
  }

  private static Exposed scrape() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (var bench = new Bench(registry)) {
      LoopProbe loop = LoopProbe.builder().ticker(bench.ticker).build();
      var model =
          ModelLoad.create("net", Duration.ofMinutes(1), Duration.ofMinutes(2), bench.ticker);
      model.loading();
      TaskStats tasks = TaskStats.builder().ticker(bench.ticker).traceIds(() -> "a").build();
      var heartbeat =
          Heartbeat.create(Duration.ofSeconds(30), Duration.ofSeconds(60), bench.ticker);
      bench.watch(
          "a",
          t ->
              t.check("heap", Checks.heap())
                  .check("disk", Checks.diskSpace(Path.of(".")))
                  .check("beat", heartbeat.health())
                  .check("tasks", tasks.health())
                  .check("loop", loop.health())
                  .check("gc", Checks.gcTime())
                  .check("deadlocks", Checks.deadlocks())
                  .check("alive", Checks.processAlive(ProcessHandle.current()))
                  .check("queue", Checks.queue("inbox", List.of(), Threshold.above(1, 2)))
                  .check("model", model.health())
                  .check("wrong", context -> CheckResult.builder().finding(WRONG).build())
                  .check("both", Checks.allOf(Map.of("one", context -> CheckResult.healthy()))));
      for (int i = 0; i < 3; i++) {
        tasks.record("train", Duration.ofSeconds(1), true);
        try (LoopProbe.Iteration iteration = loop.begin()) {
          iteration.best(i);
          iteration.population(4, 3, (individual, locus) -> individual + locus);
          iteration.distances(4, (one, other) -> other - one);
          iteration.islands(3, island -> island);
        }
        bench.polls(1);
      }
      return new Exposed(registry.scrape());
    }
  }
}
