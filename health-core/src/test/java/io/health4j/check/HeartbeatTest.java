package io.health4j.check;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.health4j.time.FakeTicker;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private final FakeTicker ticker = new FakeTicker();
  private final Heartbeat heartbeat = Heartbeat.create(ofSeconds(30), ofSeconds(60), ticker);
  private final CheckRunner runner = new CheckRunner(heartbeat.health(), ticker);

  private static double age(CheckResult result) {
    return CheckRunner.reading(result, "health.heartbeat.age").value();
  }

  @Test
  void health_beatInTime_isHealthyWithItsAge() throws Exception {
    heartbeat.beat();
    var result = runner.runAfter(ofSeconds(30));

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(age(result)).isEqualTo(30);
  }

  @Test
  void health_neverBeaten_countsFromCreation() throws Exception {
    var result = runner.runAfter(ofSeconds(61));

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(age(result)).isEqualTo(61);
  }

  @Test
  void health_silence_warnsThenIsCritical() throws Exception {
    heartbeat.beat();

    assertThat(runner.runAfter(ofSeconds(30)).status()).isEqualTo(Status.HEALTHY);
    assertThat(runner.runAfter(ofMillis(1)).status()).isEqualTo(Status.WARNING);
    assertThat(runner.runAfter(ofSeconds(29)).status()).isEqualTo(Status.WARNING);
    assertThat(runner.runAfter(ofSeconds(1)).status()).isEqualTo(Status.CRITICAL);
    assertThat(runner.runAfter(ofHours(9)).status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void health_beatAgain_recovers() throws Exception {
    runner.runAfter(ofSeconds(61));
    heartbeat.beat();
    var result = runner.run();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(age(result)).isZero();
  }

  @Test
  void health_missed_findsWhatToDo() throws Exception {
    assertThat(runner.runAfter(ofSeconds(45)).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("heartbeat-missed");
              assertThat(finding.subject()).isEmpty();
              assertThat(finding.value()).hasValue(45);
              assertThat(finding.limit()).hasValue(30);
              assertThat(finding.limitSource()).isEqualTo("configured");
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void health_processStoodStill_lostTimeIsTakenOff() throws Exception {
    heartbeat.beat();
    ticker.advance(ofSeconds(10));
    long due = ticker.read();
    ticker.advance(ofMinutes(5));
    runner.lost.observe(due, ticker.read());

    var result = runner.run();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(age(result)).isEqualTo(10);
    assertThat(runner.runAfter(ofSeconds(21)).status())
        .as("silence after the pause still counts")
        .isEqualTo(Status.WARNING);
  }

  @Test
  void create_noLimits_areThirtyAndSixtySecondsByDefault() throws Exception {
    Heartbeat defaults = Heartbeat.create();
    long now = System.nanoTime();

    CheckResult late = at(defaults, now + ofSeconds(45).toNanos());
    CheckResult gone = at(defaults, now + ofSeconds(90).toNanos());

    assertThat(late.findings().get(0).limit()).hasValue(30);
    assertThat(late.findings().get(0).limitSource()).isEqualTo("default");
    assertThat(gone.findings().get(0).limit()).hasValue(60);
    assertThat(gone.status()).isEqualTo(Status.CRITICAL);
  }

  private static CheckResult at(Heartbeat heartbeat, long tick) throws Exception {
    Ticker stopped = () -> tick;
    return heartbeat
        .health()
        .check(CheckContext.of(Target.of("host"), null, stopped, new LostTime()));
  }

  @Test
  void create_limitsOnTheSystemsClock_areConfigured() throws Exception {
    Heartbeat configured = Heartbeat.create(ofSeconds(1), ofSeconds(2));

    CheckResult late = at(configured, System.nanoTime() + ofHours(1).toNanos());

    assertThat(late.status()).isEqualTo(Status.CRITICAL);
    assertThat(late.findings().get(0).limitSource()).isEqualTo("configured");
  }

  @Test
  void create_criticalNotLongerThanWarn_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heartbeat.create(ofSeconds(30), ofSeconds(20)))
        .withMessage("critical must be longer than warn 30s, was 20s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heartbeat.create(ofSeconds(30), ofSeconds(30)));
  }

  @Test
  void create_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heartbeat.create(ofSeconds(0), ofSeconds(20)))
        .withMessage("warn must be from 1ms to 24h, was 0ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Heartbeat.create(ofSeconds(1), ofHours(25)))
        .withMessage("critical must be from 1ms to 24h, was 25h");
  }

  @Test
  void create_null_isRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> Heartbeat.create(null, ofSeconds(1)))
        .withMessage("warn");
    assertThatNullPointerException()
        .isThrownBy(() -> Heartbeat.create(ofSeconds(1), null))
        .withMessage("critical");
    assertThatNullPointerException()
        .isThrownBy(() -> Heartbeat.create(ofSeconds(1), ofSeconds(2), null))
        .withMessage("ticker");
  }
}
