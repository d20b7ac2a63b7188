package io.health4j.dashboards;

import static io.health4j.dashboards.Panel.chart;
import static io.health4j.dashboards.Panel.stat;
import static io.health4j.dashboards.Panel.table;
import static io.health4j.dashboards.Words.BY_TARGET;
import static io.health4j.dashboards.Words.increase;
import static io.health4j.dashboards.Words.rate;

import io.health4j.dashboards.Dashboard.Row;
import io.health4j.nvml.GpuLimit;
import java.util.List;

/** Each GPU, and each host's together; and what is wrong with them, with links to what it means. */
final class GpuDashboard {

  private static final String GPU = "{{target}} {{hw_name}}";
  private static final String BY_ERROR = "{{target}} {{hw_name}} {{error_type}}";
  private static final String GENERAL = "@hw.gpu.utilization{hw_gpu_task=\"general\"}";
  private static final String CONDITIONS = "${docs}/gpu.md#conditions";
  private static final String XIDS = "${docs}/gpu.md#xids";

  private GpuDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "health4j-gpu",
        "Health4j / GPU",
        "NVIDIA GPUs: work, memory, heat, power, links and errors; each, and by host.",
        "gpu",
        "now-1h",
        List.of(now(), hosts(), work(), heat(), links(), errors()));
  }

  private static Row now() {
    return Row.of(
        "What is wrong",
        stat("GPUs", "short", "GPUs that drivers count.", Empty.GPUS)
            .query("sum(@health.gpu.count)", ""),
        state("ok", Steps.GREEN),
        state("degraded", Steps.ORANGE),
        state("failed", Steps.RED),
        stat("Processes", "short", "Processes with work on GPUs.", Empty.GPUS)
            .query("sum(@health.gpu.processes)", ""),
        stat("Power", "watt", "What all GPUs draw.", Empty.GPUS).query("sum(@hw.power)", ""),
        table(
                "Findings",
                "What checks find wrong with GPUs now; a click on the condition tells what it"
                    + " means and where its limit comes from.",
                Empty.FINDINGS)
            .query(
                "max by (target, condition, subject, status)"
                    + " (@health.finding{condition=~\"gpu-.*\"})",
                "")
            .column(Column.label("status", "Status").words(Words.STATUSES))
            .column(Column.label("condition", "Condition").link(CONDITIONS))
            .column(Column.label("subject", "Subject"))
            .column(Column.label("target", "Target"))
            .hide("Value")
            .sort("Status", false));
  }

  private static Panel state(String state, String color) {
    return stat("GPUs " + state, "short", "GPUs whose state is " + state + ".", Empty.GPUS)
        .query("sum(@hw.status{hw_type=\"gpu\",hw_state=\"" + state + "\"})", "")
        .steps(Steps.none().at(1, color));
  }

  private static Row hosts() {
    return Row.of(
        "By host",
        chart("Utilisation", "percentunit", "Mean of the host's GPUs.", Empty.GPUS)
            .query("avg " + BY_TARGET + "(" + GENERAL + ")", "{{target}}")
            .share(),
        chart("Memory", "percentunit", "Of all memory of the host's GPUs.", Empty.GPUS)
            .query(
                "sum "
                    + BY_TARGET
                    + "(@hw.gpu.memory.usage{hw_parent=\"\"}) / sum "
                    + BY_TARGET
                    + "(@hw.gpu.memory.limit{hw_parent=\"\"})",
                "{{target}}")
            .share(),
        chart("Power", "watt", "Of all GPUs of the host.", Empty.GPUS)
            .query("sum " + BY_TARGET + "(@hw.power)", "{{target}}")
            .fromZero());
  }

  private static Row work() {
    return Row.of(
        "Work and memory",
        chart("Utilisation", "percentunit", "Share of the time with work.", Empty.GPUS)
            .query(GENERAL, GPU)
            .share(),
        chart("Memory", "percentunit", "Share of the memory in use.", Empty.GPUS)
            .query("@hw.gpu.memory.utilization", GPU)
            .share(),
        chart("Memory in use", "bytes", "Of GPUs, and of each MIG device.", Empty.GPUS)
            .query("@hw.gpu.memory.usage", GPU),
        chart(
                "Memory activity",
                "percentunit",
                "Share of the time in which memory was read or written.",
                Empty.GPU_FEATURE)
            .query("@health.gpu.memory.activity", GPU)
            .share(),
        chart("Clocks", "hertz", "Clocks of the GPU's parts.", Empty.GPU_FEATURE)
            .query("@health.gpu.clock", GPU + " {{health_gpu_clock_domain}}"),
        chart("Memory by process", "bytes", "The largest processes on each GPU.", Empty.GPU_FEATURE)
            .query("@health.gpu.process.memory", GPU + " {{process_pid}}"));
  }

  private static Row heat() {
    Steps margin =
        Steps.rising(Steps.RED)
            .at(0, Steps.ORANGE)
            .at(GpuLimit.TEMPERATURE_MARGIN.value(), Steps.GREEN);
    return Row.of(
        "Heat and power",
        chart(
                "Temperature",
                "celsius",
                "Of core and memory, and from where on the GPU slows down or switches off.",
                Empty.GPUS)
            .query(
                "@hw.temperature{hw_sensor_location=~\"core|memory\"}",
                GPU + " {{hw_sensor_location}}")
            .query(
                "min " + "by (target, hw_sensor_location, hw_limit_type) (@hw.temperature.limit)",
                "{{target}} {{hw_sensor_location}} {{hw_limit_type}} limit")
            .limits(".* limit"),
        chart(
                "Margin to the slowdown",
                "celsius",
                "How much hotter the core may get; a warning at "
                    + Math.round(GpuLimit.TEMPERATURE_MARGIN.value())
                    + " °C.",
                Empty.GPU_FEATURE)
            .query("@health.gpu.temperature.margin", GPU)
            .steps(margin),
        chart("Fans", "percentunit", "Share of a fan's most.", Empty.GPU_FEATURE)
            .query("@hw.fan.speed_ratio", GPU + " {{hw_sensor_location}}")
            .share(),
        chart("Power", "watt", "What each GPU draws, and what it may.", Empty.GPUS)
            .query("@hw.power", GPU)
            .query("min by (target) (@health.gpu.power.limit)", "{{target}} limit")
            .limits(".* limit"),
        chart("Energy", "watt", "Power as the counter of energy has it.", Empty.GPU_FEATURE)
            .query(rate("@hw.energy"), GPU),
        chart("Performance state", "short", "From 0, the quickest, to 15.", Empty.GPU_FEATURE)
            .query("@health.gpu.performance_state", GPU));
  }

  private static Row links() {
    return Row.of(
        "PCIe and NVLink",
        chart("PCIe", "Bps", "Bytes moved in a second.", Empty.GPU_FEATURE)
            .query(rate("@hw.gpu.io"), GPU + " {{network_io_direction}}")
            .query("@health.gpu.pcie.throughput", GPU + " {{network_io_direction}} sampled"),
        chart(
                "PCIe errors",
                "short",
                "Replays and fatal errors since the point before.",
                Empty.GPU_FEATURE)
            .query(increase("@hw.errors{hw_type=\"gpu\",error_type=~\"pcie.*\"}"), BY_ERROR),
        chart("NVLinks up", "short", "Links that are up.", Empty.GPU_FEATURE)
            .query("@health.gpu.nvlink.up", GPU)
            .fromZero(),
        chart(
                "NVLink errors",
                "short",
                "Replays, recoveries and wrong checksums since the point before.",
                Empty.GPU_FEATURE)
            .query(increase("@hw.errors{hw_type=\"gpu\",error_type=~\"nvlink.*\"}"), BY_ERROR));
  }

  private static Row errors() {
    return Row.of(
        "Errors",
        chart("ECC", "short", "Errors since the point before.", Empty.GPU_FEATURE)
            .query(
                increase("@hw.errors{hw_type=\"gpu\",error_type=~\"corrected|uncorrected\"}"),
                BY_ERROR),
        chart("ECC of the board's life", "short", "Errors so far.", Empty.GPU_FEATURE)
            .query("@health.gpu.memory.errors.lifetime", BY_ERROR),
        chart("Remapped rows", "short", "Rows of memory replaced so far.", Empty.GPU_FEATURE)
            .query("@health.gpu.memory.rows.remapped", BY_ERROR)
            .query("@health.gpu.memory.rows.pending", GPU + " waits")
            .query("@health.gpu.memory.rows.failed", GPU + " failed"),
        chart("Retired pages", "short", "Pages of memory out of use.", Empty.GPU_FEATURE)
            .query("@health.gpu.memory.pages.retired", BY_ERROR)
            .query("@health.gpu.memory.pages.pending", GPU + " waits")
            .steps(Steps.none().at(GpuLimit.RETIRED_PAGES.value(), Steps.RED)),
        table("XIDs", "How often the driver told each error, and of which GPU.", Empty.GPU_FEATURE)
            .size(16, 7)
            .query("sum by (target, hw_name, hw_id, xid) (@health.gpu.xids)", "")
            .column(Column.label("xid", "XID").link(XIDS))
            .column(Column.label("target", "Target"))
            .column(Column.label("hw_name", "GPU"))
            .column(Column.label("hw_id", "UUID"))
            .column(Column.value("Value", "Count", "short"))
            .sort("Count", true));
  }
}
