package io.health4j.check;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.health4j.time.FakeTicker;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelLoadTest {

  private static final String[] NET = {"model.name", "net"};

  private final FakeTicker ticker = new FakeTicker();
  private final ModelLoad load = ModelLoad.create("net", ofSeconds(30), ofSeconds(60), ticker);
  private final CheckRunner runner = new CheckRunner(load.health(), ticker);

  private static double loaded(CheckResult result) {
    return CheckRunner.reading(result, "health.model.loaded", NET).value();
  }

  @Test
  void health_neverAsked_isUnknownHoweverLong() throws Exception {
    CheckResult result = runner.runAfter(Duration.ofHours(1));

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).isEqualTo("nobody has loaded the model net yet");
    assertThat(result.readings()).isEmpty();
  }

  @Test
  void health_loading_warnsThenIsCritical() throws Exception {
    load.loading();

    CheckResult soon = runner.runAfter(ofSeconds(30));
    assertThat(soon.status()).isEqualTo(Status.HEALTHY);
    assertThat(loaded(soon)).isZero();
    assertThat(CheckRunner.reading(soon, "health.model.loading.age", NET).value()).isEqualTo(30);
    assertThat(runner.runAfter(ofSeconds(1)).status()).isEqualTo(Status.WARNING);
    assertThat(runner.runAfter(ofSeconds(30)).status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void health_loadingTooLong_findsWhatToDo() throws Exception {
    load.loading();

    assertThat(runner.runAfter(ofSeconds(45)).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("model-loading-slow");
              assertThat(finding.subject()).isEqualTo("net");
              assertThat(finding.value()).hasValue(45);
              assertThat(finding.limit()).hasValue(30);
              assertThat(finding.limitSource()).isEqualTo("configured");
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void health_loaded_isHealthyWithoutAge() throws Exception {
    load.loading();
    runner.runAfter(ofMinutes(5));
    load.loaded();
    CheckResult result = runner.run();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(loaded(result)).isEqualTo(1);
    assertThat(CheckRunner.readings(result, "health.model.loading.age")).isEmpty();
  }

  @Test
  void health_loadedAndLoadedAgain_countsTheNewLoad() throws Exception {
    load.loaded();
    runner.runAfter(ofMinutes(5));
    load.loading();

    assertThat(runner.run().status()).isEqualTo(Status.HEALTHY);
    assertThat(runner.runAfter(ofSeconds(61)).status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void health_failed_isCriticalAndShowsNoMoreThanTheClass() throws Exception {
    load.loading();
    load.failed(new IOException("https://store/?token=secret"));
    CheckResult result = runner.run();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).isEqualTo("the load failed: IOException; model-failed net");
    assertThat(result.toString()).doesNotContain("secret");
    assertThat(loaded(result)).isZero();
    assertThat(result.findings().get(0).remedy()).isNotBlank();
    assertThat(runner.runAfter(Duration.ofHours(9)).status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void failed_withoutCause_isToldSo() throws Exception {
    load.failed(null);

    assertThat(runner.run().message()).startsWith("the load failed: no reason given");
  }

  @Test
  void health_failedThenLoading_recovers() throws Exception {
    load.failed(new IOException());
    runner.run();
    load.loading();

    assertThat(runner.run().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void health_processStoodStill_lostTimeIsTakenOff() throws Exception {
    load.loading();
    ticker.advance(ofSeconds(10));
    long due = ticker.read();
    ticker.advance(ofMinutes(5));
    runner.lost.observe(due, ticker.read());

    assertThat(runner.run().status()).isEqualTo(Status.HEALTHY);
    assertThat(runner.runAfter(ofSeconds(21)).status()).isEqualTo(Status.WARNING);
  }

  @Test
  void create_noLimits_areFiveAndTenMinutesByDefault() throws Exception {
    ModelLoad defaults = ModelLoad.create("net");
    defaults.loading();
    long now = System.nanoTime();

    Finding late = at(defaults, now + ofMinutes(6).toNanos());
    Finding stuck = at(defaults, now + ofMinutes(11).toNanos());

    assertThat(late.limit()).hasValue(300);
    assertThat(late.limitSource()).isEqualTo("default");
    assertThat(stuck.limit()).hasValue(600);
    assertThat(stuck.status()).isEqualTo(Status.CRITICAL);
  }

  private static Finding at(ModelLoad load, long tick) throws Exception {
    Ticker stopped = () -> tick;
    var context = CheckContext.of(Target.of("host"), null, stopped, new LostTime());
    return load.health().check(context).findings().get(0);
  }

  @Test
  void create_limitsOnTheSystemsClock_areConfigured() throws Exception {
    ModelLoad configured = ModelLoad.create("net", ofSeconds(1), ofSeconds(2));
    configured.loading();

    Finding late = at(configured, System.nanoTime() + ofMinutes(1).toNanos());

    assertThat(late.limit()).hasValue(2);
    assertThat(late.limitSource()).isEqualTo("configured");
  }

  @Test
  void create_badSettings_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelLoad.create(" "))
        .withMessage("name must not be blank, was ' '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelLoad.create("net", ofSeconds(2), ofSeconds(1)))
        .withMessage("critical must be longer than warn 2s, was 1s");
    assertThatNullPointerException()
        .isThrownBy(() -> ModelLoad.create("net", ofSeconds(1), ofSeconds(2), null))
        .withMessage("ticker");
  }
}
