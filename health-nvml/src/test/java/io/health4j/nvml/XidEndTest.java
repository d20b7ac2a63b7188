package io.health4j.nvml;

import static io.health4j.nvml.XidBench.findings;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every XID ends: when, and when not. */
class XidEndTest {

  private static final int QUIET = 600;

  private final XidBench bench = new XidBench().ofXids();

  private boolean stands() {
    return !findings(bench.sample()).isEmpty();
  }

  private void came(int xid) {
    bench.xid(xid);
    assertThat(stands()).isTrue();
  }

  @Test
  void programs_quietLongEnough_isOver() {
    came(13);
    bench.advance(QUIET - 1);
    assertThat(stands()).isTrue();
    bench.advance(1);
    assertThat(stands()).isFalse();
  }

  @Test
  void programs_comesAgain_countsTheQuietAnew() {
    came(13);
    bench.advance(QUIET - 1);
    came(13);
    bench.advance(QUIET - 1);

    assertThat(findings(bench.sample())).containsExactly("gpu-xid XID 13 WARNING 2 1");
  }

  @Test
  void programs_overAndBack_countsFromOne() {
    came(13);
    bench.advance(QUIET);
    assertThat(stands()).isFalse();
    bench.xid(13);

    assertThat(findings(bench.sample())).containsExactly("gpu-xid XID 13 WARNING 1 1");
  }

  @Test
  void programs_theProcessStoodStill_doesNotCountAsQuiet() {
    came(13);
    long due = bench.ticker.read();
    bench.advance(QUIET);
    bench.lostTime.observe(due, bench.ticker.read());

    assertThat(stands()).isTrue();
  }

  @Test
  void programs_anotherQuietTime_isTheHosts() {
    var limits = Map.of(GpuLimit.XID_QUIET_SECONDS, 30.0);
    bench.settings = new GpuSettings(limits, Set.of(), XidTable.defaults(), 0, false);
    bench.ofXids();
    came(13);
    bench.advance(30);

    assertThat(stands()).isFalse();
  }

  @Test
  void programs_theDriverWantsAReset_isOverAllTheSame() {
    bench.action(1);
    came(13);
    bench.advance(QUIET);

    assertThat(stands()).isFalse();
  }

  @Test
  void hardware_theDriverWantsAnAction_standsHoweverLong() {
    bench.action(1);
    came(48);
    bench.advance(Duration.ofDays(3));

    assertThat(stands()).isTrue();
  }

  @Test
  void hardware_theDriverWantedAnActionAndWantsNone_isOverAtOnce() {
    bench.action(0);
    came(48);
    bench.action(1);
    assertThat(stands()).isTrue();
    bench.action(0);
    assertThat(stands()).isFalse();
  }

  @Test
  void hardware_theActionWasWantedBeforeTheXidOnly_isNotThatXidsEnd() {
    bench.action(1);
    bench.sample();
    bench.action(0);
    came(48);

    assertThat(stands()).isTrue();
  }

  @Test
  void hardware_comesAgainAfterTheAction_waitsForTheNextRecovery() {
    bench.action(0);
    came(48);
    bench.action(1);
    assertThat(stands()).isTrue();
    bench.xid(48);
    bench.action(0);
    assertThat(stands()).isTrue();

    bench.advance(QUIET - 1);
    assertThat(stands()).isTrue();
    bench.advance(1);
    assertThat(stands()).isFalse();
  }

  @Test
  void hardware_theDriverNeverWantedAnAction_isOverAfterTheQuietTime() {
    bench.action(0);
    came(48);
    bench.advance(QUIET - 1);
    assertThat(stands()).isTrue();
    bench.advance(1);
    assertThat(stands()).isFalse();
  }

  @Test
  void hardware_anActionThatIsUnknown_countsAsWanted() {
    bench.action(9);
    came(48);
    bench.advance(Duration.ofDays(2));
    assertThat(stands()).isTrue();
    bench.action(0);
    assertThat(stands()).isFalse();
  }

  @Test
  void hardware_noVerdictOfTheDriver_isOverAfterADay() {
    came(48);
    bench.advance(Duration.ofHours(23));
    assertThat(stands()).isTrue();
    bench.advance(Duration.ofHours(1));
    assertThat(stands()).isFalse();
  }

  @Test
  void hardware_theVerdictFailsOnce_neitherEndsNorProlongs() {
    bench.action(0);
    came(48);
    bench.action(1);
    assertThat(stands()).isTrue();
    bench.api.answer(XidBench.HANDLE, NvmlQuery.FIELD, NvmlReturn.UNKNOWN, 0);
    bench.advance(QUIET);
    assertThat(stands()).isTrue();
    bench.action(0);
    assertThat(stands()).isFalse();
  }

  @Test
  void hardware_enumeratedAnew_isOver() {
    came(48);
    bench.lost();
    bench.back();

    assertThat(stands()).isFalse();
    assertThat(XidBench.readings(bench.sample())).contains("health.gpu.xids 48 1");
  }

  @Test
  void hardware_cameAfterTheLossAndBeforeTheGpuIsBack_isNotOver() {
    came(48);
    bench.lost();
    came(79);
    bench.back();

    assertThat(findings(bench.sample())).containsExactly("gpu-xid XID 79 CRITICAL 1 1");
  }

  @Test
  void hardware_comesAgainAfterTheLoss_isNotOver() {
    came(48);
    bench.lost();
    came(48);
    bench.back();

    assertThat(stands()).isTrue();
  }

  private void burst(int times) {
    bench.action(0);
    for (int i = 0; i < times; i++) {
      came(48);
      bench.advance(QUIET);
      bench.sample();
    }
  }

  @Test
  void burst_oneFewer_isOverAsUsual() {
    burst(4);

    assertThat(stands()).isFalse();
  }

  @Test
  void burst_withinADay_staysAndSaysThatItNeedsService() {
    burst(5);

    var out = bench.sample();

    assertThat(findings(out)).containsExactly("gpu-xid XID 48 CRITICAL 5 5");
    assertThat(out.findings().get(0).remedy()).startsWith("Have the GPU serviced");
    assertThat(out.findings().get(0).limitSource())
        .isEqualTo("default (this project's own judgement)");
  }

  @Test
  void burst_aDayLater_isOver() {
    burst(5);
    bench.advance(Duration.ofHours(24));

    assertThat(stands()).isFalse();
  }

  @Test
  void burst_theGpuIsEnumeratedAnewEachTime_isKnownAllTheSame() {
    for (int i = 0; i < 5; i++) {
      came(48);
      bench.lost();
      bench.back();
    }

    assertThat(findings(bench.sample())).containsExactly("gpu-xid XID 48 CRITICAL 5 5");
  }

  @Test
  void burst_ofBeforeTheCheckBegan_isKnownAllTheSame() {
    for (int i = 0; i < 5; i++) {
      came(48);
      bench.ofXids();
    }

    assertThat(findings(bench.sample())).containsExactly("gpu-xid XID 48 CRITICAL 5 5");
  }

  @Test
  void burst_ofAProgram_isNoneOfTheGpus() {
    for (int i = 0; i < 9; i++) {
      came(13);
    }
    bench.advance(QUIET);

    assertThat(stands()).isFalse();
  }

  @Test
  void burst_ofDifferentXids_isNone() {
    bench.action(0);
    for (int xid : new int[] {48, 62, 64, 95, 119}) {
      came(xid);
    }
    bench.action(1);
    bench.sample();
    bench.action(0);

    assertThat(stands()).isFalse();
  }

  @Test
  void burst_anotherLimit_isTheHosts() {
    var limits = Map.of(GpuLimit.XID_BURST, 2.0);
    bench.settings = new GpuSettings(limits, Set.of(), XidTable.defaults(), 0, false);
    bench.ofXids();
    burst(2);

    assertThat(bench.sample().findings().get(0).limitSource()).isEqualTo("configured");
  }
}
