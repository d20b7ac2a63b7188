package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.alert.Alert;
import io.health4j.alert.Severity;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.test.ManualTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules, on a real search under a monitor that is polled, and a receiver of webhooks behind it.
 */
class SearchAlertsTest {

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Stage stage = Made.stage(ticker, told::add);

  /** A search, and what watches it. */
  private final class Run implements AutoCloseable {

    final TroubleMaker troubles;
    final Search search;
    final HealthMonitor monitor;
    final AlertBoard board;

    Run(Optional<Trouble> trouble, String... options) {
      troubles = new TroubleMaker(trouble, ticker);
      search = new Search(200, 1, troubles, ticker);
      MonitorBuilder builder =
          Watch.search(search, troubles, Path.of(""))
              .listener(stage.events())
              .clocks(ticker, ticker.wall())
              .alerts(DemoRules.search());
      DemoOptions.parse(options).routes().forEach(builder::route);
      monitor = builder.build();
      board = new AlertBoard(monitor, stage.terminal());
    }

    void samples(int count, int generations) {
      for (int i = 0; i < count; i++) {
        search.run(generations);
        ticker.advance(Watch.INTERVAL);
        monitor.poll();
      }
    }

    @Override
    public void close() {
      monitor.close();
    }
  }

  private List<String> alertLines() {
    return told.stream().filter(line -> line.contains(" fired")).toList();
  }

  @Test
  void calm_aMinute_raisesNothing() {
    try (var run = new Run(Optional.empty())) {
      run.samples(30, 10);

      assertThat(alertLines()).isEmpty();
      assertThat(run.monitor.alerts()).noneMatch(alert -> alert.state().isActive());
      assertThat(run.board.summary(5))
          .first()
          .isEqualTo("alerts      0 fired, 0 ended, none is active");
    }
  }

  @ParameterizedTest
  @CsvSource({"DIVERSITY, loop-diversity-low, WARNING", "FAILURES, loop-success-low, CRITICAL"})
  void trouble_within20Seconds_raisesItsAlert(Trouble trouble, String rule, Severity severity) {
    try (var run = new Run(Optional.of(trouble))) {
      run.samples(5, 10);
      run.troubles.begin();
      run.samples(10, 20);

      assertThat(run.monitor.alerts())
          .filteredOn(alert -> alert.state() == Alert.State.FIRING)
          .isNotEmpty()
          .allSatisfy(
              alert -> {
                assertThat(alert.rule()).isEqualTo(rule);
                assertThat(alert.severity()).isEqualTo(severity);
              });
      assertThat(alertLines()).isNotEmpty().allMatch(line -> line.contains(severity + " " + rule));
    }
  }

  @Test
  void stall_raisesThatItStandsStillAndEndsIt() {
    try (var run = new Run(Optional.empty())) {
      run.samples(5, 10);
      run.samples(6, 0);

      assertThat(alertLines())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .contains("WARNING loop-stalled fired: loop-stalled: search is WARNING, 6"),
              line -> assertThat(line).contains("CRITICAL loop-stalled-critical fired: "));
      run.samples(30, 10);
      assertThat(told)
          .anyMatch(line -> line.contains("WARNING loop-stalled resolved: "))
          .anyMatch(line -> line.contains("CRITICAL loop-stalled-critical resolved: "));
    }
  }

  @Test
  void unknownResults_raiseAWarning() {
    HealthCheck hung = context -> CheckResult.unknown("no answer");
    try (HealthMonitor monitor =
        HealthMonitor.builder()
            .watch(
                Watch.SEARCH,
                target ->
                    target
                        .check("results", hung)
                        .check("loop", context -> CheckResult.healthy("well")))
            .listener(stage.events())
            .clocks(ticker, ticker.wall())
            .alerts(DemoRules.search())
            .build()) {
      for (int i = 0; i < 3; i++) {
        ticker.advance(Duration.ofSeconds(5));
        monitor.poll();
      }

      assertThat(alertLines())
          .singleElement()
          .asString()
          .contains("WARNING search-check-unknown fired: results of search is UNKNOWN: no answer");
    }
  }

  @Test
  void webhook_isToldOfEachAlertAndTheBoardCounts() {
    try (var hook = new Hook();
        var run = new Run(Optional.of(Trouble.DIVERSITY), "--webhook", hook.url())) {
      run.samples(5, 10);
      run.troubles.begin();
      run.samples(10, 20);

      assertThat(hook.bodies())
          .singleElement()
          .asString()
          .contains("\"rule\":\"loop-diversity-low\"", "\"group\":\"target=search\"");
      assertThat(told).anyMatch(line -> line.contains("webhook told, fired: target=search: "));
      assertThat(run.board.page(1))
          .satisfiesExactly(
              line ->
                  assertThat(line).contains("fired, ").contains("; active: ").contains("WARNING"),
              line ->
                  assertThat(line).startsWith("            WARNING  loop-diversity-low: search"),
              line ->
                  assertThat(line).startsWith("route       webhook: 1 delivered, the last after "));
    }
  }

  @Test
  void board_page_isNoWiderThanTheTerminal() {
    try (var run = new Run(Optional.of(Trouble.DIVERSITY))) {
      run.samples(5, 10);
      run.troubles.begin();
      run.samples(10, 20);
      var narrow = new Terminal(stage.terminal().out(), true, 30, 40, false, Paint.PLAIN);

      assertThat(new AlertBoard(run.monitor, narrow).summary(10))
          .hasSizeGreaterThan(3)
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40))
          .anyMatch(line -> line.startsWith("dormant     loop-"));
    }
  }
}
