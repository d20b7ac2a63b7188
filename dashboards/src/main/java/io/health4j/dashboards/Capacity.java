package io.health4j.dashboards;

import static io.health4j.dashboards.Panel.bars;
import static io.health4j.dashboards.Panel.chart;
import static io.health4j.dashboards.Panel.table;
import static io.health4j.dashboards.Words.BY_TARGET;
import static io.health4j.dashboards.Words.rate;

import io.health4j.dashboards.Dashboard.Row;
import java.time.Duration;
import java.util.List;

/**
 * What is left, and how long it lasts. A trend is the straight line that fits the last hour best;
 * what does not grow has no end in sight. Suggestions are this project's own judgement: a mean
 * above 80 % for half an hour asks for more, one below 20 % for less, and so does a queue that
 * grows and never empties, or is always empty.
 */
final class Capacity {

  private static final String TREND = "[1h]";
  private static final String LATELY = "[30m]";
  private static final double BUSY = 0.8;
  private static final double IDLE = 0.2;

  /** Steeper than this, in shares a second, is a trend: it fills within 30,000 years. */
  private static final String FLAT = "1e-12";

  private static final String GENERAL = "@hw.gpu.utilization{hw_gpu_task=\"general\"}";

  private Capacity() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "health4j-capacity",
        "Health4j / Capacity",
        "What is left, how long it lasts, and where more or less would do.",
        "capacity",
        "now-1h",
        List.of(suggestions(), full(), headroom(), trends(), queues()));
  }

  private static Row suggestions() {
    return Row.of(
        "Suggestions",
        table(
                "More, or less?",
                "By the mean of the last 30 minutes: above 80 % more is needed, below 20 % less"
                    + " would do.",
                Empty.TARGETS)
            .query(scale("avg", "@system.cpu.utilization"), "")
            .query(scale("max", "@system.memory.utilization"), "")
            .query(scale("avg", GENERAL), "")
            .query(scale("max", "@hw.gpu.memory.utilization"), "")
            .query(queueing(), "")
            .column(Column.label("target", "Target"))
            .column(reason("A", "CPU", "CPUs are busy: add workers", "CPUs are idle: fewer do"))
            .column(reason("B", "Memory", "memory is short: add some", "memory is idle: less does"))
            .column(reason("C", "GPU", "GPUs are busy: add some", "GPUs are idle: fewer do"))
            .column(
                reason(
                    "D",
                    "GPU memory",
                    "GPU memory is short: larger GPUs, or smaller batches",
                    "GPU memory is idle: smaller GPUs, or larger batches"))
            .column(
                reason(
                    "E",
                    "Queue",
                    "the queue grows and never empties: add workers",
                    "the queue is always empty: fewer workers do"))
            .column(Column.label("instance", "Instance"))
            .hide("job")
            .sort("Target", false));
  }

  /** 1 for more, −1 for less, 0 for neither. */
  private static String scale(String of, String metric) {
    String mean = of + " " + BY_TARGET + "(avg_over_time(" + metric + LATELY + "))";
    return "(" + mean + " > bool " + BUSY + ") - (" + mean + " < bool " + IDLE + ")";
  }

  private static String queueing() {
    String depth = "@health.queue.depth" + LATELY + "))";
    return "(min "
        + BY_TARGET
        + "(min_over_time("
        + depth
        + " > bool 0) * (max "
        + BY_TARGET
        + "(deriv("
        + depth
        + " > bool 0) - (max "
        + BY_TARGET
        + "(max_over_time("
        + depth
        + " == bool 0)";
  }

  private static Column reason(String query, String title, String more, String less) {
    return Column.value("Value #" + query, title, "short")
        .words(
            List.of(
                new Mapping.Value("1", "scale up: " + more, Steps.ORANGE),
                new Mapping.Value("0", "as it is", Steps.GREEN),
                new Mapping.Value("-1", "scale down: " + less, Steps.BLUE)));
  }

  private static Row full() {
    return Row.of(
        "Time to full, by the trend of the last hour",
        lasts("File systems", Empty.MACHINE)
            .query(
                full("@system.filesystem.utilization"),
                "{{target}} {{system_filesystem_mountpoint}}"),
        lasts("Memory", Empty.MACHINE).query(full("@system.memory.utilization"), "{{target}}"),
        lasts("GPU memory", Empty.GPUS)
            .query(full("@hw.gpu.memory.utilization"), "{{target}} {{hw_name}}"));
  }

  private static Panel lasts(String title, Empty empty) {
    double day = Duration.ofDays(1).toSeconds();
    return bars(title, "s", "Until nothing is left, if it goes on like this.", empty)
        .steps(Steps.rising(Steps.RED).at(day, Steps.ORANGE).at(7 * day, Steps.GREEN))
        .words(List.of(new Mapping.Range(365 * day, null, "no end in sight", Steps.GREEN)));
  }

  private static String full(String share) {
    return "(1 - " + share + ") / clamp_min(deriv(" + share + TREND + "), " + FLAT + ")";
  }

  private static Row headroom() {
    return Row.of(
        "Headroom",
        left("CPU", Empty.MACHINE, "@system.cpu.utilization", "{{target}}")
            .steps(Steps.reading("system.cpu.utilization").left()),
        left("Memory", Empty.MACHINE, "@system.memory.utilization", "{{target}}")
            .steps(Steps.reading("system.memory.utilization").left()),
        left(
                "File systems",
                Empty.MACHINE,
                "@system.filesystem.utilization",
                "{{target}} {{system_filesystem_mountpoint}}")
            .steps(Steps.reading("system.filesystem.utilization").left()),
        left("GPU memory", Empty.GPUS, "@hw.gpu.memory.utilization", "{{target}} {{hw_name}}"),
        left("Heap", Empty.HEAP, "@health.heap.utilization", "{{target}}")
            .steps(Steps.reading("health.heap.utilization").left()),
        left("Swap", Empty.SWAP, "@system.paging.utilization", "{{target}}")
            .steps(Steps.reading("system.paging.utilization").left()));
  }

  private static Panel left(String title, Empty empty, String metric, String legend) {
    return bars(title, "percentunit", "Share that is left.", empty)
        .query("1 - " + metric, legend)
        .share();
  }

  private static Row trends() {
    return Row.of(
        "Trends",
        trend("CPU", Empty.MACHINE, "@system.cpu.utilization", "{{target}}"),
        trend("Memory", Empty.MACHINE, "@system.memory.utilization", "{{target}}")
            .steps(Steps.reading("system.memory.utilization")),
        trend(
                "File systems",
                Empty.MACHINE,
                "@system.filesystem.utilization",
                "{{target}} {{system_filesystem_mountpoint}}")
            .steps(Steps.reading("system.filesystem.utilization")),
        trend("GPU memory", Empty.GPUS, "@hw.gpu.memory.utilization", "{{target}} {{hw_name}}"),
        chart("GPU utilisation", "percentunit", "Mean of the last 30 minutes.", Empty.GPUS)
            .query("avg " + BY_TARGET + "(avg_over_time(" + GENERAL + LATELY + "))", "{{target}}")
            .share(),
        chart("Network", "percentunit", "Used share of the links' speed.", Empty.MACHINE)
            .query(
                "@health.network.utilization",
                "{{target}} {{network_interface_name}} {{network_io_direction}}")
            .share());
  }

  private static Panel trend(String title, Empty empty, String metric, String legend) {
    return chart(
            title,
            "percentunit",
            "Share in use, and where it will be in four hours by the trend of the last one.",
            empty)
        .query(metric, legend)
        .query("predict_linear(" + metric + TREND + ", 4 * 3600)", legend + " in 4 h")
        .limits(".* in 4 h");
  }

  private static Row queues() {
    return Row.of(
        "Queues and tasks",
        chart("Queue depth", "short", "What waits in each queue.", Empty.QUEUES)
            .query("@health.queue.depth", "{{target}} {{messaging_destination_name}}")
            .fromZero(),
        chart("Tasks that run", "short", "By their type.", Empty.TASKS)
            .query("@health.task.active", "{{target}} {{task_type}}")
            .fromZero(),
        chart("Tasks that finish", "cps", "In a second, by their type.", Empty.TASKS)
            .query(
                "sum by (job, instance, target, task_type) (" + rate("@health.task.finished") + ")",
                "{{target}} {{task_type}}"),
        chart("Task duration", "s", "Mean time that a task takes.", Empty.TASKS)
            .query(
                rate("@health.task.duration.sum") + " / " + rate("@health.task.duration.count"),
                "{{target}} {{task_type}}"));
  }
}
