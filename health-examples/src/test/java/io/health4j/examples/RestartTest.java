package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.alert.Alert;
import io.health4j.check.Status;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.report.TargetHealth;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The rules and the restarts, on a pool that goes round by round under a monitor that is polled.
 */
class RestartTest {

  private static final int WORKERS = 50;

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Stage stage = Made.stage(ticker, told::add, 40);

  /** A pool, and what watches it. */
  private final class Run implements AutoCloseable {

    final Pool pool = new Pool(WORKERS, 1, ticker);
    final Ledger ledger = new Ledger(ticker);
    final HealthMonitor monitor;
    final WorkersBoard board;

    Run(boolean enforce, String... options) {
      MonitorBuilder builder =
          WorkerWatch.all(pool.workers())
              .listener(new Digest(stage.events(), ticker))
              .clocks(ticker, ticker.wall())
              .alerts(DemoRules.workers())
              .recover(Restart.policy(pool.workers(), ledger, enforce));
      WorkersOptions.parse(List.of(options))
          .routes()
          .forEach(route -> builder.route(route.groupBy("rule")));
      monitor = builder.build();
      board = new WorkersBoard("the title", monitor, pool.tally(), ledger, stage);
    }

    void suffer(Mishap mishap, int... workers) {
      for (int i : workers) {
        pool.workers().get(i).suffer(mishap);
        ledger.began(pool.workers().get(i).name(), mishap);
      }
    }

    void seconds(int count) {
      for (int i = 0; i < count * (1_000 / Pool.ROUND_MILLIS); i++) {
        pool.round();
        ticker.advance(Duration.ofMillis(Pool.ROUND_MILLIS));
        monitor.poll();
      }
    }

    List<Outcome> outcomes() {
      return monitor.recoveries().stream().map(Attempt::outcome).toList();
    }

    List<TargetHealth> ill() {
      return monitor.report().targets().stream()
          .filter(health -> health.status() != Status.HEALTHY)
          .toList();
    }

    @Override
    public void close() {
      monitor.close();
      pool.close();
    }
  }

  @Test
  void shadow_hungWorker_isOnlyTold() {
    try (var run = new Run(false)) {
      run.seconds(5);
      run.suffer(Mishap.HANG, 6);
      run.seconds(15);

      assertThat(run.outcomes()).containsExactly(Outcome.SHADOWED);
      assertThat(run.pool.workers().get(6).life()).isZero();
      assertThat(run.ill()).singleElement().matches(health -> health.status() == Status.CRITICAL);
      assertThat(told)
          .anyMatch(line -> line.contains("(shadow) restart would begin, --enforce does it: "));
      assertThat(run.board.summary()).contains("recovery    1 shadowed");
    }
  }

  @Test
  void enforce_hungWorker_isRestartedAndHealthyAgain() {
    try (var run = new Run(true)) {
      run.seconds(5);
      run.suffer(Mishap.HANG, 6);
      run.seconds(25);

      assertThat(run.outcomes()).containsExactly(Outcome.STARTED, Outcome.SUCCEEDED);
      assertThat(run.pool.workers().get(6).life()).isEqualTo(1);
      assertThat(run.ill()).isEmpty();
      assertThat(run.monitor.alerts()).noneMatch(alert -> alert.state().isActive());
      assertThat(told)
          .anyMatch(line -> line.endsWith("restart begins: worker-07"))
          .anyMatch(line -> line.contains("restart helped: worker-07"))
          .anyMatch(line -> line.contains("CRITICAL worker-critical fired: worker-07 is CRITICAL"))
          .anyMatch(line -> line.contains("CRITICAL worker-critical resolved: worker-07: after "));
      assertThat(run.board.summary())
          .contains("recovery    1 started, 1 succeeded")
          .anyMatch(line -> line.startsWith("hang        1 made") && line.endsWith("1 restarted"));
    }
  }

  @Test
  void enforce_failingWorker_isLeftAlone() {
    try (var run = new Run(true)) {
      run.seconds(5);
      run.suffer(Mishap.FAIL, 7); // every third block of an even worker
      run.seconds(25);

      assertThat(run.ill()).singleElement().matches(health -> health.status() == Status.CRITICAL);
      assertThat(run.outcomes()).isEmpty();
    }
  }

  @Test
  void enforce_severalAtOnce_areRestartedFewByFew() {
    try (var run = new Run(true)) {
      run.seconds(5);
      run.suffer(Mishap.VANISH, 1, 2, 3, 4, 5); // 5 % of 50 are 2
      run.seconds(30);

      assertThat(run.outcomes()).contains(Outcome.HELD_BACK);
      assertThat(run.outcomes().stream().filter(each -> each == Outcome.SUCCEEDED)).hasSize(5);
      assertThat(run.ill()).isEmpty();
      assertThat(told).anyMatch(line -> line.contains("restart is held back: worker-"));
    }
  }

  @Test
  void enforce_moreThanHalf_isOneAlertAndNoRestart() {
    try (var hook = new Hook();
        var run = new Run(true, "--webhook", hook.url())) {
      run.seconds(5);
      int[] many = IntStream.range(0, 30).toArray();
      run.suffer(Mishap.VANISH, many);
      run.seconds(15);

      assertThat(run.outcomes()).isNotEmpty().containsOnly(Outcome.HELD_BACK);
      assertThat(run.monitor.alerts())
          .filteredOn(alert -> alert.rule().equals("mass-failure"))
          .singleElement()
          .matches(alert -> alert.state() == Alert.State.FIRING);
      assertThat(told)
          .anyMatch(line -> line.contains("CRITICAL mass-failure fired: "))
          .anyMatch(line -> line.contains("worker-critical fired, muted by mass-failure: worker-"));
      assertThat(hook.bodies())
          .hasSizeLessThan(4)
          .anyMatch(body -> body.contains("\"rule\":\"mass-failure\""));
      assertThat(run.board.page()).anyMatch(line -> line.endsWith("half of all fail together"));
    }
  }

  @Test
  void told_ofMany_noLineIsForOneOfThemAlone() {
    try (var run = new Run(true)) {
      run.seconds(5);
      run.suffer(Mishap.VANISH, IntStream.range(0, 30).toArray());
      run.seconds(20);

      assertThat(told.stream().filter(line -> line.contains(" fired"))).hasSizeLessThan(10);
      assertThat(told.size()).isLessThan(40);
    }
  }
}
