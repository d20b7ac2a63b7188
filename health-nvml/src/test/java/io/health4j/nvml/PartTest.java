package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PartTest {

  private static final Gpu GPU = new Gpu(0, "GPU-0", "", "", "");
  private static final Probe FAN = Probe.of(NvmlQuery.FAN_SPEED);
  private static final Probe CORE = Probe.of(NvmlQuery.TEMPERATURE);
  private static final Metric HEAT = Metric.gauge("heat", "1", "How hot it is");

  /** Finds something while it is hot, which it knows by its probe and by a call of its own. */
  private static final class Hot implements Judge {
    final long[] values = new long[NvmlApi.MAX_VALUES];
    boolean hot;
    int code;
    @Nullable RuntimeException readThrown;
    @Nullable RuntimeException judgeThrown;

    @Override
    public List<Probe> probes() {
      return List.of(CORE, FAN);
    }

    @Override
    public int read(NvmlApi api, long device) {
      if (readThrown != null) {
        throw readThrown;
      }
      code = api.read(device, NvmlQuery.ENERGY, 0, values);
      return NvmlReturn.SUCCESS;
    }

    @Override
    public void judge(GpuSample sample, Verdicts out) {
      out.read(HEAT, 1);
      if (hot && sample.has(CORE) && code == NvmlReturn.SUCCESS) {
        out.find(GpuCondition.TEMPERATURE, Status.CRITICAL, "Cool it.");
      }
      if (judgeThrown != null) {
        throw judgeThrown;
      }
    }
  }

  private final FakeDriver driver = new FakeDriver(1);
  private final Hot judge = new Hot();
  private final Part part = new Part(GPU, "thermal", judge);
  private final GpuSample sample = new GpuSample(GPU, part.probes());
  private long now = Long.MAX_VALUE - Duration.ofSeconds(8).toNanos();

  PartTest() {
    answer(NvmlReturn.SUCCESS, NvmlQuery.TEMPERATURE, NvmlQuery.FAN_SPEED, NvmlQuery.ENERGY);
    judge.hot = true;
  }

  private void answer(int code, NvmlQuery... queries) {
    for (NvmlQuery query : queries) {
      driver.codes.put(query, code);
    }
  }

  private Verdicts look() {
    now += Duration.ofSeconds(5).toNanos();
    var out =
        new Verdicts(
            CheckContext.first(Target.of("t")), GpuSettings.defaults(), GPU, GPU.attributes());
    sample.read(driver, 100, now);
    assertThat(part.read(driver, 100, now)).isEqualTo(NvmlReturn.SUCCESS);
    part.judge(sample, out);
    return out;
  }

  private List<Status> statuses(int samples) {
    for (int i = 1; i < samples; i++) {
      look();
    }
    return look().findings().stream().map(Finding::status).toList();
  }

  @Test
  void judge_whatItFindsAndReads_isPassedOn() {
    Verdicts out = look();
    assertThat(out.findings()).hasSize(1);
    assertThat(out.readings()).hasSize(1);
    judge.hot = false;
    assertThat(look().findings()).isEmpty();
  }

  @Test
  void judge_probeThatFailsForAMoment_leavesTheFindingThenIsUnsure() {
    look();
    answer(NvmlReturn.UNKNOWN, NvmlQuery.TEMPERATURE);
    assertThat(statuses(1)).containsExactly(Status.CRITICAL);
    assertThat(statuses(1)).containsExactly(Status.CRITICAL);
    Finding unsure = look().findings().get(0);
    assertThat(unsure.status()).isEqualTo(Status.UNKNOWN);
    assertThat(unsure.remedy()).isEqualTo("It cannot be read whether this still holds. Cool it.");
    answer(NvmlReturn.SUCCESS, NvmlQuery.TEMPERATURE);
    judge.hot = false;
    assertThat(statuses(1)).isEmpty();
  }

  @Test
  void judge_ownCallThatFailsForAMoment_leavesTheFinding() {
    look();
    answer(NvmlReturn.NOT_SUPPORTED, NvmlQuery.ENERGY);
    assertThat(statuses(2)).containsExactly(Status.CRITICAL);
    assertThat(statuses(1)).containsExactly(Status.UNKNOWN);
    answer(NvmlReturn.SUCCESS, NvmlQuery.ENERGY);
    assertThat(statuses(1)).containsExactly(Status.CRITICAL);
  }

  @Test
  void judge_whatFailsAllTheTime_holdsNothingUp() {
    answer(NvmlReturn.UNKNOWN, NvmlQuery.FAN_SPEED);
    assertThat(statuses(2)).containsExactly(Status.CRITICAL);
    judge.hot = false;
    assertThat(statuses(1)).isEmpty();
  }

  @Test
  void judge_whatIsNotSupported_holdsNothingUp() {
    answer(NvmlReturn.NOT_SUPPORTED, NvmlQuery.FAN_SPEED);
    assertThat(statuses(2)).containsExactly(Status.CRITICAL);
    judge.hot = false;
    assertThat(statuses(1)).isEmpty();
  }

  @Test
  void judge_nothingReadableForThreeSamples_isUnknown() {
    judge.hot = false;
    look();
    answer(NvmlReturn.TIMEOUT, NvmlQuery.TEMPERATURE, NvmlQuery.FAN_SPEED, NvmlQuery.ENERGY);
    assertThat(statuses(2)).isEmpty();
    Finding blind = look().findings().get(0);
    assertThat(blind.condition()).isEqualTo("gpu-unreadable");
    assertThat(blind.subject()).isEqualTo("GPU 0 (GPU-0) thermal");
    assertThat(blind.status()).isEqualTo(Status.UNKNOWN);
    assertThat(blind.remedy()).contains("timeout (10)");
    answer(NvmlReturn.SUCCESS, NvmlQuery.FAN_SPEED);
    assertThat(statuses(1)).isEmpty();
  }

  @Test
  void judge_nothingSupported_isNotBlind() {
    answer(NvmlReturn.NOT_SUPPORTED, NvmlQuery.TEMPERATURE, NvmlQuery.FAN_SPEED, NvmlQuery.ENERGY);
    assertThat(statuses(5)).isEmpty();
  }

  @Test
  void judge_thatThrows_saysSoByItsTypeAndKeepsNothingHalf() {
    look();
    judge.judgeThrown = new IllegalStateException("secret");
    Verdicts out = look();
    assertThat(out.readings()).isEmpty();
    assertThat(out.findings()).hasSize(2);
    Finding stands = out.findings().get(0);
    assertThat(stands.status()).isEqualTo(Status.CRITICAL);
    Finding broken = out.findings().get(1);
    assertThat(broken.subject()).isEqualTo("GPU 0 (GPU-0) thermal");
    assertThat(broken.status()).isEqualTo(Status.UNKNOWN);
    assertThat(broken.remedy()).contains("IllegalStateException").doesNotContain("secret");
    assertThat(statuses(2)).containsExactly(Status.UNKNOWN, Status.UNKNOWN);
    judge.judgeThrown = null;
    assertThat(statuses(1)).containsExactly(Status.CRITICAL);
  }

  @Test
  void read_thatThrows_isNotJudged() {
    judge.readThrown = new IllegalStateException("secret");
    Verdicts out = look();
    assertThat(out.readings()).isEmpty();
    assertThat(out.findings()).hasSize(1);
    assertThat(out.findings().get(0).condition()).isEqualTo("gpu-unreadable");
    judge.readThrown = null;
    assertThat(look().readings()).hasSize(1);
  }

  @Test
  void judgeAnyway_thatThrows_saysSo() {
    judge.judgeThrown = new IllegalStateException("secret");
    var out =
        new Verdicts(
            CheckContext.first(Target.of("t")), GpuSettings.defaults(), GPU, GPU.attributes());
    part.judgeAnyway(sample, out);
    assertThat(out.findings()).hasSize(1);
    assertThat(out.readings()).isEmpty();
    judge.judgeThrown = null;
    part.judgeAnyway(sample, out);
    assertThat(out.findings()).as("not again").hasSize(1);
    assertThat(out.readings()).as("without a reading between").hasSize(1);
  }
}
