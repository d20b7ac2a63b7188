package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class RetiredPagesTest {

  private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
  private static final long OLD = micros(NOW.minus(Duration.ofDays(400)));
  private static final int SINGLE = 0;
  private static final int DOUBLE = 1;

  private Instant wall = NOW;
  private final JudgeRig rig = rig(GpuSettings.defaults());

  private JudgeRig rig(GpuSettings settings) {
    return new JudgeRig(new RetiredPages(settings, () -> wall), settings)
        .setFor(NvmlQuery.RETIRED_PAGES, SINGLE, 10, OLD, OLD)
        .setFor(NvmlQuery.RETIRED_PAGES, DOUBLE, 5, OLD, OLD)
        .set(NvmlQuery.RETIRED_PAGES_PENDING, 0);
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private Status pages(long single, long twice) {
    rig.setFor(NvmlQuery.RETIRED_PAGES, SINGLE, single, OLD, OLD);
    return twice(twice, OLD, OLD);
  }

  private Status twice(long pages, long newest, long second) {
    return rig.setFor(NvmlQuery.RETIRED_PAGES, DOUBLE, pages, newest, second)
        .step()
        .status(GpuCondition.RETIRED_PAGES);
  }

  @Test
  void judge_fewPages_findsNothing() {
    assertThat(rig.steps(3).findings()).isEmpty();
    assertThat(rig.readings())
        .containsExactly(
            "health.gpu.memory.pages.retired{error.type=corrected} 10.0",
            "health.gpu.memory.pages.retired{error.type=uncorrected} 5.0",
            "health.gpu.memory.pages.pending{} 0.0");
  }

  @Test
  void judge_62Pages_findsNothing() {
    assertThat(pages(50, 12)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_63Pages_isCritical() {
    assertThat(pages(50, 13)).isEqualTo(CRITICAL);
    assertThat(rig.found(GpuCondition.RETIRED_PAGES).value()).hasValue(63);
    assertThat(rig.found(GpuCondition.RETIRED_PAGES).limit()).hasValue(63);
    assertThat(rig.found(GpuCondition.RETIRED_PAGES).limitSource()).isEqualTo("default (DCGM)");
  }

  @Test
  void judge_16DoubleBitLongAgo_findsNothing() {
    assertThat(twice(16, OLD, OLD)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_16DoubleBitOneThisWeek_findsNothing() {
    assertThat(twice(16, micros(NOW.minus(Duration.ofDays(1))), OLD)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_16DoubleBitTwoThisWeek_isCriticalUntilTheWeekIsOver() {
    Instant second = NOW.minus(Duration.ofDays(6));
    assertThat(twice(16, micros(NOW), micros(second))).isEqualTo(CRITICAL);
    assertThat(rig.found(GpuCondition.RETIRED_PAGES).value()).hasValue(16);
    assertThat(rig.found(GpuCondition.RETIRED_PAGES).limit()).hasValue(15);

    wall = second.plus(Duration.ofDays(7)).plusMillis(1);
    assertThat(rig.step().status(GpuCondition.RETIRED_PAGES)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_15DoubleBitTwoThisWeek_findsNothing() {
    assertThat(twice(15, micros(NOW), micros(NOW))).isEqualTo(HEALTHY);
  }

  @Test
  void judge_timesNotKnown_goesByWhatIsSeenToGrow() {
    assertThat(twice(16, -1, -1)).isEqualTo(HEALTHY);
    assertThat(twice(17, -1, -1)).isEqualTo(HEALTHY);
    assertThat(rig.step(Duration.ofDays(3)).status(GpuCondition.RETIRED_PAGES)).isEqualTo(HEALTHY);
    assertThat(twice(18, -1, -1)).isEqualTo(CRITICAL);

    assertThat(rig.step(Duration.ofDays(5)).status(GpuCondition.RETIRED_PAGES)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_timesNotKnownAndCountFalls_isAReset() {
    twice(20, -1, -1);

    assertThat(twice(16, -1, -1)).isEqualTo(HEALTHY);
    assertThat(twice(17, -1, -1)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_pending_warnsUntilDone() {
    rig.set(NvmlQuery.RETIRED_PAGES_PENDING, 1).step();

    assertThat(rig.status(GpuCondition.RETIRED_PAGES_PENDING)).isEqualTo(WARNING);
    assertThat(rig.found(GpuCondition.RETIRED_PAGES_PENDING).remedy()).contains("reset");
    assertThat(rig.set(NvmlQuery.RETIRED_PAGES_PENDING, 0).step().findings()).isEmpty();
  }

  @Test
  void judge_onlyDoubleBitKnown_isJudgedByIt() {
    JudgeRig one =
        new JudgeRig(new RetiredPages(GpuSettings.defaults(), () -> wall))
            .setFor(NvmlQuery.RETIRED_PAGES, DOUBLE, 63, OLD, OLD)
            .step();

    assertThat(one.status(GpuCondition.RETIRED_PAGES)).isEqualTo(CRITICAL);
  }

  @Test
  void judge_notSupported_saysNothing() {
    JudgeRig none = new JudgeRig(new RetiredPages(GpuSettings.defaults(), () -> wall)).steps(2);

    assertThat(none.findings()).isEmpty();
    assertThat(none.readings()).isEmpty();
  }

  @Test
  void resume_pagesRetiredByTheReset_areGrowth() {
    assertThat(twice(14, -1, -1)).isEqualTo(HEALTHY);
    rig.reset(new RetiredPages(GpuSettings.defaults(), () -> wall));

    assertThat(twice(16, -1, -1)).isEqualTo(CRITICAL);
    rig.reset(new RetiredPages(GpuSettings.defaults(), () -> wall));
    assertThat(twice(16, -1, -1)).isEqualTo(CRITICAL);
  }
}
