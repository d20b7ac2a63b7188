package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import org.junit.jupiter.api.Test;

class HeapCheckTest {

  private long used;
  private long max = 1_000;
  private long collections;
  private final CheckRunner runner =
      new CheckRunner(
          new HeapCheck(
              () -> new MemoryUsage(0, used, Math.max(used, 1_000), max),
              () -> collections,
              HeapCheck.DEFAULT));

  private CheckResult at(long usedNow) throws Exception {
    used = usedNow;
    return runner.run();
  }

  private CheckResult afterCollection(long usedNow) throws Exception {
    collections++;
    return at(usedNow);
  }

  private static double utilization(CheckResult result) {
    return CheckRunner.reading(result, "health.heap.utilization").value();
  }

  @Test
  void check_first_takesWhatIsUsed() throws Exception {
    var result = at(400);

    assertThat(utilization(result)).isEqualTo(0.4);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(CheckRunner.reading(result, "jvm.memory.used", "jvm.memory.type", "heap").value())
        .isEqualTo(400);
    assertThat(CheckRunner.reading(result, "jvm.memory.limit", "jvm.memory.type", "heap").value())
        .isEqualTo(1_000);
  }

  @Test
  void check_sawtoothWithoutCollection_isNotBelievedToRise() throws Exception {
    at(300);
    var result = at(990);

    assertThat(utilization(result)).isEqualTo(0.3);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(CheckRunner.readings(result, "jvm.memory.used").get(0).value())
        .as("the raw value is told all the same")
        .isEqualTo(990);
  }

  @Test
  void check_fallWithoutCollection_isBelieved() throws Exception {
    at(900);

    assertThat(utilization(at(200))).isEqualTo(0.2);
    assertThat(utilization(at(700))).isEqualTo(0.2);
  }

  @Test
  void check_riseAfterCollection_isBelieved() throws Exception {
    at(300);

    assertThat(utilization(afterCollection(900))).isEqualTo(0.9);
  }

  @Test
  void check_leakThatCollectionsDoNotFree_climbsToCritical() throws Exception {
    assertThat(at(500).status()).isEqualTo(Status.HEALTHY);
    assertThat(afterCollection(850).status()).isEqualTo(Status.HEALTHY);
    assertThat(afterCollection(860).status()).isEqualTo(Status.WARNING);
    var result = afterCollection(960);

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("heap-high");
              assertThat(finding.subject()).isEmpty();
              assertThat(finding.value()).hasValue(0.96);
              assertThat(finding.limit()).hasValue(0.95);
              assertThat(finding.limitSource()).isEqualTo("default");
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void check_freedAgain_recovers() throws Exception {
    at(960);

    assertThat(afterCollection(300).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_noCollectorCounts_takesWhatIsUsed() throws Exception {
    collections = HeapCheck.NOT_COUNTED;
    at(300);

    assertThat(utilization(at(960))).isEqualTo(0.96);
  }

  @Test
  void check_noMaximum_saysSoAndJudgesNothing() throws Exception {
    max = -1;
    var result = at(999);

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).contains("no limit");
    assertThat(result.findings()).isEmpty();
    assertThat(result.readings())
        .extracting(reading -> reading.metric().name())
        .containsExactly("jvm.memory.used");
  }
}
