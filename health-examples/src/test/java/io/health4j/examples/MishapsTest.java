package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.check.Status;
import io.health4j.report.TargetHealth;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten workers, of which one hangs, one fails, one vanishes and one signs off. */
class MishapsTest {

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new ArrayList<>();
  private final EventLog events = new EventLog(ticker, ticker.read(), told::add);
  private final Pool pool = new Pool(10, 1, ticker);
  private final Ledger ledger = new Ledger(ticker);
  private final HealthMonitor monitor =
      WorkerWatch.all(pool.workers()).clocks(ticker, ticker.wall()).build();
  private final Mishaps mishaps =
      new Mishaps(new MishapPlan(1, false), pool, monitor, ledger, ticker, events);

  @AfterEach
  void close() {
    monitor.close();
    pool.close();
  }

  private void advance(Duration by) {
    ticker.advance(by);
    mishaps.advance();
  }

  private List<String> ill() {
    return pool.workers().stream()
        .map(Worker::name)
        .filter(worker -> !ledger.isWell(worker))
        .toList();
  }

  private Optional<String> signedOff() {
    List<String> watched =
        monitor.report().targets().stream().map(health -> health.target().id()).toList();
    return pool.workers().stream()
        .map(Worker::name)
        .filter(worker -> !watched.contains(worker))
        .findFirst();
  }

  @Test
  void advance_notBegun_doesNothing() {
    advance(Duration.ofMinutes(10));

    assertThat(ill()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void advance_withinTheSpread_allHappenAndOneIsUnwatched() {
    mishaps.begin();
    advance(Duration.ZERO);
    assertThat(told).singleElement().asString().endsWith("1 hang, 1 fail, 1 vanish, 1 sign off");

    advance(MishapPlan.SPREAD);

    assertThat(ill()).hasSize(4);
    assertThat(signedOff()).isPresent();
    assertThat(told.get(1))
        .endsWith(signedOff().orElseThrow() + " signs off, and is watched no longer");
  }

  @Test
  void advance_whenTheyPass_allAreBackAndWatched() {
    mishaps.begin();
    advance(Duration.ZERO);
    advance(MishapPlan.SPREAD);
    String off = signedOff().orElseThrow();

    advance(Duration.ofSeconds(30));
    pool.round();
    monitor.poll();

    assertThat(signedOff()).isEmpty();
    assertThat(told).last().asString().endsWith(off + " signs on again");
    assertThat(monitor.report().target(off).map(TargetHealth::status)).contains(Status.HEALTHY);
    advance(Duration.ofSeconds(9));
    assertThat(ill()).hasSize(4); // of late
    ticker.advance(Duration.ofSeconds(1));
    assertThat(ill()).isEmpty();
  }

  @Test
  void advance_afterARestart_doesNotEndWhatComesNext() {
    mishaps.begin();
    advance(Duration.ZERO);
    advance(MishapPlan.SPREAD);
    pool.workers().forEach(Worker::restart);
    ill().forEach(ledger::restarted);
    advance(Duration.ofSeconds(10));
    pool.workers().forEach(worker -> worker.suffer(Mishap.HANG));

    advance(Duration.ofSeconds(20)); // all that began in the wave would have passed
    for (int i = 0; i < 80; i++) {
      pool.round();
      ticker.advance(Duration.ofMillis(Pool.ROUND_MILLIS));
    }

    assertThat(pool.workers()).extracting(Worker::waiting).allMatch(waiting -> waiting > 70);
  }

  @Test
  void advance_afterAWave_theNextBegins() {
    mishaps.begin();
    advance(Duration.ZERO);
    advance(MishapPlan.WAVE.minusMillis(1));
    assertThat(told.stream().filter(line -> line.contains("trouble begins"))).hasSize(1);

    advance(Duration.ofMillis(1));

    assertThat(told.stream().filter(line -> line.contains("trouble begins"))).hasSize(2);
  }
}
