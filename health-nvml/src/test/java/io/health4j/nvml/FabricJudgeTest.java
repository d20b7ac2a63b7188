package io.health4j.nvml;

import static io.health4j.nvml.BusRig.only;
import static io.health4j.nvml.BusRig.parts;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FabricJudgeTest {

  /** Every flag says no, and the configuration is right. */
  private static final long GOOD = 0b01_10_10_10_10;

  private static final int COMPLETED = 3;

  private final BusRig rig = new BusRig((gpu, settings) -> new FabricJudge());

  private Verdicts look(long state, long code, long health, long summary) {
    return rig.set(NvmlQuery.FABRIC, 0, state, code, health, summary, 0).look();
  }

  @Test
  void judge_completedAndWell_findsNothing() {
    assertThat(look(COMPLETED, 0, GOOD, 1).findings()).isEmpty();
  }

  @Test
  void judge_nothingKnownOfTheHealth_findsNothing() {
    assertThat(look(COMPLETED, 0, 0, 0).findings()).isEmpty();
    assertThat(look(COMPLETED, 0, -1, -1).findings()).isEmpty();
  }

  @Test
  void judge_noFabric_findsNothing() {
    assertThat(look(0, 999, 0x15, 2).findings()).isEmpty();
    assertThat(rig.fail(NvmlQuery.FABRIC, 0, NvmlReturn.NOT_SUPPORTED).look().findings()).isEmpty();
  }

  @Test
  void judge_stateOfALaterDriver_findsNothing() {
    assertThat(look(4, 999, 1, 2).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void judge_notRegisteredYet_warnsOfTraining(long state) {
    Finding finding = only(look(state, 0, 0, 0));

    assertThat(finding.condition()).isEqualTo("gpu-fabric");
    assertThat(finding.subject()).endsWith(" fabric training");
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.value()).hasValue((double) state);
    assertThat(finding.limit()).hasValue(3);
    assertThat(finding.limitSource()).isEqualTo("reported by the device");
    assertThat(finding.remedy()).contains("fabric manager");
  }

  @Test
  void judge_trainingEnds_findsNothingMore() {
    look(2, 0, 0, 0);

    assertThat(look(COMPLETED, 0, GOOD, 1).findings()).isEmpty();
  }

  @Test
  void judge_registrationFailed_isCriticalWithTheReason() {
    Finding finding = only(look(COMPLETED, NvmlReturn.UNKNOWN, 0, 0));

    assertThat(finding.subject()).endsWith(" fabric registration");
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.remedy()).contains("driver error (999)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, degraded bandwidth, CRITICAL",
    "2, route recovery, WARNING",
    "4, unhealthy route, CRITICAL",
    "6, access timeout recovery, WARNING"
  })
  void judge_flag_isAFindingWhenItIsSet(int shift, String part, Status status) {
    long set = (GOOD & ~(3L << shift)) | 1L << shift;
    long unknown = GOOD & ~(3L << shift);

    Finding finding = only(look(COMPLETED, 0, set, 1));

    assertThat(finding.subject()).endsWith(" fabric " + part);
    assertThat(finding.status()).isEqualTo(status);
    assertThat(finding.remedy()).isNotEmpty();
    assertThat(look(COMPLETED, 0, unknown, 1).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, system GUID", "5, too few NVLinks", "8, invalid GPU state", "9, number 9"})
  void judge_wrongConfiguration_isCritical(long mistake, String name) {
    Finding finding = only(look(COMPLETED, 0, mistake << 8, 0));

    assertThat(finding.subject()).endsWith(" fabric configuration");
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.value()).hasValue((double) mistake);
    assertThat(finding.remedy()).contains(name);
  }

  @Test
  void judge_severalFlags_areAFindingEach() {
    assertThat(parts(look(COMPLETED, 0, 0b01_01, 0)))
        .containsExactly("fabric degraded bandwidth", "fabric route recovery");
  }

  @Test
  void judge_summaryUnhealthyAlone_isCritical() {
    Finding finding = only(look(COMPLETED, 0, GOOD, 2));

    assertThat(finding.subject()).endsWith(" fabric health");
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void judge_summaryOfLimitedCapacity_warns() {
    assertThat(only(look(COMPLETED, 0, GOOD, 3)).status()).isEqualTo(Status.WARNING);
  }

  @Test
  void judge_summaryThatAFlagExplains_isNotSaidTwice() {
    assertThat(parts(look(COMPLETED, 0, 0b01_00_00, 2))).containsExactly("fabric unhealthy route");
    assertThat(parts(look(COMPLETED, 0, 0b01_00, 2)))
        .containsExactly("fabric route recovery", "fabric health");
  }

  @Test
  void judge_conditionLeftOut_findsNothing() {
    var settings =
        new GpuSettings(Map.of(), Set.of(GpuCondition.FABRIC), XidTable.defaults(), 0, false);
    var without = new BusRig(settings, (gpu, same) -> new FabricJudge());
    without.set(NvmlQuery.FABRIC, 0, 2, 0, 0, 0, 0);

    assertThat(without.look().findings()).isEmpty();
  }
}
