package io.health4j.nvml;

import static io.health4j.nvml.api.NvmlQuery.ECC_AT;
import static io.health4j.nvml.api.NvmlQuery.ECC_TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EccCounterTest {

  private static final int TYPE = NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE;
  private static final int L2 = TYPE + 16;
  private static final int DEVICE = TYPE + 2 * 16;

  private final EccCounter counter = new EccCounter(TYPE);
  private final Map<Asked.Question, Answer> own = new HashMap<>();
  private final JudgeRig gpu = new JudgeRig(new PowerCap());

  private int read() {
    return counter.read(new Asked(gpu, 1, 5, own), 1);
  }

  @Test
  void read_total_isTaken() {
    gpu.setFor(ECC_TOTAL, TYPE, 7).setFor(ECC_AT, DEVICE, 5);

    assertThat(read()).isEqualTo(NvmlReturn.SUCCESS);

    assertThat(counter.isKnown()).isTrue();
    assertThat(counter.value()).isEqualTo(7);
    assertThat(gpu.asked(ECC_AT, DEVICE)).isZero();
  }

  @Test
  void read_noTotal_isTheSumOfThePlaces() {
    gpu.setFor(ECC_AT, L2, 2).setFor(ECC_AT, DEVICE, 5);

    read();

    assertThat(counter.isKnown()).isTrue();
    assertThat(counter.value()).isEqualTo(7);
  }

  @Test
  void read_noTotalTwice_asksNothingAgainThatIsNotThere() {
    gpu.setFor(ECC_AT, DEVICE, 5);

    read();
    read();

    assertThat(
            List.of(gpu.asked(ECC_TOTAL, TYPE), gpu.asked(ECC_AT, L2), gpu.asked(ECC_AT, DEVICE)))
        .containsExactly(1, 1, 2);
  }

  @Test
  void read_onePlaceFailsNow_isNotKnown() {
    gpu.setFor(ECC_AT, L2, 2).setFor(ECC_AT, DEVICE, 5);
    read();

    gpu.fail(ECC_AT, DEVICE, NvmlReturn.UNKNOWN);
    assertThat(read()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(counter.isKnown()).isFalse();

    gpu.setFor(ECC_AT, DEVICE, 6);
    read();
    assertThat(counter.value()).isEqualTo(8);
  }

  @Test
  void read_totalFailsNow_isNotKnownAndThePlacesAreNotAsked() {
    gpu.fail(ECC_TOTAL, TYPE, NvmlReturn.UNKNOWN).setFor(ECC_AT, DEVICE, 5);

    assertThat(read()).isEqualTo(NvmlReturn.SUCCESS);

    assertThat(counter.isKnown()).isFalse();
    assertThat(gpu.asked(ECC_AT, DEVICE)).isZero();
  }

  @Test
  void read_noEcc_isNotKnown() {
    assertThat(read()).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(counter.isKnown()).isFalse();
  }

  @Test
  void read_gpuLost_saysSo() {
    gpu.fail(ECC_TOTAL, TYPE, NvmlReturn.GPU_IS_LOST);
    assertThat(read()).isEqualTo(NvmlReturn.GPU_IS_LOST);

    gpu.fail(ECC_TOTAL, TYPE, NvmlReturn.NOT_SUPPORTED)
        .fail(ECC_AT, DEVICE, NvmlReturn.RESET_REQUIRED);
    assertThat(read()).isEqualTo(NvmlReturn.RESET_REQUIRED);
    assertThat(counter.isKnown()).isFalse();
  }
}
