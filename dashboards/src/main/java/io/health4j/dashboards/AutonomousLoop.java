package io.health4j.dashboards;

import static io.health4j.dashboards.Panel.chart;
import static io.health4j.dashboards.Panel.stat;
import static io.health4j.dashboards.Panel.states;
import static io.health4j.dashboards.Words.increase;
import static io.health4j.dashboards.Words.rate;

import io.health4j.dashboards.Dashboard.Row;
import io.health4j.docker.ContainerLimit;
import java.util.List;

/** One search: what it uses, whether it gets better, whether it stays diverse, what it runs in. */
final class AutonomousLoop {

  private static final String OF_LOOPS = " and on (job, instance, target) @loop.iterations";

  private AutonomousLoop() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "health4j-loop",
        "Health4j / Autonomous loop",
        "A loop that searches by itself: its resources, its progress, its diversity, and the"
            + " containers that its candidates run in.",
        "loop",
        "now-15m",
        List.of(now(), resources(), strategy(), diversity(), containers()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        stat("State", "short", "The settled state of each loop's target.", Empty.LOOP)
            .query(Words.STATE + OF_LOOPS, "{{target}}")
            .words(Words.STATES),
        stat("Score", "percentunit", "From 0 to 1; not known while too little is.", Empty.LOOP)
            .query("@health.score" + OF_LOOPS, "{{target}}")
            .steps(Steps.score())
            .words(Words.NOT_KNOWN)
            .share(),
        stat("Iterations", "cps", "Iterations that end in a second.", Empty.LOOP)
            .query(rate("@loop.iterations"), "{{target}}"),
        stat("Best fitness", "short", "Of all so far, as the loop reports it.", Empty.FITNESS)
            .query("@loop.champion.fitness", "{{target}}"),
        stat("Success", "percentunit", "Share of the last iterations that succeeded.", Empty.LOOP)
            .query("@loop.success.ratio", "{{target}}")
            .steps(Steps.reading("loop.success.ratio"))
            .share(),
        stat("Alerts", "short", "Alerts that fired and have not ended.", Empty.MONITOR)
            .query("sum by (severity) (@health.alerts.active)", "{{severity}}"),
        states(
                "Events",
                "When champions were found and alerts fired, as the monitor counts them, and which"
                    + " alerts of Prometheus' own rules fire. The charts below mark champions and"
                    + " alerts, too.",
                Empty.LOOP)
            .size(24, 5)
            .query(Events.CHAMPIONS, "champion {{target}}")
            .query(Events.alerts("@loop.iterations"), "alert")
            .query("max by (alertname) (@ALERTS{alertstate=\"firing\"})", "{{alertname}}")
            .words(Events.WORDS));
  }

  private static Row resources() {
    return Row.of(
        "Resource usage",
        chart("CPU", "percentunit", "Busy share of all CPUs of the machine.", Empty.MACHINE)
            .query("@system.cpu.utilization", "{{target}}")
            .steps(Steps.reading("system.cpu.utilization"))
            .share(),
        chart("Memory", "percentunit", "Share of the machine's memory in use.", Empty.MACHINE)
            .query("@system.memory.utilization", "{{target}}")
            .steps(Steps.reading("system.memory.utilization"))
            .share(),
        chart(
                "Heap",
                "percentunit",
                "Estimated share of the heap that a collection leaves, garbage not counted.",
                Empty.HEAP)
            .query("@health.heap.utilization", "{{target}}")
            .steps(Steps.reading("health.heap.utilization"))
            .share(),
        chart("Collections", "percentunit", "Time in which collections paused all.", Empty.GC)
            .query("@health.gc.utilization", "{{target}}")
            .fromZero(),
        chart("GPU", "percentunit", "Share of the time in which a GPU had work.", Empty.GPUS)
            .query("@hw.gpu.utilization{hw_gpu_task=\"general\"}", "{{target}} {{hw_name}}")
            .share(),
        chart("GPU memory", "percentunit", "Share of a GPU's memory in use.", Empty.GPUS)
            .query("@hw.gpu.memory.utilization", "{{target}} {{hw_name}}")
            .share(),
        chart("File systems", "percentunit", "Used share of what users can have.", Empty.MACHINE)
            .query("@system.filesystem.utilization", "{{target}} {{system_filesystem_mountpoint}}")
            .steps(Steps.reading("system.filesystem.utilization"))
            .share(),
        chart("Network", "Bps", "Bytes moved in a second, by interface.", Empty.MACHINE)
            .query(
                rate("@system.network.io"),
                "{{target}} {{network_interface_name}} {{network_io_direction}}"),
        chart("Open files", "short", "Open files of this process, and its limit.", Empty.MACHINE)
            .query("@process.unix.file_descriptor.count", "{{target}}")
            .query("@health.process.file_descriptor.limit", "{{target}} limit")
            .limits(".* limit"));
  }

  private static Row strategy() {
    return Row.of(
        "Strategy performance",
        chart("Champion", "short", "The best fitness so far.", Empty.FITNESS)
            .query("@loop.champion.fitness", "{{target}}")
            .events("@loop.champion.fitness"),
        chart(
                "Staleness",
                "short",
                "Iterations without a better champion. A search that is done finds none.",
                Empty.FITNESS)
            .query("@loop.champion.staleness", "{{target}}")
            .events("@loop.champion.staleness")
            .steps(Steps.reading("loop.champion.staleness")),
        chart("Champions found", "short", "Better champions since the point before.", Empty.LOOP)
            .query(increase("@loop.champions"), "{{target}}"),
        chart("Iterations", "cps", "Iterations that end in a second.", Empty.LOOP)
            .query(rate("@loop.iterations"), "{{target}}"),
        chart("Duration", "s", "How long iterations take.", Empty.LOOP_DURATION)
            .query(
                rate("@loop.iteration.duration.sum")
                    + " / "
                    + rate("@loop.iteration.duration.count"),
                "{{target}} mean")
            .query(
                "histogram_quantile(0.99, sum by (job, instance, target, le) ("
                    + rate("@loop.iteration.duration.buckets")
                    + "))",
                "{{target}} 99 %"),
        chart("Success", "percentunit", "Share of the last iterations.", Empty.LOOP)
            .query("@loop.success.ratio", "{{target}}")
            .events("@loop.success.ratio")
            .steps(Steps.reading("loop.success.ratio"))
            .share(),
        chart("Longest iteration", "s", "The longest iteration so far.", Empty.LOOP_DURATION)
            .query("@loop.iteration.duration.max", "{{target}}"),
        chart(
                "Invalid fitness",
                "short",
                "Reports that were not a number or infinite, since the point before.",
                Empty.LOOP)
            .query(increase("@loop.fitness.invalid"), "{{target}}"),
        chart("Tasks", "cps", "Tasks that finish in a second, by outcome.", Empty.TASKS)
            .query(
                "sum by (job, instance, target, outcome) (" + rate("@health.task.finished") + ")",
                "{{target}} {{outcome}}"));
  }

  private static Row diversity() {
    return Row.of(
        "Diversity",
        chart(
                "Diversity",
                "short",
                "How different the individuals are, by measure: 0 when all are the same. Shares and"
                    + " entropy end at 1, distances do not.",
                Empty.POPULATION)
            .query("@loop.diversity", "{{target}} {{loop_diversity_measure}}")
            .events("@loop.diversity")
            .steps(Steps.reading("loop.diversity")),
        chart(
                "How sure that is",
                "short",
                "Standard error of measures that look at a sample of pairs only.",
                Empty.POPULATION)
            .query("@loop.diversity.error", "{{target}} {{loop_diversity_measure}}"),
        chart("Population", "short", "Individuals of the last population.", Empty.POPULATION)
            .query("@loop.population.size", "{{target}}"),
        chart("Islands", "short", "Islands of the search, or cells of its archive.", Empty.ISLANDS)
            .query("@loop.islands", "{{target}}"),
        chart("Occupied islands", "percentunit", "Share that is not empty.", Empty.ISLANDS)
            .query("@loop.islands.occupied", "{{target}}")
            .share(),
        chart(
                "Largest island",
                "percentunit",
                "Share of all individuals that the largest has.",
                Empty.ISLANDS)
            .query("@loop.islands.largest", "{{target}}")
            .share());
  }

  private static Row containers() {
    return Row.of(
        "Containers",
        chart("Containers", "short", "Containers by their state.", Empty.CONTAINERS)
            .query("@health.containers", "{{target}} {{container_state}}")
            .stacked(),
        chart("Memory", "percentunit", "Working set, of the limit.", Empty.CONTAINER_LIMITS)
            .query("@health.container.memory.utilization", "{{container_name}}")
            .steps(
                Steps.levels(
                    ContainerLimit.MEMORY_WARNING.value(), ContainerLimit.MEMORY_CRITICAL.value()))
            .share(),
        chart("CPU", "short", "CPUs in use.", Empty.CONTAINERS)
            .query("@container.cpu.usage", "{{container_name}}"),
        chart(
                "Throttled",
                "percentunit",
                "Share of the last minute's periods in which it waited for its CPU limit.",
                Empty.CONTAINER_LIMITS)
            .query("@health.container.cpu.throttled", "{{container_name}}")
            .steps(
                Steps.levels(
                    ContainerLimit.THROTTLED_WARNING.value(),
                    ContainerLimit.THROTTLED_CRITICAL.value()))
            .share(),
        chart(
                "Restarts and kills",
                "short",
                "Restarts by the engine, and processes killed for want of memory, since the point"
                    + " before.",
                Empty.CONTAINERS)
            .query(increase("@health.container.restarts"), "{{container_name}} restarts")
            .query(increase("@health.container.oom_kills"), "{{container_name}} kills"),
        chart(
                "Left behind",
                "short",
                "Containers of this owner, and those whose owner lives no longer.",
                Empty.OWNERS)
            .query("@health.containers.owned", "{{target}} owned")
            .query("@health.containers.orphaned", "{{target}} left behind")
            .steps(Steps.reading("health.containers.orphaned")));
  }
}
