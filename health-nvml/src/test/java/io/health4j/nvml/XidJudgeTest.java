package io.health4j.nvml;

import static io.health4j.nvml.XidBench.findings;
import static io.health4j.nvml.XidBench.readings;
import static io.health4j.nvml.XidBench.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.nvml.XidTable.Meaning;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class XidJudgeTest {

  private final XidBench bench = new XidBench().ofXids();

  private GpuSettings settings(XidTable table, Map<GpuLimit, Double> limits) {
    return new GpuSettings(limits, Set.of(), table, 0, false);
  }

  private void set(XidTable table, Map<GpuLimit, Double> limits) {
    bench.settings = settings(table, limits);
    bench.ofXids();
  }

  private String remedy() {
    List<Finding> findings = bench.sample().findings();
    assertThat(findings).hasSize(1);
    return findings.get(0).remedy();
  }

  @Test
  void judge_noXid_saysNothing() {
    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out)).isEmpty();
    assertThat(readings(out)).isEmpty();
  }

  @Test
  void judge_aHardwareXid_isCriticalNamedAndTold() {
    bench.xid(79);

    Verdicts out = bench.sample();

    assertThat(findings(out)).containsExactly("gpu-xid XID 79 CRITICAL 1 1");
    Finding finding = out.findings().get(0);
    assertThat(finding.subject()).isEqualTo("GPU 0 (GPU-0, 00000000:1B:00.0) XID 79");
    assertThat(finding.limitSource()).isEqualTo("XID table " + XidTable.defaults().version());
    assertThat(finding.remedy())
        .startsWith("Reboot the machine")
        .endsWith("XID 79: the GPU fell off the bus.");
    assertThat(told(out)).containsExactly("XID 79: the GPU fell off the bus");
    assertThat(out.occurrences().get(0).name()).isEqualTo("gpu.xid");
  }

  @Test
  void judge_theNextSample_findsItStillAndTellsItNoMore() {
    bench.xid(79);
    bench.sample();

    Verdicts next = bench.sample();

    assertThat(findings(next)).containsExactly("gpu-xid XID 79 CRITICAL 1 1");
    assertThat(told(next)).isEmpty();
  }

  @Test
  void judge_anXidOfAnotherGpu_saysNothing() {
    bench.xid("GPU-1", 79);

    assertThat(findings(bench.sample())).isEmpty();
  }

  @Test
  void judge_anXidThatIsToldOnly_isNoFinding() {
    bench.xid(63);

    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out)).hasSize(1);
  }

  @Test
  void judge_anXidThatIsIgnored_isCountedOnly() {
    set(XidTable.defaults().ignored(63), Map.of());
    bench.xid(63);

    Verdicts out = bench.sample();

    assertThat(told(out)).isEmpty();
    assertThat(readings(out)).containsExactly("health.gpu.xids 63 1", "health.gpu.xid.last 63");
  }

  @Test
  void judge_anXidThatIsUnknown_isAWarningNamedAsUnknown() {
    bench.xid(171);

    Verdicts out = bench.sample();

    assertThat(findings(out)).containsExactly("gpu-xid XID 171 WARNING 1 1");
    assertThat(out.findings().get(0).remedy()).contains("XID 171: unknown");
  }

  @Test
  void judge_manyOfOneKindAtOnce_areOneFindingAndToldOnce() {
    bench.xid(13);
    bench.xid(13);
    bench.xid(13);

    Verdicts out = bench.sample();

    assertThat(findings(out)).containsExactly("gpu-xid XID 13 WARNING 3 1");
    assertThat(told(out)).hasSize(1).allMatch(t -> t.endsWith(", 3 times"));
  }

  @Test
  void judge_aGpuInstance_isNamed() {
    bench.log.add("GPU-0", 94, 3, bench.ticker.read());

    assertThat(remedy()).endsWith(", last in GPU instance 3.");
  }

  @Test
  void judge_theConditionIsLeftOut_isToldAndNotFound() {
    bench.settings =
        new GpuSettings(Map.of(), Set.of(GpuCondition.XID), XidTable.defaults(), 0, false);
    bench.ofXids();
    bench.xid(79);

    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out)).hasSize(1);
  }

  @Test
  void readings_countEachNumberAndNameTheLast() {
    bench.xid(31);
    bench.xid(31);
    bench.xid(79);
    bench.sample();
    bench.xid(31);

    Verdicts out = bench.sample();

    assertThat(readings(out))
        .containsExactly("health.gpu.xids 31 3", "health.gpu.xids 79 1", "health.gpu.xid.last 31");
    assertThat(out.readings().get(0).attributes().get("hw.id")).isEqualTo("GPU-0");
  }

  @Test
  void readings_ofTheNextSample_referToTheSameAttributes() {
    bench.xid(79);
    var first = bench.sample().readings().get(0).attributes();

    assertThat(bench.sample().readings().get(0).attributes()).isSameAs(first);
  }

  @Test
  void readings_numbersWithoutEnd_areCountedUnderOther() {
    for (int i = 0; i < XidJudge.MAX_UNKNOWN + 10; i++) {
      bench.xid(1_000 + i);
    }
    bench.xid(79);

    Verdicts out = bench.sample();

    assertThat(readings(out))
        .hasSize(XidJudge.MAX_UNKNOWN + 3)
        .contains("health.gpu.xids other 10", "health.gpu.xids 79 1")
        .doesNotContain("health.gpu.xids 1064 1");
    assertThat(findings(out)).contains("gpu-xid XID other WARNING 10 1");
  }

  @Test
  void readings_xidZeroBesideNumbersWithoutEnd_isItsOwn() {
    bench.xid(0);
    for (int i = 0; i < XidJudge.MAX_UNKNOWN; i++) {
      bench.xid(1_000 + i);
    }

    assertThat(readings(bench.sample())).contains("health.gpu.xids 0 1", "health.gpu.xids other 1");
  }

  @Test
  void follower_afterItsCause_isToldWithItAndIsNoFinding() {
    bench.xid(48);
    bench.advance(1);
    bench.xid(45);

    Verdicts out = bench.sample();

    assertThat(findings(out)).containsExactly("gpu-xid XID 48 CRITICAL 1 1");
    assertThat(told(out)).contains("XID 45: work was removed after an error, comes of XID 48");
  }

  @Test
  void follower_beforeItsCause_waitsForIt() {
    bench.xid(45);
    assertThat(told(bench.sample())).isEmpty();
    bench.advance(Duration.ofMillis(900));
    bench.xid(95);
    bench.advance(5);

    assertThat(told(bench.sample()))
        .contains("XID 45: work was removed after an error, comes of XID 95");
  }

  @Test
  void follower_anotherXidLater_isStillItsCauses() {
    bench.xid(45);
    bench.xid(95);
    bench.advance(3);
    bench.xid(13);

    assertThat(told(bench.sample())).anyMatch(t -> t.endsWith("comes of XID 95"));
  }

  @Test
  void follower_alone_isToldOnceTheMomentIsOver() {
    bench.xid(45);
    bench.xid(45);
    bench.advance(Duration.ofMillis(1_001));

    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out))
        .containsExactly(
            "XID 45: work was removed after an error, 2 times, no other XID came with it");
    assertThat(told(bench.sample())).isEmpty();
  }

  @Test
  void follower_anotherXidEarlier_isNotItsCause() {
    bench.xid(48);
    bench.advance(Duration.ofMillis(1_001));
    bench.xid(45);
    bench.advance(2);

    assertThat(told(bench.sample())).anyMatch(t -> t.endsWith("no other XID came with it"));
  }

  @Test
  void follower_aCauseOnAnotherGpu_isNotItsCause() {
    bench.xid("GPU-1", 48);
    bench.xid(45);
    bench.advance(2);

    assertThat(told(bench.sample())).anyMatch(t -> t.endsWith("no other XID came with it"));
  }

  @Test
  void followers_ofTwoNumbers_areBothTold() {
    Meaning follows = XidTable.defaults().meaning(45);
    set(XidTable.defaults().with(63, follows), Map.of());
    bench.xid(45);
    bench.xid(63);
    bench.advance(Duration.ofMillis(900));
    bench.xid(48);
    bench.advance(2);

    assertThat(told(bench.sample()))
        .filteredOn(t -> t.endsWith("comes of XID 48"))
        .hasSize(2)
        .anyMatch(t -> t.startsWith("XID 45"))
        .anyMatch(t -> t.startsWith("XID 63"));
    assertThat(told(bench.sample())).isEmpty();
  }

  @Test
  void followers_eachOfItsOwnMoment_areToldWithTheirOwnCauses() {
    set(XidTable.defaults().with(63, XidTable.defaults().meaning(45)), Map.of());
    bench.xid(48);
    bench.xid(45);
    bench.advance(2);
    bench.xid(63);
    bench.xid(95);

    assertThat(told(bench.sample()))
        .anyMatch(t -> t.startsWith("XID 45") && t.endsWith("comes of XID 48"))
        .anyMatch(t -> t.startsWith("XID 63") && t.endsWith("comes of XID 95"));
  }

  @Test
  void follower_theGpuIsResetWhileItWaits_isToldAllTheSame() {
    bench.xid(45);
    assertThat(told(bench.sample())).isEmpty();
    bench.lost();
    bench.back();
    bench.advance(2);

    assertThat(told(bench.sample())).hasSize(1);
  }

  @Test
  void pageFault_once_isTheProgramsOwn() {
    bench.xid(31);

    assertThat(remedy()).startsWith("Restart the program");
  }

  @Test
  void pageFault_twiceOnOneGpu_suspectsTheGpu() {
    bench.xid(31);
    bench.advance(3_600);
    bench.xid(31);

    assertThat(remedy()).startsWith("Suspect the GPU");
  }

  @Test
  void pageFault_twiceInTwoDays_suspectsNobody() {
    bench.xid(31);
    bench.sample();
    bench.advance(Duration.ofHours(25));
    bench.sample();
    bench.xid(31);

    assertThat(remedy()).startsWith("Restart the program");
  }

  @Test
  void pageFault_onSeveralGpus_suspectsTheProgram() {
    bench.xid(31);
    bench.xid(31);
    bench.xid("GPU-1", 31);

    assertThat(remedy()).startsWith("Suspect the program");
  }

  @Test
  void pageFault_onAnotherGpuTheDayBefore_doesNotSpeakForThisOne() {
    bench.xid("GPU-1", 31);
    bench.sample();
    bench.advance(Duration.ofHours(24));
    bench.xid(31);

    assertThat(remedy()).startsWith("Restart the program");
  }

  @Test
  void log_moreThanIsKeptBetweenTwoSamples_isCountedAndTold() {
    bench.xid(79);
    for (int i = 0; i < XidLog.MAX_EVENTS + 2; i++) {
      bench.xid("GPU-1", 13);
    }

    Verdicts out = bench.sample();

    assertThat(told(out)).containsExactly("3 XIDs of this machine came too quickly to be seen");
    assertThat(readings(out)).containsExactly("health.gpu.xids.missed 3");
    assertThat(told(bench.sample())).isEmpty();
    assertThat(readings(bench.sample())).containsExactly("health.gpu.xids.missed 3");
  }

  @Test
  void log_whatCameBeforeTheCheck_isNoFinding() {
    bench.xid(79);
    bench.ofXids();

    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out)).isEmpty();
    assertThat(readings(out)).isEmpty();
  }

  @Test
  void refusal_ofTheDriver_isToldOncePerReason() {
    bench.log.refused(Map.of("GPU-0", "not supported (3)"));

    assertThat(told(bench.sample()))
        .containsExactly("its XIDs are not reported: not supported (3)");
    assertThat(told(bench.sample())).isEmpty();

    bench.log.refused(Map.of());
    assertThat(told(bench.sample())).isEmpty();
    bench.log.refused(Map.of("GPU-0", "not supported (3)"));
    assertThat(told(bench.sample())).hasSize(1);
  }

  @Test
  void judge_theGpuCouldNotBeRead_findsWhatWasReportedAsItWent() {
    bench.action(0);
    bench.sample();
    bench.xid(79);

    assertThat(findings(bench.unread())).containsExactly("gpu-xid XID 79 CRITICAL 1 1");
    bench.advance(700);
    assertThat(findings(bench.unread())).hasSize(1); // the driver's "none" is older than the XID
    assertThat(findings(bench.sample())).isEmpty();
  }

  @Test
  void probes_isTheDriversVerdictOnly() {
    bench.api.answer(XidBench.HANDLE, NvmlQuery.FIELD, NvmlReturn.SUCCESS, 0);
    bench.sample();

    assertThat(bench.api.calls).containsExactly("read FIELD");
  }
}
