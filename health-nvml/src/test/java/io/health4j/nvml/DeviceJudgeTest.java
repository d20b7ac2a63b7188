package io.health4j.nvml;

import static io.health4j.nvml.XidBench.findings;
import static io.health4j.nvml.XidBench.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceJudgeTest {

  private final XidBench bench = new XidBench();

  private void answer(NvmlQuery query, long... values) {
    bench.api.answer(XidBench.HANDLE, query, NvmlReturn.SUCCESS, values);
  }

  private void inforom(int code) {
    bench.api.answer(XidBench.HANDLE, NvmlQuery.INFOROM, code);
  }

  private long validations() {
    return bench.api.calls.stream().filter("read INFOROM"::equals).count();
  }

  @Test
  void judge_aGpuThatSupportsNothing_saysNothing() {
    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out)).isEmpty();
  }

  @Test
  void judge_aGpuThatIsWell_saysNothing() {
    bench.action(0);
    inforom(NvmlReturn.SUCCESS);
    answer(NvmlQuery.PERSISTENCE_MODE, 1);
    answer(NvmlQuery.ECC_MODE, 1, 1);
    answer(NvmlQuery.MIG_MODE, 0, 0);

    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, CRITICAL, reset",
    "2, CRITICAL, reboot",
    "3, WARNING, other GPUs",
    "4, CRITICAL, reset",
    "5, WARNING, IMEX"
  })
  void action_thatTheDriverWants_isFoundWithWhatToDo(long number, String status, String remedy) {
    bench.action(number);

    Verdicts out = bench.sample();

    assertThat(findings(out)).containsExactly("gpu-recovery-action " + status + " " + number);
    assertThat(out.findings().get(0).remedy()).contains(remedy);
    assertThat(out.findings().get(0).limitSource()).isEqualTo("reported by the device");
  }

  @Test
  void action_wantedNoLonger_isOver() {
    bench.action(1);
    bench.sample();
    bench.action(0);

    assertThat(findings(bench.sample())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"6", "-1", "4294967296"})
  void action_thatIsUnknown_isToldOnceAndNoFinding(long number) {
    bench.action(number);

    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out))
        .containsExactly("the driver wants recovery action " + number + ", which is unknown here");
    assertThat(told(bench.sample())).isEmpty();
  }

  @Test
  void action_anotherUnknownOne_isToldAsWell() {
    bench.action(6);
    bench.sample();
    bench.action(7);

    assertThat(told(bench.sample())).hasSize(1);
  }

  @Test
  void action_thatFailsOnce_saysNothingThatTime() {
    bench.action(1);
    bench.sample();
    bench.api.answer(XidBench.HANDLE, NvmlQuery.FIELD, NvmlReturn.UNKNOWN, 1);
    assertThat(findings(bench.sample())).isEmpty();

    bench.action(1);
    assertThat(findings(bench.sample())).hasSize(1);
  }

  @Test
  void inforom_isDamaged_isAWarning() {
    inforom(NvmlReturn.CORRUPTED_INFOROM);

    assertThat(findings(bench.sample())).containsExactly("gpu-inforom-corrupt WARNING");
  }

  @Test
  void inforom_isSound_isLookedAtOnceADay() {
    inforom(NvmlReturn.SUCCESS);
    bench.sample();
    bench.advance(Duration.ofHours(24).minusSeconds(1));
    bench.sample();
    bench.sample();
    assertThat(validations()).isOne();

    bench.advance(1);
    bench.sample(); // sees that it is due
    bench.sample();
    assertThat(validations()).isEqualTo(2);
  }

  @Test
  void inforom_isDamaged_isLookedAtOnceAnHourAndOverWhenSound() {
    inforom(NvmlReturn.CORRUPTED_INFOROM);
    bench.sample();
    inforom(NvmlReturn.SUCCESS);
    bench.advance(Duration.ofMinutes(59));
    bench.sample();
    assertThat(findings(bench.sample())).hasSize(1);

    bench.advance(60);
    bench.sample();
    assertThat(findings(bench.sample())).isEmpty();
    assertThat(validations()).isEqualTo(2);
  }

  @Test
  void inforom_cannotBeSaidThisTime_leavesTheLastAnswerStanding() {
    inforom(NvmlReturn.CORRUPTED_INFOROM);
    bench.sample();
    inforom(NvmlReturn.UNKNOWN);
    bench.advance(3_600);
    bench.sample();

    assertThat(findings(bench.sample())).hasSize(1);
  }

  @Test
  void inforom_notSupported_isAskedOnceADayAndNeverFound() {
    inforom(NvmlReturn.NOT_SUPPORTED);
    for (int day = 1; day <= 3; day++) {
      assertThat(findings(bench.sample())).isEmpty();
      assertThat(findings(bench.sample())).isEmpty();
      assertThat(validations()).isEqualTo(day);
      bench.advance(Duration.ofHours(25));
      bench.sample();
    }
  }

  @Test
  void inforom_theGpuIsLostMeanwhile_answersThat() {
    inforom(NvmlReturn.GPU_IS_LOST);

    assertThat(new DeviceJudge(bench.gpu, bench.settings).read(bench.api, XidBench.HANDLE))
        .isEqualTo(NvmlReturn.GPU_IS_LOST);
  }

  @Test
  void inforom_anotherInterval_isTheHosts() {
    var limits = Map.of(GpuLimit.INFOROM_HOURS, 0.5);
    bench.settings = new GpuSettings(limits, Set.of(), XidTable.defaults(), 0, false);
    bench.of(new DeviceJudge(bench.gpu, bench.settings));
    inforom(NvmlReturn.SUCCESS);
    bench.sample();
    bench.advance(1_800);
    bench.sample();
    bench.sample();

    assertThat(validations()).isEqualTo(2);
  }

  @Test
  void settings_thatAnOperatorMayHaveForgotten_areToldOnceAndNoFinding() {
    answer(NvmlQuery.PERSISTENCE_MODE, 0);
    answer(NvmlQuery.ECC_MODE, 1, 0);
    answer(NvmlQuery.MIG_MODE, 0, 1);

    Verdicts out = bench.sample();

    assertThat(findings(out)).isEmpty();
    assertThat(told(out))
        .containsExactly(
            "persistence mode is off",
            "ECC will be switched off at the next reboot",
            "MIG will be switched on at the next reset");
    assertThat(told(bench.sample())).isEmpty();
  }

  @Test
  void settings_changedBackAndAgain_areToldAgain() {
    answer(NvmlQuery.MIG_MODE, 0, 1);
    bench.sample();
    answer(NvmlQuery.MIG_MODE, 0, 0);
    bench.advance(60);
    assertThat(told(bench.sample())).isEmpty();

    answer(NvmlQuery.MIG_MODE, 0, 1);
    bench.advance(60);
    assertThat(told(bench.sample())).hasSize(1);
  }

  @Test
  void settings_areReadOnceAMinute() {
    answer(NvmlQuery.PERSISTENCE_MODE, 1);
    bench.sample();
    bench.advance(59);
    bench.sample();

    assertThat(bench.api.calls).containsOnlyOnce("read PERSISTENCE_MODE");
  }

  private void forgotten() {
    answer(NvmlQuery.PERSISTENCE_MODE, 0);
    answer(NvmlQuery.ECC_MODE, 1, 0);
    answer(NvmlQuery.MIG_MODE, 0, 1);
  }

  @Test
  void settings_thatCouldNotBeReadOnce_areNotToldAgain() {
    forgotten();
    assertThat(told(bench.sample())).hasSize(3);
    for (NvmlQuery query :
        List.of(NvmlQuery.PERSISTENCE_MODE, NvmlQuery.ECC_MODE, NvmlQuery.MIG_MODE)) {
      bench.api.answer(XidBench.HANDLE, query, NvmlReturn.UNKNOWN);
    }
    bench.advance(60);
    assertThat(told(bench.sample())).isEmpty();
    forgotten();
    bench.advance(60);

    assertThat(told(bench.sample())).isEmpty();
  }
}
