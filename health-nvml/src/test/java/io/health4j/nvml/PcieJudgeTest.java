package io.health4j.nvml;

import static io.health4j.nvml.BusRig.conditions;
import static io.health4j.nvml.BusRig.only;
import static io.health4j.nvml.BusRig.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import org.junit.jupiter.api.Test;

final class PcieJudgeTest {

  private final BusRig rig = link(new BusRig(PcieJudge::new), 5, 16);

  private static BusRig link(BusRig rig, int generation, int lanes) {
    return rig.set(NvmlQuery.PCIE_REPLAYS, 0, 1_000)
        .set(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS, 0)
        .set(NvmlQuery.PCIE_GENERATION, 0, generation)
        .set(NvmlQuery.PCIE_MAX_GENERATION, 0, generation)
        .set(NvmlQuery.PCIE_WIDTH, 0, lanes)
        .set(NvmlQuery.PCIE_MAX_WIDTH, 0, lanes)
        .set(NvmlQuery.UTILIZATION, 0, 100, 40);
  }

  /** What is found when so many packets were sent again within a minute. */
  private static Verdicts replays(GpuSettings settings, int generation, int lanes, long count) {
    BusRig rig = link(new BusRig(settings, PcieJudge::new), generation, lanes);
    rig.look();
    rig.over(30);
    rig.set(NvmlQuery.PCIE_REPLAYS, 0, 1_000 + count);
    return rig.after(5);
  }

  private static Verdicts replays(int generation, int lanes, long count) {
    return replays(GpuSettings.defaults(), generation, lanes, count);
  }

  @Test
  void judge_healthyGpu_findsNothing() {
    rig.look();

    assertThat(rig.over(300).findings()).isEmpty();
  }

  @Test
  void judge_gpuWithoutAnyOfIt_saysNothing() {
    var bare = new BusRig(PcieJudge::new);
    bare.look();

    Verdicts out = bare.over(120);

    assertThat(out.findings()).isEmpty();
    assertThat(out.readings()).isEmpty();
    assertThat(bare.asked(NvmlQuery.PCIE_REPLAYS, 0)).isEqualTo(1);
  }

  @Test
  void judge_replaysAboveTheLimit_warns() {
    Finding finding = only(replays(5, 16, 32));

    assertThat(finding.condition()).isEqualTo("gpu-pcie-replays");
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.value().orElseThrow()).isCloseTo(32, within(1e-9));
    assertThat(finding.limit()).hasValue(31);
    assertThat(finding.limitSource()).isEqualTo("default (DCGM)");
    assertThat(finding.remedy()).isNotEmpty();
  }

  @Test
  void judge_replaysAtTheLimit_findsNothing() {
    assertThat(replays(5, 16, 31).findings()).isEmpty();
    assertThat(replays(4, 16, 16).findings()).isEmpty();
  }

  @Test
  void judge_otherLinks_scaleTheLimitWithBandwidth() {
    assertThat(only(replays(4, 16, 17)).limit()).hasValue(16);
    assertThat(only(replays(4, 8, 17)).limit()).hasValue(8);
    assertThat(only(replays(3, 16, 17)).limit()).hasValue(8);
    assertThat(only(replays(1, 16, 17)).limit()).hasValue(2);
    assertThat(only(replays(6, 16, 63)).limit()).hasValue(62);
    assertThat(replays(6, 16, 62).findings()).isEmpty();
    assertThat(only(replays(3, 8, 17)).limitSource())
        .isEqualTo("default (DCGM), scaled to generation 3 x8");
  }

  @Test
  void judge_limitSet_goesByIt() {
    GpuSettings settings = BusRig.with(GpuLimit.PCIE_REPLAYS_GEN4, 100);

    assertThat(replays(settings, 4, 16, 100).findings()).isEmpty();
    assertThat(only(replays(settings, 4, 16, 101)).limitSource()).isEqualTo("configured");
  }

  @Test
  void judge_limitOfZero_warnsOfOneReplayAndEnds() {
    GpuSettings settings = BusRig.with(GpuLimit.PCIE_REPLAYS_GEN5, 0);
    BusRig strict = link(new BusRig(settings, PcieJudge::new), 5, 16);
    strict.look();
    strict.set(NvmlQuery.PCIE_REPLAYS, 0, 1_001);

    assertThat(conditions(strict.after(5))).containsExactly("gpu-pcie-replays");
    assertThat(strict.over(70).findings()).isEmpty();
  }

  @Test
  void judge_aMinuteWithoutReplays_endsTheFinding() {
    rig.look();
    rig.set(NvmlQuery.PCIE_REPLAYS, 0, 2_000);

    assertThat(rig.after(5).findings()).hasSize(1);
    assertThat(rig.over(70).findings()).isEmpty();
  }

  @Test
  void judge_samplesFarApart_countWhatAMinuteHad() {
    rig.look();
    rig.set(NvmlQuery.PCIE_REPLAYS, 0, 1_150);

    assertThat(rig.after(300).findings()).as("30 a minute").isEmpty();

    rig.set(NvmlQuery.PCIE_REPLAYS, 0, 1_310);

    assertThat(only(rig.after(300)).value().orElseThrow()).isCloseTo(32, within(1e-9));
  }

  @Test
  void judge_counterFell_isAReset() {
    rig.look();
    rig.set(NvmlQuery.PCIE_REPLAYS, 0, 900);

    assertThat(rig.after(5).findings()).isEmpty();
  }

  @Test
  void judge_idleAtGeneration1_takesTheLimitOfWhatTheLinkCanDo() {
    rig.look();
    rig.set(NvmlQuery.PCIE_GENERATION, 0, 1).set(NvmlQuery.UTILIZATION, 0, 0, 0);
    rig.set(NvmlQuery.PCIE_REPLAYS, 0, 1_020);

    assertThat(rig.after(5).findings()).isEmpty();
  }

  @Test
  void judge_errors_areCountedByType() {
    rig.set(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS, 3);

    assertThat(values(rig.look(), "hw.errors", "error.type"))
        .containsEntry("pcie.replay", 1_000.0)
        .containsEntry("pcie.fatal", 3.0);
    assertThat(values(rig.look(), "hw.errors", "hw.type")).containsOnlyKeys("gpu");
  }

  @Test
  void judge_fatalErrors_areCritical() {
    rig.set(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS, 1);

    Finding finding = only(rig.look());

    assertThat(finding.condition()).isEqualTo("gpu-pcie-fatal");
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.value()).hasValue(1);
    assertThat(finding.limit()).hasValue(0);
    assertThat(finding.limitSource()).contains("own judgement");
  }

  @Test
  void judge_fatalErrorsSetToZero_end() {
    rig.set(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS, 1).look();
    rig.set(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS, 0);

    assertThat(rig.after(5).findings()).isEmpty();
  }

  @Test
  void judge_fewerLanesForThreeSamples_warns() {
    rig.look();
    rig.set(NvmlQuery.PCIE_WIDTH, 0, 8);

    assertThat(rig.after(5).findings()).isEmpty();
    assertThat(rig.after(5).findings()).isEmpty();

    Finding finding = only(rig.after(5));

    assertThat(finding.condition()).isEqualTo("gpu-pcie-width");
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.value()).hasValue(8);
    assertThat(finding.limit()).hasValue(16);
    assertThat(finding.limitSource()).isEqualTo("reported by the device");
  }

  @Test
  void judge_lanesBack_startsCountingAnew() {
    rig.set(NvmlQuery.PCIE_WIDTH, 0, 8).look();
    rig.after(5);
    rig.set(NvmlQuery.PCIE_WIDTH, 0, 16).after(5);
    rig.set(NvmlQuery.PCIE_WIDTH, 0, 8).after(5);

    assertThat(rig.after(5).findings()).isEmpty();
    assertThat(rig.after(5).findings()).hasSize(1);
    assertThat(rig.set(NvmlQuery.PCIE_WIDTH, 0, 16).after(5).findings()).isEmpty();
  }

  @Test
  void judge_noLanesAtAll_isASleepingGpu() {
    rig.set(NvmlQuery.PCIE_WIDTH, 0, 0).look();

    assertThat(rig.over(60).findings()).isEmpty();
  }

  @Test
  void judge_lowGenerationWhenIdle_findsNothing() {
    rig.set(NvmlQuery.PCIE_GENERATION, 0, 1).set(NvmlQuery.UTILIZATION, 0, 49, 0);
    rig.look();

    assertThat(rig.over(300).findings()).isEmpty();
  }

  @Test
  void judge_lowGenerationUnderLoad_warnsAfterAMinute() {
    rig.set(NvmlQuery.PCIE_GENERATION, 0, 3).set(NvmlQuery.UTILIZATION, 0, 50, 0);
    rig.look();

    assertThat(rig.over(55).findings()).isEmpty();

    Finding finding = only(rig.after(5));

    assertThat(finding.condition()).isEqualTo("gpu-pcie-generation");
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.value()).hasValue(3);
    assertThat(finding.limit()).hasValue(5);
  }

  @Test
  void judge_loadWithPauses_isNoMinuteOfLoad() {
    rig.set(NvmlQuery.PCIE_GENERATION, 0, 3).look();
    for (int i = 0; i < 5; i++) {
      assertThat(rig.set(NvmlQuery.UTILIZATION, 0, 90, 0).over(40).findings()).isEmpty();
      assertThat(rig.set(NvmlQuery.UTILIZATION, 0, 5, 0).after(5).findings()).isEmpty();
    }
  }

  @Test
  void judge_slowLinkGoesIdle_isStillSlowUntilSeenAtItsMost() {
    rig.set(NvmlQuery.PCIE_GENERATION, 0, 3).look();
    rig.over(60);
    rig.set(NvmlQuery.UTILIZATION, 0, 0, 0).set(NvmlQuery.PCIE_GENERATION, 0, 1);

    assertThat(conditions(rig.over(60))).containsExactly("gpu-pcie-generation");
    assertThat(rig.set(NvmlQuery.PCIE_GENERATION, 0, 5).after(5).findings()).isEmpty();
    assertThat(rig.set(NvmlQuery.PCIE_GENERATION, 0, 1).after(5).findings()).isEmpty();
  }

  @Test
  void judge_utilisationNotThere_saysNothingOfTheGeneration() {
    rig.fail(NvmlQuery.UTILIZATION, 0, NvmlReturn.NOT_SUPPORTED);
    rig.set(NvmlQuery.PCIE_GENERATION, 0, 1).look();

    assertThat(rig.over(120).findings()).isEmpty();
  }

  /** What is found when 10 packets a minute are sent again, at samples so many seconds apart. */
  private static void isHealthyWithTenAMinute(int... steps) {
    BusRig rig = link(new BusRig(PcieJudge::new), 4, 16).set(NvmlQuery.PCIE_REPLAYS, 0, 0);
    rig.look();
    long seconds = 0;
    for (int step : steps) {
      seconds += step;
      rig.set(NvmlQuery.PCIE_REPLAYS, 0, seconds / 6);
      assertThat(rig.after(step).findings()).as("after %s s", seconds).isEmpty();
    }
  }

  @Test
  void judge_replaysBelowTheLimit_findNothingAtAnyInterval() {
    isHealthyWithTenAMinute(59, 59, 59, 59, 59, 59);
    isHealthyWithTenAMinute(5, 10, 20, 40, 60, 60, 60, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5);
  }

  @Test
  void judge_replaysBelowTheLimit_findNothingAfterAGap() {
    isHealthyWithTenAMinute(600, 5, 5, 5, 600, 5, 5);
  }

  @Test
  void judge_replaysAboveTheLimitAfterAQuietGap_warn() {
    rig.look();
    rig.after(600);
    rig.set(NvmlQuery.PCIE_REPLAYS, 0, 1_032);

    assertThat(conditions(rig.after(5))).containsExactly("gpu-pcie-replays");
  }

  @Test
  void judge_samplesThatAFewLanesNeed_areASetting() {
    BusRig hasty =
        link(new BusRig(BusRig.with(GpuLimit.PCIE_WIDTH_SAMPLES, 1), PcieJudge::new), 5, 16);

    assertThat(conditions(hasty.set(NvmlQuery.PCIE_WIDTH, 0, 8).look()))
        .containsExactly("gpu-pcie-width");
  }

  @Test
  void judge_fatalErrorsUpToTheLimitSet_findNothing() {
    BusRig lenient = link(new BusRig(BusRig.with(GpuLimit.PCIE_FATAL, 2), PcieJudge::new), 5, 16);

    assertThat(fatal(lenient, 2).findings()).isEmpty();
    assertThat(only(fatal(lenient, 3)).limitSource()).isEqualTo("configured");
  }

  private static Verdicts fatal(BusRig rig, long errors) {
    return rig.set(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS, errors).after(5);
  }

  @Test
  void judge_whatIsBusyAndForHowLong_areSettings() {
    assertThat(conditions(slow(BusRig.with(GpuLimit.PCIE_BUSY, 0.2), 20, 60)))
        .containsExactly("gpu-pcie-generation");
    assertThat(slow(BusRig.with(GpuLimit.PCIE_BUSY, 0.2), 19, 60).findings()).isEmpty();
    assertThat(conditions(slow(BusRig.with(GpuLimit.PCIE_SLOW_SECONDS, 10), 50, 10)))
        .containsExactly("gpu-pcie-generation");
    assertThat(slow(BusRig.with(GpuLimit.PCIE_SLOW_SECONDS, 10), 50, 5).findings()).isEmpty();
  }

  private static Verdicts slow(GpuSettings settings, long busyPercent, long seconds) {
    BusRig rig = link(new BusRig(settings, PcieJudge::new), 5, 16);
    rig.set(NvmlQuery.PCIE_GENERATION, 0, 4).set(NvmlQuery.UTILIZATION, 0, busyPercent, 0).look();
    return rig.over(seconds);
  }
}
