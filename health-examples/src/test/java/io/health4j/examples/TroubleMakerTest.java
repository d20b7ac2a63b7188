package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.test.ManualTicker;
import io.health4j.time.LostTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TroubleMakerTest {

  /** Three bad samples settle a state. */
  private static final Duration HOLD = Watch.INTERVAL.multipliedBy(3);

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** The search under a monitor that is polled, so that it takes no time at all. */
  private final class Watched implements AutoCloseable {

    final TroubleMaker troubles;
    final TroubleFinder finder;
    final Search search;
    final HealthMonitor monitor;

    Watched(Trouble trouble) {
      troubles = new TroubleMaker(Optional.of(trouble), ticker);
      var events = new EventLog(ticker, ticker.read(), lines::add);
      finder = new TroubleFinder(troubles, ticker, events);
      search = new Search(200, 1, troubles, ticker);
      monitor =
          Watch.search(search, troubles, Path.of(""))
              .listener(finder)
              .clocks(ticker, ticker.wall())
              .build();
    }

    void healthy() {
      search.run(50);
      monitor.poll();
      assertThat(status()).isEqualTo(Status.HEALTHY);
    }

    Status status() {
      return monitor.report().target(Watch.SEARCH).orElseThrow().status();
    }

    /** Lets time pass, sample by sample; answers how long it took to be found. */
    Duration untilFound(Duration most, int generations) {
      troubles.begin();
      Duration passed = Duration.ZERO;
      while (finder.found().isEmpty() && passed.compareTo(most) < 0) {
        search.run(generations);
        ticker.advance(Watch.INTERVAL);
        passed = passed.plus(Watch.INTERVAL);
        monitor.poll();
      }
      assertThat(finder.found()).isPresent();
      return passed;
    }

    @Override
    public void close() {
      search.stop();
      monitor.close();
    }
  }

  @Test
  void diversity_floodOfClones_isFoundWithinItsHold() {
    try (var watched = new Watched(Trouble.DIVERSITY)) {
      watched.healthy();

      // One interval more: a sample shows the population of the one before.
      watched.untilFound(HOLD.plus(Watch.INTERVAL), 10);

      assertThat(watched.finder.found().orElseThrow())
          .startsWith("found after ")
          .contains("diversity-low", "(limit 0.10)", "fresh individuals");
      assertThat(watched.status()).isEqualTo(Status.WARNING);
    }
  }

  @Test
  void failures_everyEvaluationThrows_isFoundWithinItsHold() {
    try (var watched = new Watched(Trouble.FAILURES)) {
      watched.healthy();
      long before = watched.search.progress().generations();

      watched.untilFound(HOLD, 100);

      assertThat(watched.finder.found().orElseThrow()).contains("success-low 0 (limit 0.20)");
      assertThat(watched.search.progress().generations()).isEqualTo(before);
    }
  }

  @Test
  void stall_searchBlocks_isFoundWithinLimitAndHold() throws InterruptedException {
    try (var watched = new Watched(Trouble.STALL)) {
      watched.healthy();
      watched.troubles.begin();
      var blocked = new Thread(watched.search, "blocked");
      blocked.start();

      Duration after = watched.untilFound(Duration.ofSeconds(5).plus(HOLD), 0);

      assertThat(after).isGreaterThan(Duration.ofSeconds(5));
      assertThat(watched.finder.found().orElseThrow()).contains("loop-stalled", "thread dump");
      watched.search.stop();
      blocked.join(); // it ends once it is told to
    }
  }

  @Test
  void noTrouble_nothingIsFound() {
    try (var watched = new Watched(Trouble.DIVERSITY)) {
      watched.healthy();

      watched.search.run(20);
      ticker.advance(Watch.INTERVAL);
      watched.monitor.poll();

      assertThat(watched.finder.found()).isEmpty();
      assertThat(watched.troubles.began()).isEmpty();
      assertThat(lines).anyMatch(line -> line.contains("search UNKNOWN -> HEALTHY"));
    }
  }

  @Test
  void hanging_interrupted_staysDeaf() throws Exception {
    var troubles = new TroubleMaker(Optional.of(Trouble.HUNG_CHECK), ticker);
    HealthCheck check = troubles.hanging(context -> CheckResult.healthy());
    var context = CheckContext.of(Target.of("t"), null, ticker, new LostTime());
    assertThat(check.check(context)).isEqualTo(CheckResult.healthy());
    troubles.begin();
    var caller = new Thread(() -> ignore(check, context), "hung");
    caller.setDaemon(true);
    caller.start();
    await(caller);

    caller.interrupt();

    await(caller);
    assertThat(caller.isAlive()).isTrue();
  }

  /** Until the thread waits, and has put an interrupt off. */
  private static void await(Thread thread) {
    while (thread.getState() != Thread.State.WAITING || thread.isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  private static void ignore(HealthCheck check, CheckContext context) {
    try {
      check.check(context);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void evidence_hungCheck_isItsUnknownResult() {
    var troubles = new TroubleMaker(Optional.of(Trouble.HUNG_CHECK), ticker);
    var well = List.of(Made.loop(0.5), Made.results(CheckResult.healthy()));
    var hung = List.of(Made.loop(0.5), Made.results(CheckResult.unknown("timed out after 2s")));

    assertThat(troubles.evidence(hung)).isEmpty(); // not begun
    troubles.begin();

    assertThat(troubles.evidence(hung)).contains("results UNKNOWN: timed out after 2s");
    assertThat(troubles.evidence(well)).isEmpty();
  }

  @Test
  void evidence_otherFinding_isNone() {
    var troubles = new TroubleMaker(Optional.of(Trouble.STALL), ticker);
    troubles.begin();

    assertThat(troubles.evidence(List.of(Made.loop(0.01)))).isEmpty();
  }
}
