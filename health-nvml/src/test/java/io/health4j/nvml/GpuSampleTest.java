package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GpuSampleTest {

  private static final Probe ACTION = Probe.of(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION);
  private static final Probe RARE =
      new Probe(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION, Duration.ofHours(1));
  private static final Probe OTHER = Probe.of(NvmlQuery.TEMPERATURE);
  private static final Gpu GPU = new Gpu(0, "GPU-0", "", "", "");

  /** Close to overflow. */
  private static final long START = Long.MAX_VALUE - 5;

  private final FakeDriver driver = new FakeDriver(1);

  private int read(GpuSample sample, Duration later) {
    return sample.read(driver, 100, START + later.toNanos());
  }

  @Test
  void read_ofWhatIsNotSupported_asksItOnce() {
    var sample = new GpuSample(GPU, List.of(OTHER, ACTION, ACTION));
    driver.device(0).action = 3;
    assertThat(read(sample, Duration.ZERO)).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(driver.calls("read")).isEqualTo(2);
    assertThat(read(sample, Duration.ofSeconds(5))).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(driver.calls("read")).isEqualTo(3);
    assertThat(sample.has(OTHER)).isFalse();
    assertThat(sample.get(ACTION)).isEqualTo(3);
    assertThat(sample.code(OTHER)).isEqualTo(NvmlReturn.NOT_SUPPORTED);
    assertThatThrownBy(() -> sample.get(OTHER)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void read_ofWhatIsNotSupported_isAskedAgainAfterAnHour() {
    var sample = new GpuSample(GPU, List.of(ACTION));
    driver.device(0).readFailure = NvmlReturn.NOT_SUPPORTED;
    assertThat(read(sample, Duration.ZERO)).isEqualTo(NvmlReturn.SUCCESS);
    driver.device(0).readFailure = NvmlReturn.SUCCESS;
    read(sample, Duration.ofMinutes(59));
    assertThat(sample.has(ACTION)).isFalse();
    assertThat(sample.isKnown()).isFalse();
    read(sample, Duration.ofHours(1));
    assertThat(sample.has(ACTION)).isTrue();
    assertThat(sample.isKnown()).isTrue();
  }

  @Test
  void read_ofWhatAnsweredAndIsNotSupportedNow_failsAndIsAskedAgain() {
    var sample = new GpuSample(GPU, List.of(ACTION, OTHER));
    read(sample, Duration.ZERO);
    driver.device(0).readFailure = NvmlReturn.INVALID_ARGUMENT;
    assertThat(read(sample, Duration.ofSeconds(5))).isEqualTo(NvmlReturn.INVALID_ARGUMENT);
    assertThat(sample.code(ACTION)).isEqualTo(NvmlReturn.UNKNOWN);
    driver.device(0).readFailure = NvmlReturn.SUCCESS;
    assertThat(read(sample, Duration.ofSeconds(10))).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(sample.has(ACTION)).isTrue();
  }

  @Test
  void read_ofWhatIsSeldomDue_keepsItsValueMeanwhile() {
    var sample = new GpuSample(GPU, List.of(RARE));
    read(sample, Duration.ZERO);
    driver.device(0).action = 1;
    read(sample, Duration.ofMinutes(59));
    assertThat(sample.get(RARE)).isZero();
    read(sample, Duration.ofHours(1));
    assertThat(sample.get(RARE)).isEqualTo(1);
  }

  @Test
  void read_ofALostGpu_stopsThere() {
    var sample = new GpuSample(GPU, List.of(ACTION, OTHER));
    driver.device(0).readFailure = NvmlReturn.GPU_IS_LOST;
    assertThat(read(sample, Duration.ZERO)).isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(driver.calls("read")).isEqualTo(1);
  }

  @Test
  void read_ofNothingButErrors_saysWhy() {
    var sample = new GpuSample(GPU, List.of(ACTION, OTHER));
    driver.device(0).readFailure = NvmlReturn.NO_PERMISSION;
    assertThat(read(sample, Duration.ZERO)).isEqualTo(NvmlReturn.NO_PERMISSION);
    driver.device(0).readFailure = NvmlReturn.SUCCESS;
    assertThat(read(sample, Duration.ofSeconds(5))).isEqualTo(NvmlReturn.SUCCESS);
  }

  @Test
  void unread_always_hasATimeAndNoValue() {
    GpuSample sample = GpuSample.unread(GPU, List.of(ACTION), 7);
    assertThat(sample.tick()).isEqualTo(7);
    assertThat(sample.gpu()).isSameAs(GPU);
    assertThat(sample.has(ACTION)).isFalse();
    assertThat(NvmlReturn.isAbsent(sample.code(ACTION))).isFalse();
    assertThat(sample.code(OTHER)).isEqualTo(NvmlReturn.FUNCTION_NOT_FOUND);
  }
}
