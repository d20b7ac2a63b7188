package io.health4j.check;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.GcCheck.Collector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcCheckTest {

  private List<Collector> collectors = List.of();
  private final CheckRunner runner =
      new CheckRunner(new GcCheck(() -> collectors, GcCheck.DEFAULT));

  private CheckResult look(Collector... now) throws Exception {
    collectors = List.of(now);
    return runner.runAfter(ofSeconds(10));
  }

  private static Collector young(long millis) {
    return new Collector("G1 Young Generation", millis / 10, millis);
  }

  private static double share(CheckResult result) {
    return CheckRunner.reading(result, "health.gc.utilization").value();
  }

  @Test
  void check_firstLook_isUnknownButReadsTheCounters() throws Exception {
    CheckResult first = look(young(90_000));

    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.message()).contains("two looks");
    assertThat(first.cause()).isNull();
    assertThat(CheckRunner.readings(first, "health.gc.utilization")).isEmpty();
    String[] name = {"jvm.gc.name", "G1 Young Generation"};
    assertThat(CheckRunner.reading(first, "health.gc.time", name).value()).isEqualTo(90);
    assertThat(CheckRunner.reading(first, "health.gc.collections", name).value()).isEqualTo(9_000);
  }

  @Test
  void check_shareRises_warnsThenIsCriticalAndRecovers() throws Exception {
    look(young(90_000));

    assertThat(look(young(92_500)).status()).isEqualTo(Status.HEALTHY);
    assertThat(look(young(95_100)).status()).isEqualTo(Status.WARNING);
    assertThat(look(young(100_200)).status()).isEqualTo(Status.CRITICAL);
    assertThat(look(young(104_300)).status()).as("not left yet").isEqualTo(Status.CRITICAL);
    assertThat(look(young(108_200)).status()).isEqualTo(Status.WARNING);
    assertThat(look(young(110_200)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_high_findsWhatToDo() throws Exception {
    look(young(0));

    assertThat(look(young(3_000)).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("gc-time-high");
              assertThat(finding.value()).hasValue(0.3);
              assertThat(finding.limit()).hasValue(0.25);
              assertThat(finding.limitSource()).isEqualTo("default");
              assertThat(finding.remedy()).contains("-Xmx");
            });
  }

  @Test
  void check_severalCollectors_areAddedUp() throws Exception {
    look(
        young(0),
        new Collector("G1 Concurrent GC", 0, 0),
        new Collector("G1 Old Generation", 0, 0));

    CheckResult result =
        look(
            young(1_000),
            new Collector("G1 Concurrent GC", 4, 500),
            new Collector("G1 Old Generation", 1, 2_000));

    assertThat(share(result)).isEqualTo(0.35);
    assertThat(CheckRunner.readings(result, "health.gc.time")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "ZGC Cycles, ZGC Pauses",
    "ZGC Major Cycles, ZGC Minor Pauses",
    "Shenandoah Cycles, Shenandoah Pauses"
  })
  void check_collectorTellsItsPauses_cyclesAreReadButNotJudged(String cycles, String pauses)
      throws Exception {
    look(new Collector(cycles, 0, 0), new Collector(pauses, 0, 0));

    CheckResult result = look(new Collector(cycles, 5, 9_900), new Collector(pauses, 15, 100));

    assertThat(share(result)).isEqualTo(0.01);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(CheckRunner.reading(result, "health.gc.time", "jvm.gc.name", cycles).value())
        .isEqualTo(9.9);
  }

  @Test
  void check_looksWithinASecond_lastShareStandsAndNothingIsLost() throws Exception {
    look(young(0));
    look(young(3_000));
    collectors = List.of(young(3_600));

    assertThat(share(runner.runAfter(ofMillis(600)))).as("too soon").isEqualTo(0.3);
    collectors = List.of(young(3_700));
    assertThat(share(runner.runAfter(ofMillis(400)))).as("0.7 s of 1 s").isEqualTo(0.7);
  }

  @Test
  void check_noTimeBetweenLooks_staysUnknown() throws Exception {
    look(young(0));

    assertThat(runner.run().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void check_longPauseOfBefore_isAtMostAll() throws Exception {
    look(young(0));

    assertThat(share(look(young(12_000)))).isEqualTo(1);
  }

  @Test
  void check_collectorDoesNotTell_hasNoReading() throws Exception {
    CheckResult untold = look(new Collector("a", -1, -1));
    CheckResult half = look(new Collector("a", -1, -1), new Collector("b", -1, 7));

    assertThat(untold.status()).isEqualTo(Status.UNKNOWN);
    assertThat(untold.readings()).isEmpty();
    assertThat(half.readings())
        .singleElement()
        .satisfies(only -> assertThat(only.attributes().get("jvm.gc.name")).isEqualTo("b"));
  }

  @Test
  void gcTime_thisJvm_isReadAndPlausible() throws Exception {
    var real = new CheckRunner(Checks.gcTime());
    CheckResult first = real.run();
    CheckResult second = real.runAfter(ofHours(1));

    assertThat(CheckRunner.readings(first, "health.gc.time")).isNotEmpty();
    assertThat(share(second)).isBetween(0.0, 0.2);
    assertThat(second.status()).isEqualTo(Status.HEALTHY);
  }
}
