package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertEngine;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A day of the demo's own noise, which raises nothing above INFO. Five minutes of a run without
 * trouble, recorded every 2 s while other programs fought for the same processors, are put together
 * to a day, half a minute from here and half a minute from there.
 */
class CalmDayTest {

  private static final int BLOCK = 15;
  private static final int DAY = (int) (Duration.ofDays(1).toSeconds() / 2);
  private static final String ITERATIONS = "search:loop.iterations";

  private final List<Map<String, String>> rows = rows();
  private final Map<String, Metric> metrics = new HashMap<>();
  private final AlertEngine engine = new AlertEngine(DemoRules.search(), List.of());
  private final Map<String, Integer> fired = new TreeMap<>();
  private long tick;
  private double iterations;

  private static List<Map<String, String>> rows() {
    var stream = Objects.requireNonNull(CalmDayTest.class.getResourceAsStream("calm.csv"));
    try (var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      List<String> lines = in.lines().toList();
      String[] names = lines.get(0).split(",", -1);
      var rows = new ArrayList<Map<String, String>>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        var row = new TreeMap<String, String>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void day(long seed) {
    var random = new SplittableRandom(seed);
    for (String target : List.of(Watch.SEARCH, Watch.MACHINE)) {
      engine.add(Target.of(target), Set.of(), Map.of());
    }
    for (int i = 0; i < DAY; ) {
      int from = random.nextInt(rows.size() - BLOCK);
      for (int j = from; j < from + BLOCK; j++, i++) {
        sample(j, j == from);
      }
    }
  }

  /** Iterations go on from block to block. */
  private void sample(int row, boolean first) {
    tick += Watch.INTERVAL.toNanos();
    double before = first ? 0 : Double.parseDouble(rows.get(row - 1).get(ITERATIONS));
    iterations += first ? 500 : Double.parseDouble(rows.get(row).get(ITERATIONS)) - before;
    for (String target : List.of(Watch.SEARCH, Watch.MACHINE)) {
      Instant at = Instant.EPOCH.plusNanos(tick);
      for (Alert alert : engine.sampled(health(target, row, at), tick, at).changed()) {
        if (alert.state() == Alert.State.FIRING) {
          fired.merge(alert.severity() + " " + alert.rule(), 1, Integer::sum);
        }
      }
    }
  }

  private TargetHealth health(String target, int row, Instant at) {
    Map<String, String> cells = rows.get(row);
    var status = Status.valueOf(cells.get(target + ":status").toUpperCase(Locale.ROOT));
    var readings = new ArrayList<Reading>();
    cells.forEach(
        (name, value) -> {
          String metric = name.substring(name.indexOf(':') + 1);
          if (name.startsWith(target + ":") && metric.contains(".")) {
            boolean counts = name.equals(ITERATIONS);
            readings.add(reading(metric, counts ? iterations : Double.parseDouble(value)));
          }
        });
    var outcomes =
        List.of(new CheckOutcome("all", 1, false, CheckResult.of(status, "", readings), 1));
    Score score = Score.of(Double.parseDouble(cells.get(target + ":score")), outcomes);
    return new TargetHealth(
        Target.of(target), status, at, status, 0, score, outcomes, at, tick, Watch.INTERVAL, false);
  }

  private Reading reading(String name, double value) {
    boolean counts = name.equals("loop.iterations");
    Metric metric =
        metrics.computeIfAbsent(
            name, key -> counts ? Metric.counter(key, "1", "") : Metric.gauge(key, "1", ""));
    return Reading.of(metric, value, Attributes.none());
  }

  @Test
  void demoRules_dayWithoutTrouble_raiseNothingAboveInfo() {
    day(1);

    assertThat(engine.dormant()).doesNotContain("loop-diversity-low", "loop-stalled");
    assertThat(fired.keySet())
        .as("by severity and rule: %s", fired)
        .allMatch(key -> key.startsWith(Severity.INFO + " "));
  }

  @Test
  void rows_recorded_hoverWhereRulesLook() {
    Map<String, Double> highest =
        rows.stream()
            .flatMap(row -> row.entrySet().stream())
            .filter(cell -> cell.getKey().contains("."))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, cell -> Double.parseDouble(cell.getValue()), Math::max));
    assertThat(highest.get("machine:system.cpu.utilization")).isGreaterThan(0.95);
    assertThat(rows).hasSizeGreaterThan(120);
  }
}
