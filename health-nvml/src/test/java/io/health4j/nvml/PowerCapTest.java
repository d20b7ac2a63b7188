package io.health4j.nvml;

import static io.health4j.nvml.api.NvmlQuery.CLOCK_EVENT_REASONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Occurrence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerCapTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final JudgeRig rig = new JudgeRig(new PowerCap());

  private List<Occurrence> after(Duration time, long reasons) {
    return rig.set(CLOCK_EVENT_REASONS, reasons).step(time).last().occurrences();
  }

  private List<Occurrence> now(long reasons) {
    return after(Duration.ofSeconds(5), reasons);
  }

  @Test
  void judge_notCapped_tellsNothing() {
    assertThat(now(0x1)).isEmpty();
    assertThat(after(HOUR, 0x8)).isEmpty();
  }

  @Test
  void judge_capped_isToldOnceAndIsNoFinding() {
    assertThat(now(0x4))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.name()).isEqualTo("gpu.power-cap");
              assertThat(told.message()).startsWith("GPU 3 (GPU-abc").contains("power limit");
            });
    assertThat(now(0x4)).isEmpty();
    assertThat(after(HOUR, 0x4)).isEmpty();
    assertThat(rig.findings()).isEmpty();
  }

  @Test
  void judge_inAndOut_isToldOnceAnHour() {
    now(0x4);
    for (int i = 0; i < 50; i++) {
      assertThat(now(i % 2 == 0 ? 0 : 0x4)).isEmpty();
    }

    assertThat(after(HOUR, 0))
        .singleElement()
        .extracting(Occurrence::message)
        .asString()
        .contains("no longer");
    assertThat(now(0x4)).isEmpty();
    assertThat(after(HOUR, 0x4)).hasSize(1);
  }

  @Test
  void judge_notSupported_tellsNothing() {
    assertThat(rig.step().last().occurrences()).isEmpty();
  }
}
