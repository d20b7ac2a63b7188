package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.check.Status;
import io.health4j.report.HealthReport;
import io.health4j.report.TargetHealth;
import io.health4j.test.ManualTicker;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The whole pool, round by round, under a monitor that is polled: 50 workers, 5 of them in trouble.
 */
class WorkersShowTest {

  private static final int WORKERS = 50;
  private static final int ROWS = 40;

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Stage stage = Made.stage(ticker, told::add, ROWS);
  private final Pool pool = new Pool(WORKERS, 1, ticker);
  private final Ledger ledger = new Ledger(ticker);
  private final HealthMonitor monitor =
      WorkerWatch.all(pool.workers())
          .listener(ledger)
          .listener(new Digest(stage.events(), ticker))
          .clocks(ticker, ticker.wall())
          .build();
  private final Mishaps mishaps =
      new Mishaps(new MishapPlan(1, false), pool, monitor, ledger, ticker, stage.events());
  private final WorkersBoard board =
      new WorkersBoard("the title", monitor, pool.tally(), ledger, stage);

  @AfterEach
  void close() {
    monitor.close();
    pool.close();
  }

  private void seconds(int count) {
    for (int i = 0; i < count * (1_000 / Pool.ROUND_MILLIS); i++) {
      pool.round();
      mishaps.advance();
      ticker.advance(Duration.ofMillis(Pool.ROUND_MILLIS));
      monitor.poll();
    }
  }

  private String summary() {
    return String.join("\n", board.summary());
  }

  @Test
  void calm_allAreHealthyAndNothingIsTold() {
    seconds(10);

    assertThat(monitor.report().status()).isEqualTo(Status.HEALTHY);
    assertThat(told).isEmpty();
    assertThat(board.line()).isEqualTo("50 workers: 50 HEALTHY");
    assertThat(summary())
        .contains("tasks       5,000 done, 0 failed, 0 refused", "hang        0 made", "none of");
  }

  @Test
  void disturbed_allTroublesAreNamedAndNobodyElse() {
    seconds(10);
    mishaps.begin();
    seconds(15);

    HealthReport report = monitor.report();
    assertThat(report.targets()).hasSize(WORKERS - 1); // one signed off
    assertThat(report.targets().stream().filter(health -> health.status().isFailing()))
        .hasSize(5)
        .allSatisfy(health -> assertThat(ledger.isWell(health.target().id())).isFalse());
    assertThat(summary())
        .containsPattern("hang        2 made, 2 named by the monitor after \\d\\.\\d s")
        .containsPattern("fail        2 made, 2 named by the monitor after \\d\\.\\d s")
        .containsPattern("vanish      1 made, 1 named by the monitor after \\d\\.\\d s")
        .contains("sign off    1 made, and watched no longer")
        .contains("accused     none of those that were well");
    assertThat(told.get(0)).endsWith("within 6 s: 2 hang, 2 fail, 1 vanish, 1 sign off");
    assertThat(told).anyMatch(line -> line.contains("signs off, and is watched no longer"));
  }

  @Test
  void disturbed_pageShowsTheWorstFirstAndFills() {
    seconds(10);
    mishaps.begin();
    seconds(15);

    List<String> page = board.page();
    assertThat(page).hasSize(ROWS).contains("the title");
    assertThat(page).anyMatch(line -> line.startsWith("slowest     check "));
    assertThat(page).anyMatch(line -> line.startsWith("monitor ") && line.contains(" samples"));
    int header =
        page.indexOf("worker     status   score     for   age  what is wrong, or readings");
    assertThat(page.get(header + 1)).contains("CRITICAL  0.00", "heartbeat-missed", "(limit 6)");
    assertThat(page.get(header + 6)).contains("HEALTHY   1.00", "last beat 0.");
    assertThat(board.line()).contains(" HEALTHY, ", " CRITICAL; worst worker-", "heartbeat-missed");
    assertThat(board.table()).hasSize(15);
  }

  @Test
  void passed_thoseThatCameBackAreHealthyAgain() {
    mishaps.begin();
    seconds(42); // the short ones last 27 s at most, and it takes some to settle

    String summary = summary();
    assertThat(summary)
        .containsPattern("hang .*; 1 came back")
        .containsPattern("fail .*; 1 came back")
        .containsPattern("vanish .*; 1 came back")
        .containsPattern("sign off .*; 1 came back")
        .contains("accused     none");
    assertThat(monitor.report().targets().stream().map(TargetHealth::status))
        .hasSize(WORKERS)
        .filteredOn(status -> status != Status.HEALTHY)
        .hasSize(2);
    assertThat(told).anyMatch(line -> line.contains("signs on again"));
  }

  @Test
  void waves_goOn_andChooseNoneThatIsInTroubleStill() {
    mishaps.begin();
    seconds(200);

    assertThat(told.stream().filter(line -> line.contains("trouble begins"))).hasSize(5);
    assertThat(summary()).contains("accused     none");
    assertThat(monitor.report().targets().size()).isGreaterThanOrEqualTo(WORKERS - 2);
  }

  @Test
  void show_startedAndStopped_worksOnThreadsOfItsOwn() {
    var options = WorkersOptions.parse(List.of("--workers", "10"));
    try (var show = new WorkersShow(options, Made.stage(Ticker.system(), told::add))) {
      assertThat(show.title()).startsWith("10 workers, seed 1; a sample of each every 1 s; http");
      assertThat(show.line()).startsWith("10 workers: 10 UNKNOWN; worst worker-");
      show.start();
      show.disturb();
      show.stop();

      assertThat(String.join("\n", show.summary())).contains("Last state of 10 workers");
    }
  }
}
