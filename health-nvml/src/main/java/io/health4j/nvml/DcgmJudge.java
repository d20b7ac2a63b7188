package io.health4j.nvml;

import static io.health4j.nvml.DcgmLine.line;
import static io.health4j.nvml.api.NvmlQuery.AGGREGATE;
import static io.health4j.nvml.api.NvmlQuery.CORRECTED;
import static io.health4j.nvml.api.NvmlQuery.MEM;
import static io.health4j.nvml.api.NvmlQuery.MEMORY_TEMPERATURE;
import static io.health4j.nvml.api.NvmlQuery.SM;
import static io.health4j.nvml.api.NvmlQuery.UNCORRECTED;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A GPU's readings once more, under the names, in the units and with the labels of dcgm-exporter,
 * so that dashboards and rules made for it show them. It finds nothing wrong. All are gauges of
 * unit 1, even what only grows: a registry would append a unit or {@code _total} to a name
 * otherwise. What DCGM measures by its profiling counters ({@code DCGM_FI_PROF_…}) NVML does not
 * tell, and is absent.
 */
final class DcgmJudge implements Judge {

  private static final double MIB = 1 << 20;
  private static final Probe UTILIZATION = Probe.of(NvmlQuery.UTILIZATION);
  private static final Probe MEMORY = Probe.of(NvmlQuery.MEMORY);
  private static final Probe ROWS = Probe.of(NvmlQuery.REMAPPED_ROWS);
  private static final Probe EVENTS = Probe.hourly(NvmlQuery.EVENT_TYPES, 0);

  private static final DcgmLine FREE = line("FB_FREE", MEMORY, 1, 1 / MIB, "Free memory, in MiB.");
  private static final DcgmLine USED = line("FB_USED", MEMORY, 2, 1 / MIB, "Used memory, in MiB.");
  private static final Metric XID =
      DcgmLine.metric("XID_ERRORS", "The last XID; 0 when there was none.");

  private static final List<DcgmLine> LINES =
      List.of(
          FREE,
          USED,
          line("FB_RESERVED", MEMORY, 3, 1 / MIB, "Memory that the driver keeps, in MiB."),
          line("GPU_TEMP", NvmlQuery.TEMPERATURE, 0, "Of the core, in °C."),
          line("MEMORY_TEMP", NvmlQuery.FIELD, MEMORY_TEMPERATURE, "Of the memory, in °C."),
          line("SM_CLOCK", NvmlQuery.CLOCK, SM, "Of the multiprocessors, in MHz."),
          line("MEM_CLOCK", NvmlQuery.CLOCK, MEM, "Of the memory, in MHz."),
          line("POWER_USAGE", Probe.of(NvmlQuery.POWER_USAGE), 0, 1e-3, "In W."),
          line("TOTAL_ENERGY_CONSUMPTION", NvmlQuery.ENERGY, 0, "In mJ."),
          line("GPU_UTIL", UTILIZATION, 0, 1, "Share of time with work, in %."),
          line("MEM_COPY_UTIL", UTILIZATION, 1, 1, "Share of time with memory access, in %."),
          line("ENC_UTIL", NvmlQuery.ENCODER_UTILIZATION, 0, "Of the encoder, in %."),
          line("DEC_UTIL", NvmlQuery.DECODER_UTILIZATION, 0, "Of the decoder, in %."),
          line("PCIE_REPLAY_COUNTER", NvmlQuery.PCIE_REPLAYS, 0, "Packets sent again."),
          line("CORRECTABLE_REMAPPED_ROWS", ROWS, 0, 1, "Rows replaced for correctable errors."),
          line("UNCORRECTABLE_REMAPPED_ROWS", ROWS, 1, 1, "Rows replaced for uncorrectable ones."),
          line("ROW_REMAP_PENDING", ROWS, 2, 1, "1 when rows wait for a reset to be replaced."),
          line("ROW_REMAP_FAILURE", ROWS, 3, 1, "1 when a row could not be replaced."),
          line("ECC_SBE_VOL_TOTAL", NvmlQuery.ECC_TOTAL, CORRECTED, "Corrected errors."),
          line("ECC_DBE_VOL_TOTAL", NvmlQuery.ECC_TOTAL, UNCORRECTED, "Uncorrected errors."),
          line(
              "ECC_SBE_AGG_TOTAL",
              NvmlQuery.ECC_TOTAL,
              CORRECTED + AGGREGATE,
              "Corrected errors over the board's life."),
          line(
              "ECC_DBE_AGG_TOTAL",
              NvmlQuery.ECC_TOTAL,
              UNCORRECTED + AGGREGATE,
              "Uncorrected errors over the board's life."),
          line("RETIRED_SBE", NvmlQuery.RETIRED_PAGES, 0, "Pages retired for corrected errors."),
          line("RETIRED_DBE", NvmlQuery.RETIRED_PAGES, 1, "Pages retired for uncorrected errors."),
          line("RETIRED_PENDING", NvmlQuery.RETIRED_PAGES_PENDING, 0, "1 when pages wait."));

  private final Gpu gpu;
  private final LongFunction<List<XidEvent>> xids;
  private final String[] driver = {""};
  private final DcgmMig mig = new DcgmMig();
  private @Nullable Attributes labels;
  private @Nullable Attributes xidLabels;
  private long lastXid;
  private long seen;

  /**
   * Of one GPU.
   *
   * @param xids what was reported after a sequence number, of all GPUs, oldest first
   */
  DcgmJudge(Gpu gpu, LongFunction<List<XidEvent>> xids) {
    this.gpu = gpu;
    this.xids = xids;
  }

  @Override
  public List<Probe> probes() {
    var probes = new ArrayList<Probe>();
    LINES.forEach(line -> probes.add(line.probe()));
    probes.add(EVENTS);
    return probes;
  }

  @Override
  public int read(NvmlApi api, long device) {
    if (labels == null && driver[0].isEmpty()) {
      int code = api.text(0, NvmlText.DRIVER_VERSION, driver);
      if (GpuSample.isFatal(code)) {
        return code;
      }
    }
    return mig.read(api, device);
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    if (labels == null) {
      labels = DcgmLabels.of(gpu, driver[0]);
    }
    for (DcgmLine line : LINES) {
      if (sample.has(line.probe())) {
        line.read(sample.get(line.probe(), line.index()), labels, out);
      }
    }
    for (DcgmMig.Part part : mig.parts()) {
      FREE.read(part.free(), mig.labels(part, labels), out);
      USED.read(part.used(), mig.labels(part, labels), out);
    }
    readXid(sample, labels, out);
  }

  /** None is known of only where the driver would tell of one. */
  private void readXid(GpuSample sample, Attributes of, Verdicts out) {
    long before = lastXid;
    for (XidEvent event : xids.apply(seen)) {
      seen = event.sequence();
      lastXid = event.uuid().equals(gpu.uuid()) ? event.xid() : lastXid;
    }
    if (xidLabels == null || lastXid != before) {
      xidLabels = of.with("err_code", Long.toString(lastXid));
    }
    boolean told = sample.has(EVENTS) && (sample.get(EVENTS) & NvmlApi.XID_EVENT) != 0;
    if (told || lastXid != 0) {
      out.read(XID, (double) lastXid, xidLabels);
    }
  }
}
