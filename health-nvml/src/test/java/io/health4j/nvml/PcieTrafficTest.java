package io.health4j.nvml;

import static io.health4j.nvml.BusRig.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PcieTrafficTest {

  private static final String DIRECTION = "network.io.direction";

  private final BusRig rig = new BusRig((gpu, settings) -> new PcieTraffic(gpu));

  @Test
  void judge_driverCounts_readsBytesAndNeverMeasures() {
    rig.set(NvmlQuery.FIELD, NvmlQuery.PCIE_SENT, 10)
        .set(NvmlQuery.FIELD, NvmlQuery.PCIE_RECEIVED, 20)
        .set(NvmlQuery.PCIE_THROUGHPUT, 0, 1)
        .set(NvmlQuery.PCIE_THROUGHPUT, 1, 2);
    rig.look();

    Verdicts out = rig.over(120);

    assertThat(values(out, "hw.gpu.io", DIRECTION))
        .isEqualTo(Map.of("transmit", 10.0, "receive", 20.0));
    assertThat(values(out, "health.gpu.pcie.throughput", DIRECTION)).isEmpty();
    assertThat(rig.asked(NvmlQuery.PCIE_THROUGHPUT, 0)).isZero();
  }

  @Test
  void judge_driverDoesNotCount_measuresOnceAMinute() {
    rig.set(NvmlQuery.PCIE_THROUGHPUT, 0, 1_500).set(NvmlQuery.PCIE_THROUGHPUT, 1, 2);
    rig.look();

    Verdicts out = rig.over(60);

    assertThat(values(out, "hw.gpu.io", DIRECTION)).isEmpty();
    assertThat(values(out, "health.gpu.pcie.throughput", DIRECTION))
        .isEqualTo(Map.of("transmit", 1_500_000.0, "receive", 2_000.0));
    assertThat(rig.asked(NvmlQuery.PCIE_THROUGHPUT, 0)).isEqualTo(1);

    rig.over(600);

    assertThat(rig.asked(NvmlQuery.PCIE_THROUGHPUT, 0)).isEqualTo(11);
  }

  @Test
  void judge_nothingSupported_asksOnceAndSaysNothing() {
    rig.look();

    assertThat(rig.over(300).readings()).isEmpty();
    assertThat(rig.asked(NvmlQuery.PCIE_THROUGHPUT, 0)).isEqualTo(1);
    assertThat(rig.asked(NvmlQuery.FIELD, NvmlQuery.PCIE_SENT)).isEqualTo(1);
  }

  @Test
  void judge_countFailsOnce_hasNoReadingAndDoesNotMeasure() {
    rig.fail(NvmlQuery.FIELD, NvmlQuery.PCIE_SENT, NvmlReturn.UNKNOWN)
        .set(NvmlQuery.FIELD, NvmlQuery.PCIE_RECEIVED, 20);
    rig.look();

    assertThat(values(rig.over(120), "hw.gpu.io", DIRECTION)).containsOnlyKeys("receive");
    assertThat(rig.asked(NvmlQuery.PCIE_THROUGHPUT, 0)).isZero();
  }

  @Test
  void read_gpuIsLostWhileMeasuring_saysSo() {
    rig.fail(NvmlQuery.PCIE_THROUGHPUT, 0, NvmlReturn.GPU_IS_LOST).look();

    assertThat(rig.read()).isEqualTo(NvmlReturn.GPU_IS_LOST);
  }
}
