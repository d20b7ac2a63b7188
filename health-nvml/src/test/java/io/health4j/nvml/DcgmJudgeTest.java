package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Target;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class DcgmJudgeTest {

  private static final long MIB = 1 << 20;
  private static final Gpu GPU =
      new Gpu(3, "GPU-abc", "00000000:1B:00.0", "NVIDIA H100 80GB HBM3", "");

  private final DcgmFakeNvml nvml = new DcgmFakeNvml();
  private final List<XidEvent> xids = new ArrayList<>();
  private final DcgmJudge judge =
      new DcgmJudge(GPU, after -> xids.stream().filter(x -> x.sequence() > after).toList());
  private final Map<Asked.Question, Answer> own = new HashMap<>();
  private final GpuSample sample = new GpuSample(GPU, judge.probes());
  private long tick = Long.MAX_VALUE - Duration.ofSeconds(8).toNanos();

  private DcgmFakeNvml h100() {
    return nvml.set(NvmlQuery.TEMPERATURE, 0, 41)
        .set(NvmlQuery.FIELD, NvmlQuery.MEMORY_TEMPERATURE, 47)
        .set(NvmlQuery.CLOCK, NvmlQuery.SM, 1_980)
        .set(NvmlQuery.CLOCK, NvmlQuery.MEM, 2_619)
        .set(NvmlQuery.POWER_USAGE, 0, 305_500)
        .set(NvmlQuery.ENERGY, 0, 123_456_789)
        .set(NvmlQuery.UTILIZATION, 0, 97, 42)
        .set(NvmlQuery.ENCODER_UTILIZATION, 0, 1)
        .set(NvmlQuery.DECODER_UTILIZATION, 0, 2)
        .set(NvmlQuery.MEMORY, 0, 81_559 * MIB, 60_000 * MIB, 21_000 * MIB, 559 * MIB)
        .set(NvmlQuery.PCIE_REPLAYS, 0, 7)
        .set(NvmlQuery.REMAPPED_ROWS, 0, 4, 3, 0, 1)
        .set(NvmlQuery.ECC_TOTAL, NvmlQuery.CORRECTED, 11)
        .set(NvmlQuery.ECC_TOTAL, NvmlQuery.UNCORRECTED, 12)
        .set(NvmlQuery.ECC_TOTAL, NvmlQuery.CORRECTED + NvmlQuery.AGGREGATE, 13)
        .set(NvmlQuery.ECC_TOTAL, NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE, 14)
        .set(NvmlQuery.EVENT_TYPES, 0, 0xF);
  }

  private Asked asked() {
    return new Asked(nvml, DcgmFakeNvml.GPU, tick, own);
  }

  private Verdicts sample() {
    tick += Duration.ofSeconds(5).toNanos();
    assertThat(sample.read(nvml, DcgmFakeNvml.GPU, tick)).isEqualTo(NvmlReturn.SUCCESS);
    assertThat(judge.read(asked(), DcgmFakeNvml.GPU)).isEqualTo(NvmlReturn.SUCCESS);
    CheckContext context = CheckContext.first(Target.of("a"));
    var out = new Verdicts(context, GpuSettings.defaults(), GPU, GPU.attributes());
    judge.judge(sample, out);
    return out;
  }

  private static Reading reading(Verdicts out, String name) {
    return readings(out, name).findFirst().orElseThrow(() -> new AssertionError("no " + name));
  }

  private static Stream<Reading> readings(Verdicts out, String name) {
    return out.readings().stream()
        .filter(each -> each.metric().name().equals("DCGM_FI_DEV_" + name));
  }

  private static double value(Verdicts out, String name) {
    return reading(out, name).value();
  }

  @Test
  void h100_readings_areInDcgmsNamesAndUnits() {
    h100();
    Verdicts out = sample();
    assertThat(value(out, "GPU_TEMP")).isEqualTo(41);
    assertThat(value(out, "MEMORY_TEMP")).isEqualTo(47);
    assertThat(value(out, "SM_CLOCK")).isEqualTo(1_980);
    assertThat(value(out, "MEM_CLOCK")).isEqualTo(2_619);
    assertThat(value(out, "POWER_USAGE")).isEqualTo(305.5);
    assertThat(value(out, "TOTAL_ENERGY_CONSUMPTION")).isEqualTo(123_456_789);
    assertThat(value(out, "GPU_UTIL")).isEqualTo(97);
    assertThat(value(out, "MEM_COPY_UTIL")).isEqualTo(42);
    assertThat(value(out, "ENC_UTIL")).isEqualTo(1);
    assertThat(value(out, "DEC_UTIL")).isEqualTo(2);
    assertThat(value(out, "FB_FREE")).isEqualTo(60_000);
    assertThat(value(out, "FB_USED")).isEqualTo(21_000);
    assertThat(value(out, "FB_RESERVED")).isEqualTo(559);
    assertThat(value(out, "PCIE_REPLAY_COUNTER")).isEqualTo(7);
  }

  @Test
  void h100_errors_areInDcgmsNames() {
    h100();
    Verdicts out = sample();
    assertThat(value(out, "CORRECTABLE_REMAPPED_ROWS")).isEqualTo(4);
    assertThat(value(out, "UNCORRECTABLE_REMAPPED_ROWS")).isEqualTo(3);
    assertThat(value(out, "ROW_REMAP_PENDING")).isZero();
    assertThat(value(out, "ROW_REMAP_FAILURE")).isEqualTo(1);
    assertThat(value(out, "ECC_SBE_VOL_TOTAL")).isEqualTo(11);
    assertThat(value(out, "ECC_DBE_VOL_TOTAL")).isEqualTo(12);
    assertThat(value(out, "ECC_SBE_AGG_TOTAL")).isEqualTo(13);
    assertThat(value(out, "ECC_DBE_AGG_TOTAL")).isEqualTo(14);
    assertThat(out.findings()).isEmpty();
  }

  @Test
  void labels_areDcgmExporters() {
    h100();
    Attributes labels = reading(sample(), "GPU_TEMP").attributes();
    assertThat(labels.get("gpu")).isEqualTo("3");
    assertThat(labels.get("UUID")).isEqualTo("GPU-abc");
    assertThat(labels.get("pci_bus_id")).isEqualTo("00000000:1B:00.0");
    assertThat(labels.get("device")).isEqualTo("nvidia3");
    assertThat(labels.get("modelName")).isEqualTo("NVIDIA H100 80GB HBM3");
    assertThat(labels.get("DCGM_FI_DRIVER_VERSION")).isEqualTo("580.65.06");
    assertThat(labels.get("Hostname")).isEqualTo(labels.get("hostname"));
    assertThat(labels.get("hw.id")).isNull();
  }

  @Test
  void labels_ofTheNextSample_areTheSameObjects() {
    h100().mig(0, 1, "NVIDIA A100 MIG 1g.5gb", 1, 1);
    List<Reading> first = sample().readings();
    List<Reading> second = sample().readings();
    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).attributes()).isSameAs(first.get(i).attributes());
    }
  }

  @Test
  void metrics_areGaugesOfUnitOne_soThatARegistryKeepsTheirNames() {
    h100();
    assertThat(sample().readings())
        .allSatisfy(
            each -> {
              assertThat(each.metric().kind()).isEqualTo(Metric.Kind.GAUGE);
              assertThat(each.metric().unit()).isEqualTo("1");
            });
  }

  @Test
  void publicDashboard_everyMetricButTheProfilingOne_isThere() {
    // The metrics in the expressions of dcgm-exporter's own dashboard, as of its version 4.5.3.
    // All are filtered by the labels instance, which Prometheus adds, and gpu.
    h100();
    Verdicts out = sample();
    for (String name : List.of("GPU_TEMP", "POWER_USAGE", "SM_CLOCK", "GPU_UTIL", "FB_USED")) {
      assertThat(reading(out, name).attributes().get("gpu")).isEqualTo("3");
    }
    assertThat(out.readings())
        .extracting(each -> each.metric().name())
        .as("what NVML does not tell is absent")
        .doesNotContain("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE");
  }

  @Test
  void notSupported_isAbsent() {
    nvml.set(NvmlQuery.TEMPERATURE, 0, 41)
        .set(NvmlQuery.MEMORY, 0, 15_360 * MIB, 15_000 * MIB, 360 * MIB, -1)
        .set(NvmlQuery.RETIRED_PAGES, 0, 5, -1, -1)
        .set(NvmlQuery.RETIRED_PAGES, 1, 6, -1, -1)
        .set(NvmlQuery.RETIRED_PAGES_PENDING, 0, 1);
    nvml.driver = "";
    Verdicts out = sample();
    assertThat(out.readings())
        .extracting(each -> each.metric().name().substring("DCGM_FI_DEV_".length()))
        .containsExactlyInAnyOrder(
            "GPU_TEMP", "FB_FREE", "FB_USED", "RETIRED_SBE", "RETIRED_DBE", "RETIRED_PENDING");
    assertThat(value(out, "RETIRED_SBE")).isEqualTo(5);
    assertThat(value(out, "RETIRED_DBE")).isEqualTo(6);
    assertThat(reading(out, "GPU_TEMP").attributes().get("DCGM_FI_DRIVER_VERSION")).isNull();
    int before = nvml.calls;
    sample();
    assertThat(nvml.calls - before).as("asked once, then left out").isEqualTo(5);
  }

  @Test
  void coldGpu_belowZero_isTold() {
    nvml.set(NvmlQuery.TEMPERATURE, 0, -12);
    assertThat(value(sample(), "GPU_TEMP")).isEqualTo(-12);
  }

  @Test
  void xid_latestOfThisGpu_isTold() {
    h100();
    Verdicts none = sample();
    assertThat(value(none, "XID_ERRORS")).isZero();
    assertThat(reading(none, "XID_ERRORS").attributes().get("err_code")).isEqualTo("0");
    xids.add(new XidEvent(1, "GPU-abc", 31, -1, 0));
    xids.add(new XidEvent(2, "GPU-abc", 79, -1, 0));
    xids.add(new XidEvent(3, "GPU-other", 13, -1, 0));
    Verdicts out = sample();
    assertThat(value(out, "XID_ERRORS")).isEqualTo(79);
    assertThat(reading(out, "XID_ERRORS").attributes().get("err_code")).isEqualTo("79");
    assertThat(value(sample(), "XID_ERRORS")).as("it stays the last").isEqualTo(79);
  }

  @Test
  void xid_gpuThatTellsNone_isAbsent() {
    h100().set(NvmlQuery.EVENT_TYPES, 0, ~NvmlApi.XID_EVENT);
    assertThat(readings(sample(), "XID_ERRORS")).isEmpty();
  }

  @Test
  void mig_partsMemory_hasTheirLabels() {
    h100()
        .mig(0, 7, "NVIDIA A100-SXM4-40GB MIG 1g.5gb", 4_000 * MIB, 864 * MIB)
        .mig(2, 1, "NVIDIA A100-SXM4-40GB MIG 1c.3g.20gb", 19_000 * MIB, 1_000 * MIB)
        .mig(3, 1, "NVIDIA A100-SXM4-40GB MIG 2c.3g.20gb", 19_000 * MIB, 1_000 * MIB);
    Verdicts out = sample();
    assertThat(readings(out, "FB_USED"))
        .extracting(
            each -> each.attributes().get("GPU_I_ID"),
            each -> each.attributes().get("GPU_I_PROFILE"),
            each -> each.attributes().get("gpu"),
            Reading::value)
        .containsExactly(
            Tuple.tuple(null, null, "3", 21_000.0),
            Tuple.tuple("7", "1g.5gb", "3", 864.0),
            Tuple.tuple("1", "3g.20gb", "3", 1_000.0));
    assertThat(readings(out, "FB_FREE")).extracting(Reading::value).contains(4_000.0, 19_000.0);
  }

  @Test
  void mig_switchedOff_partsAreGone() {
    h100().mig(0, 7, "NVIDIA A100-SXM4-40GB MIG 1g.5gb", 4_000 * MIB, 864 * MIB);
    assertThat(readings(sample(), "FB_USED")).hasSize(2);
    nvml.set(NvmlQuery.MIG_MODE, 0, 0, 0);
    assertThat(readings(sample(), "FB_USED")).hasSize(1);
  }

  @Test
  void read_lostGpu_saysSo() {
    h100().mig(0, 7, "x MIG 1g.5gb", 1, 1).mig(1, 8, "x MIG 1g.5gb", 1, 1);
    nvml.fail(DcgmFakeNvml.FIRST_MIG, NvmlQuery.MEMORY, NvmlReturn.UNKNOWN);
    assertThat(judge.read(asked(), DcgmFakeNvml.GPU)).isEqualTo(NvmlReturn.SUCCESS);
    nvml.fail(DcgmFakeNvml.FIRST_MIG, NvmlQuery.GPU_INSTANCE, NvmlReturn.GPU_IS_LOST);
    assertThat(judge.read(asked(), DcgmFakeNvml.GPU)).isEqualTo(NvmlReturn.GPU_IS_LOST);
    nvml.fail(DcgmFakeNvml.GPU, NvmlQuery.MIG_MODE, NvmlReturn.RESET_REQUIRED);
    assertThat(judge.read(asked(), DcgmFakeNvml.GPU)).isEqualTo(NvmlReturn.RESET_REQUIRED);
  }
}
