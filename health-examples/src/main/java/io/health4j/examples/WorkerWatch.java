package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.TargetSpec;
import io.health4j.check.Checks;
import io.health4j.check.Threshold;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** How workers are watched: each is a target of one monitor. */
final class WorkerWatch {

  static final String HEARTBEAT = "heartbeat";
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** What comes in within 2 s, and nearly all the room there is. */
  private static final Threshold DEPTHS = Threshold.above(20, 80);

  private WorkerWatch() {}

  static MonitorBuilder all(List<Worker> workers) {
    MonitorBuilder monitor = HealthMonitor.builder();
    workers.forEach(worker -> monitor.watch(worker.name(), of(worker)));
    return monitor;
  }

  static Consumer<TargetSpec> of(Worker worker) {
    return target ->
        target
            .interval(INTERVAL)
            .check(HEARTBEAT, worker.heartbeat().health(), check -> check.weight(50).vital())
            .check("tasks", worker.tasks().health(), check -> check.weight(30))
            .check(
                "queue",
                Checks.queue("inbox", () -> true, worker::waiting, DEPTHS),
                check -> check.weight(20));
  }
}
