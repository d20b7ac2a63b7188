package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.test.ManualTicker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page, the line and the summary, of a real search under a monitor that is polled. */
class DashboardTest {

  private final ManualTicker ticker = new ManualTicker();
  private final Stage stage = Made.stage(ticker, line -> {});
  private final TroubleMaker troubles = new TroubleMaker(Optional.of(Trouble.DIVERSITY), ticker);
  private final TroubleFinder finder = new TroubleFinder(troubles, ticker, stage.events());
  private final Search search = new Search(200, 1, troubles, ticker);
  private final HealthMonitor monitor =
      Watch.search(search, troubles, Path.of(""))
          .listener(finder)
          .clocks(ticker, ticker.wall())
          .build();
  private final Dashboard dashboard = new Dashboard("the title", monitor, search, finder, stage);
  private final Summary summary =
      new Summary(monitor, dashboard, finder, search, Optional.of(Trouble.DIVERSITY), stage);

  @AfterEach
  void close() {
    monitor.close();
  }

  private void samples(int count) {
    samples(count, 10);
  }

  private void samples(int count, int generations) {
    for (int i = 0; i < count; i++) {
      search.run(generations);
      ticker.advance(Watch.INTERVAL);
      monitor.poll();
    }
  }

  @Test
  void page_nothingYet_isUnknownAndHasNoChampion() {
    assertThat(dashboard.page())
        .contains("the title", "champion    none yet", "score       ")
        .anyMatch(line -> line.startsWith("search      UNKNOWN"));
  }

  @Test
  void page_running_showsStateChampionScoreCostAndEvents() {
    samples(5);

    assertThat(dashboard.page())
        .anyMatch(line -> line.startsWith("search      HEALTHY"))
        .anyMatch(line -> line.matches("champion    \\d+ of 852 clauses; .*5 generations a second"))
        .contains("score       #####")
        .anyMatch(line -> line.startsWith("monitor ") && line.contains("5 samples"))
        .anyMatch(line -> line.contains("search UNKNOWN -> HEALTHY"))
        .noneMatch(line -> line.startsWith("trouble"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Terminal.WIDTH));
  }

  @Test
  void page_narrowTerminal_hasNoWiderLineAndTheAlerts() {
    var narrow = new Terminal(stage.terminal().out(), true, 24, 80, false, Paint.PLAIN);
    var small =
        new Stage(narrow, ticker, stage.startTick(), stage.events(), stage.metrics(), stage.url());
    samples(2);
    troubles.begin();
    samples(6);

    assertThat(new Dashboard("the title", monitor, search, finder, small).page())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80))
        .anyMatch(line -> line.startsWith("alerts      "));
  }

  @Test
  void line_running_isShortAndHasTheMost() {
    samples(3);

    assertThat(dashboard.line())
        .startsWith("search HEALTHY 1.00; ")
        .contains(" clauses, gen 30, diversity 0.");
  }

  @Test
  void summary_trouble_tellsWhenItWasFound() {
    samples(2);
    troubles.begin();
    samples(6);

    assertThat(String.join("\n", dashboard.page())).contains("\ntrouble     found after ");
    assertThat(String.join("\n", summary.lines()))
        .contains("Summary after 16.0 s", "iterations  80", "trouble     diversity: found after ")
        .contains("search      ##", "score in minute 1: lowest 0.75, mean 0.")
        .contains("search HEALTHY -> WARNING");
  }

  @Test
  void summary_troubleNotFound_saysSo() {
    samples(1);

    assertThat(summary.lines())
        .contains(
            "trouble     diversity: not found: it begins after 10 s, and takes its time to settle");
  }

  @Test
  void summary_longRun_listsTheLastTenMinutes() {
    samples(30 * 12 - 1, 1);

    List<String> minutes =
        summary.lines().stream().filter(line -> line.contains("score in minute")).toList();
    assertThat(minutes).hasSize(10);
    assertThat(minutes.get(9)).contains("minute 12:").endsWith("last 1.00");
  }
}
