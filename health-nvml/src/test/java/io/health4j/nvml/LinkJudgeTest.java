package io.health4j.nvml;

import static io.health4j.nvml.BusRig.conditions;
import static io.health4j.nvml.BusRig.only;
import static io.health4j.nvml.BusRig.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import org.junit.jupiter.api.Test;

final class LinkJudgeTest {

  private static final int LINKS = 4;
  private static final int UNUSED = 4;

  private final BusRig rig = linked(new BusRig(LinkJudge::new));

  /** Four links that are up, and one that leads nowhere. */
  private static BusRig linked(BusRig rig) {
    rig.set(NvmlQuery.MIG_MODE, 0, 0, 0).set(NvmlQuery.NVLINK_STATE, UNUSED, 0);
    for (int link = 0; link < LINKS; link++) {
      rig.set(NvmlQuery.NVLINK_STATE, link, 1);
      for (int type = 0; type < 4; type++) {
        errors(rig, link, type, 10);
      }
    }
    return rig;
  }

  private static void errors(BusRig rig, int link, int type, long count) {
    rig.set(NvmlQuery.NVLINK_ERRORS, link * 16 + type, count);
  }

  private static void state(BusRig rig, int link, int state) {
    rig.set(NvmlQuery.NVLINK_STATE, link, state);
  }

  private static Double up(Verdicts out) {
    return values(out, "health.gpu.nvlink.up", "hw.id").get("GPU-0");
  }

  @Test
  void judge_healthyLinks_findsNothing() {
    rig.look();

    Verdicts out = rig.over(300);

    assertThat(out.findings()).isEmpty();
    assertThat(up(out)).isEqualTo(LINKS);
    assertThat(values(out, "hw.errors", "error.type"))
        .containsOnlyKeys(Link.TYPES.toArray(String[]::new))
        .containsValue(40.0);
  }

  @Test
  void judge_gpuWithoutLinks_asksOnceAndSaysNothing() {
    var bare = new BusRig(LinkJudge::new);
    bare.look();

    Verdicts out = bare.over(60);

    assertThat(out.findings()).isEmpty();
    assertThat(out.readings()).isEmpty();
    assertThat(bare.asked(NvmlQuery.NVLINK_STATE, 0)).isEqualTo(1);
    assertThat(bare.asked(NvmlQuery.NVLINK_ERRORS, 16)).isEqualTo(1);
  }

  @Test
  void judge_linkThatWasUpGoesDown_isCriticalUntilItIsUpAgain() {
    rig.look();
    state(rig, 3, 0);

    Verdicts out = rig.after(5);
    Finding finding = only(out);

    assertThat(finding.condition()).isEqualTo("gpu-nvlink-down");
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.subject()).isEqualTo("GPU 0 (GPU-0, 00000000:1B:00.0) NVLink");
    assertThat(finding.value()).hasValue(LINKS - 1);
    assertThat(finding.limit()).hasValue(LINKS);
    assertThat(finding.remedy()).endsWith("Down: 3");
    assertThat(up(out)).isEqualTo(LINKS - 1);
    assertThat(rig.over(600).findings()).hasSize(1);

    state(rig, 3, 1);

    assertThat(rig.after(5).findings()).isEmpty();
  }

  @Test
  void judge_linkNeverUp_findsNothing() {
    state(rig, 0, 0);
    rig.look();

    assertThat(rig.over(60).findings()).isEmpty();
  }

  @Test
  void judge_someLinksDown_isOneFindingThatNamesThem() {
    rig.look();
    state(rig, 0, 0);
    state(rig, 2, 0);
    Finding finding = only(rig.after(5));

    assertThat(finding.value()).hasValue(LINKS - 2);
    assertThat(finding.limit()).hasValue(LINKS);
    assertThat(finding.remedy()).endsWith("Down: 0, 2");
  }

  @Test
  void judge_allLinksDown_isTheSameFinding() {
    rig.look();
    state(rig, 3, 0);
    String subject = only(rig.after(5)).subject();
    for (int link = 0; link < LINKS; link++) {
      state(rig, link, 0);
    }

    Verdicts out = rig.after(5);
    Finding finding = only(out);

    assertThat(finding.subject()).isEqualTo(subject);
    assertThat(finding.value()).hasValue(0);
    assertThat(finding.limit()).hasValue(LINKS);
    assertThat(finding.remedy()).startsWith("All links are down");
    assertThat(up(out)).isZero();
  }

  @Test
  void judge_stateNotReadThisTime_saysNothingOfTheLink() {
    rig.look();
    rig.fail(NvmlQuery.NVLINK_STATE, 1, NvmlReturn.UNKNOWN);

    assertThat(rig.after(5).findings()).isEmpty();

    state(rig, 1, 0);

    assertThat(rig.after(5).findings()).hasSize(1);

    rig.fail(NvmlQuery.NVLINK_STATE, 1, NvmlReturn.UNKNOWN);

    assertThat(rig.over(60).findings()).as("still down").hasSize(1);
  }

  @Test
  void judge_linksDownUnderMig_findsNothing() {
    rig.look();
    rig.set(NvmlQuery.MIG_MODE, 0, 1, 1);
    for (int link = 0; link < LINKS; link++) {
      state(rig, link, 0);
    }

    Verdicts out = rig.after(5);

    assertThat(out.findings()).isEmpty();
    assertThat(up(out)).isNull();
    assertThat(rig.over(600).findings()).isEmpty();
  }

  @Test
  void judge_migUnreadable_goesByWhatItWas() {
    rig.set(NvmlQuery.MIG_MODE, 0, 1, 1).look();
    rig.fail(NvmlQuery.MIG_MODE, 0, NvmlReturn.UNKNOWN).after(5);
    state(rig, 0, 0);

    assertThat(rig.after(5).findings()).isEmpty();
  }

  @Test
  void judge_migLeft_countsALinkAgainWhenItWasSeenUp() {
    rig.look();
    rig.set(NvmlQuery.MIG_MODE, 0, 1, 1);
    state(rig, 0, 0);
    rig.after(5);
    rig.set(NvmlQuery.MIG_MODE, 0, 0, 0);

    assertThat(rig.over(30).findings()).as("not seen up since").isEmpty();

    state(rig, 0, 1);
    rig.after(5);
    state(rig, 0, 0);

    assertThat(conditions(rig.after(5))).containsExactly("gpu-nvlink-down");
  }

  @Test
  void judge_oneReplay_isCriticalWhileItIsInTheWindow() {
    rig.look();
    errors(rig, 2, NvmlQuery.REPLAY, 11);

    Finding finding = only(rig.over(15));

    assertThat(finding.condition()).isEqualTo("gpu-nvlink-errors");
    assertThat(finding.subject()).endsWith("link 2");
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.value()).hasValue(1);
    assertThat(finding.limit()).hasValue(1);
    assertThat(finding.limitSource()).isEqualTo("default (DCGM)");
    assertThat(rig.over(45).findings()).hasSize(1);
    assertThat(rig.over(20).findings()).isEmpty();
  }

  @Test
  void judge_oneRecovery_isCritical() {
    rig.look();
    errors(rig, 0, NvmlQuery.RECOVERY, 11);

    assertThat(conditions(rig.over(15))).containsExactly("gpu-nvlink-errors");
  }

  @Test
  void judge_replaysWithAHigherLimit_goByIt() {
    BusRig lenient = linked(new BusRig(BusRig.with(GpuLimit.NVLINK_REPLAYS, 5), LinkJudge::new));
    lenient.look();
    errors(lenient, 0, NvmlQuery.REPLAY, 14);
    errors(lenient, 0, NvmlQuery.RECOVERY, 14);

    assertThat(lenient.over(15).findings()).isEmpty();

    errors(lenient, 0, NvmlQuery.REPLAY, 15);

    assertThat(only(lenient.over(15)).limitSource()).isEqualTo("configured");
  }

  @Test
  void judge_wrongChecksums_areCriticalFromTheRateOn() {
    rig.look();
    errors(rig, 1, NvmlQuery.CRC_FLIT, 10 + 3_000);
    errors(rig, 1, NvmlQuery.CRC_DATA, 10 + 2_999);

    assertThat(rig.over(15).findings()).as("99.98 a second").isEmpty();

    errors(rig, 1, NvmlQuery.CRC_DATA, 10 + 3_000);
    Finding finding = only(rig.over(15));

    assertThat(finding.condition()).isEqualTo("gpu-nvlink-errors");
    assertThat(finding.value()).hasValue(100);
    assertThat(finding.limit()).hasValue(100);
  }

  @Test
  void judge_checksumLimitOfZero_needsOneAtLeast() {
    BusRig strict = linked(new BusRig(BusRig.with(GpuLimit.NVLINK_CRC_RATE, 0), LinkJudge::new));
    strict.look();

    assertThat(strict.over(60).findings()).isEmpty();

    errors(strict, 1, NvmlQuery.CRC_FLIT, 11);

    assertThat(strict.over(15).findings()).hasSize(1);
  }

  @Test
  void judge_countersFell_areAReset() {
    rig.look();
    errors(rig, 0, NvmlQuery.REPLAY, 2);
    errors(rig, 0, NvmlQuery.CRC_FLIT, 0);

    assertThat(rig.over(60).findings()).isEmpty();
  }

  @Test
  void judge_samplesFarApart_missNoReplay() {
    rig.look();
    errors(rig, 0, NvmlQuery.REPLAY, 11);

    assertThat(rig.after(600).findings()).hasSize(1);
  }

  @Test
  void judge_linkDownWithErrors_isOneFinding() {
    rig.look();
    state(rig, 0, 0);
    errors(rig, 0, NvmlQuery.RECOVERY, 50);

    assertThat(conditions(rig.over(15))).containsExactly("gpu-nvlink-down");
  }

  @Test
  void judge_errorsUnderMig_findNothing() {
    rig.set(NvmlQuery.MIG_MODE, 0, 1, 1).look();
    errors(rig, 0, NvmlQuery.RECOVERY, 50);

    assertThat(rig.over(15).findings()).isEmpty();
  }

  @Test
  void judge_oneCounterNotRead_givesNoSumOfItsType() {
    rig.look();
    rig.fail(NvmlQuery.NVLINK_ERRORS, 16 + NvmlQuery.CRC_DATA, NvmlReturn.NO_DATA);

    assertThat(values(rig.over(15), "hw.errors", "error.type"))
        .containsOnlyKeys("nvlink.replay", "nvlink.recovery", "nvlink.crc_flit");
  }

  @Test
  void probes_errors_areReadFourTimesInAWindow() {
    rig.look();
    rig.over(60);

    assertThat(rig.asked(NvmlQuery.NVLINK_STATE, 0)).isEqualTo(13);
    assertThat(rig.asked(NvmlQuery.NVLINK_ERRORS, 0)).isEqualTo(5);
  }

  @Test
  void judge_wrongChecksumsBelowTheRate_findNothingAfterAGapOrAtLongIntervals() {
    rig.look();
    errors(rig, 1, NvmlQuery.CRC_FLIT, 10 + 12_000);

    assertThat(rig.after(600).findings()).isEmpty();
    assertThat(rig.after(5).findings()).isEmpty();

    long count = 12_010;
    for (int i = 0; i < 5; i++) {
      count += 60 * 59;
      errors(rig, 1, NvmlQuery.CRC_FLIT, count);
      assertThat(rig.after(59).findings()).isEmpty();
    }
  }

  @Test
  void judge_wrongChecksumsBelowTheRateReadAtOddTimes_findNothing() {
    rig.look();
    for (int i = 1; i < 60; i++) {
      errors(rig, 1, NvmlQuery.CRC_FLIT, 10 + 98L * 7 * i);
      assertThat(rig.after(7).findings()).as("after %s s", 7 * i).isEmpty();
    }
  }

  @Test
  void resume_linkDown_isDownUntilItIsUpAgain() {
    rig.look();
    state(rig, 3, 0);
    rig.after(5);

    Finding finding = only(rig.reset().after(5));

    assertThat(finding.condition()).isEqualTo("gpu-nvlink-down");
    assertThat(finding.limit()).hasValue(LINKS);

    state(rig, 3, 1);

    assertThat(rig.after(5).findings()).isEmpty();
  }

  @Test
  void resume_linkThatWasUpBeforeTheReset_isDown() {
    rig.look();
    state(rig, 0, 0);

    assertThat(conditions(rig.reset().after(5))).containsExactly("gpu-nvlink-down");
  }

  @Test
  void resume_errors_beginAnew() {
    rig.look();
    errors(rig, 0, NvmlQuery.RECOVERY, 50);
    rig.over(15);

    assertThat(rig.reset().over(60).findings()).isEmpty();
  }

  @Test
  void resume_migNotReadable_goesByWhatItWas() {
    rig.set(NvmlQuery.MIG_MODE, 0, 1, 1).look();
    rig.reset().fail(NvmlQuery.MIG_MODE, 0, NvmlReturn.UNKNOWN).look();
    state(rig, 0, 0);

    assertThat(rig.after(5).findings()).isEmpty();
  }
}
