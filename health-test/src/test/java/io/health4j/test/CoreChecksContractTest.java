package io.health4j.test;

import io.health4j.check.Checks;
import io.health4j.check.HealthCheck;
import io.health4j.check.Heartbeat;
import io.health4j.check.Metric;
import io.health4j.check.ModelLoad;
import io.health4j.check.TaskStats;
import io.health4j.check.Threshold;
import io.health4j.loop.LoopProbe;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;

/** Every check of health-core, in each of the states that it can be brought into. */
class CoreChecksContractTest {

  private static final Metric LEVEL = Metric.gauge("test.level", "1", "A level.");
  private static final Threshold LIMIT = Threshold.above(10, 20);

  @Nested
  class Heap implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.heap();
    }
  }

  @Nested
  class HeapTooFull implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.heap(Threshold.above(1e-9, 2e-9));
    }
  }

  @Nested
  class DiskSpace implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.diskSpace(Path.of("."));
    }
  }

  @Nested
  class DiskSpaceOfNothing implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.diskSpace(Path.of("no", "such", "path"));
    }
  }

  @Nested
  class Value implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.value(LEVEL, () -> 1, LIMIT);
    }
  }

  @Nested
  class ValueBeyondLimit implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.value(LEVEL, () -> 21, LIMIT);
    }
  }

  @Nested
  class ValueNotANumber implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.value(LEVEL, () -> Double.NaN, LIMIT);
    }
  }

  @Nested
  class GcTime implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.gcTime();
    }
  }

  @Nested
  class GcTimeTooHigh extends OnMovingTicker {
    @Override
    public HealthCheck check() {
      return Checks.gcTime(Threshold.above(-2, -1));
    }
  }

  @Nested
  class NoDeadlock implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.deadlocks();
    }
  }

  @Nested
  class ProcessAlive implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.processAlive(ProcessHandle.current());
    }
  }

  @Nested
  class ProcessReplaced implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.processAlive(ProcessHandle.current().pid(), Instant.EPOCH);
    }
  }

  @Nested
  class Queue implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.queue("jobs", List.of(1), LIMIT);
    }
  }

  @Nested
  class QueueDeep implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.queue("jobs", () -> true, () -> 15, LIMIT);
    }
  }

  @Nested
  class QueueDisconnected implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.queue("jobs", () -> false, () -> 0, LIMIT);
    }
  }

  @Nested
  class QueueWithoutDepth implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.queue("jobs", () -> true, () -> -1, LIMIT);
    }
  }

  @Nested
  class Holds implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.holds("test-failed", () -> true);
    }
  }

  @Nested
  class HoldsNot implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.holds("test-failed", () -> false);
    }
  }

  @Nested
  class AllOf implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.allOf(parts());
    }
  }

  @Nested
  class AnyOf implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.anyOf(parts());
    }
  }

  @Nested
  class AnyOfFailing implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return Checks.anyOf(failing());
    }
  }

  @Nested
  class ModelUnasked extends OnManualTicker {
    @Override
    public HealthCheck check() {
      return model().health();
    }
  }

  @Nested
  class ModelLoading extends OnManualTicker {
    @Override
    public HealthCheck check() {
      ModelLoad model = model();
      model.loading();
      ticker.advance(Duration.ofMinutes(1));
      return model.health();
    }
  }

  @Nested
  class ModelLoaded extends OnManualTicker {
    @Override
    public HealthCheck check() {
      ModelLoad model = model();
      model.loaded();
      return model.health();
    }
  }

  @Nested
  class ModelFailed extends OnManualTicker {
    @Override
    public HealthCheck check() {
      ModelLoad model = model();
      model.failed(new IOException("gone"));
      return model.health();
    }
  }

  @Nested
  class Beating extends OnManualTicker {
    @Override
    public HealthCheck check() {
      return Heartbeat.create(Duration.ofSeconds(1), Duration.ofSeconds(2), ticker).health();
    }
  }

  @Nested
  class BeatMissed extends OnManualTicker {
    @Override
    public HealthCheck check() {
      var heartbeat = Heartbeat.create(Duration.ofSeconds(1), Duration.ofSeconds(2), ticker);
      ticker.advance(Duration.ofMinutes(1));
      return heartbeat.health();
    }
  }

  @Nested
  class NoTasks implements HealthCheckContract {
    @Override
    public HealthCheck check() {
      return TaskStats.create().health();
    }
  }

  @Nested
  class Tasks extends OnManualTicker {
    @Override
    public HealthCheck check() {
      return tasks(true);
    }
  }

  @Nested
  class TasksFailing extends OnManualTicker {
    @Override
    public HealthCheck check() {
      return tasks(false);
    }
  }

  @Nested
  class LoopUnused extends OnManualTicker {
    @Override
    public HealthCheck check() {
      return LoopProbe.builder().ticker(ticker).build().health();
    }
  }

  @Nested
  class Loop extends OnManualTicker {
    @Override
    public HealthCheck check() {
      return loop(true).health();
    }
  }

  @Nested
  class LoopFailingAndStalled extends OnManualTicker {
    @Override
    public HealthCheck check() {
      LoopProbe loop = loop(false);
      ticker.advance(Duration.ofHours(1));
      return loop.health();
    }
  }

  private static Map<String, HealthCheck> parts() {
    var parts = new LinkedHashMap<String, HealthCheck>();
    parts.put("well", Checks.value(LEVEL, () -> 1, LIMIT));
    parts.put("unreadable", Checks.value(LEVEL, () -> Double.NaN, LIMIT));
    parts.put(
        "broken",
        context -> {
          throw new IOException("gone");
        });
    parts.putAll(failing());
    return parts;
  }

  private static Map<String, HealthCheck> failing() {
    var parts = new LinkedHashMap<String, HealthCheck>();
    parts.put("high", Checks.value(LEVEL, () -> 15, LIMIT));
    parts.put("higher", Checks.value(LEVEL, () -> 16, LIMIT));
    return parts;
  }

  /** For a check that needs time between its looks: each reading of the clock is a minute later. */
  private abstract static class OnMovingTicker implements HealthCheckContract {

    private final AtomicLong now = new AtomicLong();

    @Override
    public Ticker ticker() {
      return () -> now.addAndGet(Duration.ofMinutes(1).toNanos());
    }
  }

  private abstract static class OnManualTicker implements HealthCheckContract {

    final ManualTicker ticker = new ManualTicker();

    @Override
    public Ticker ticker() {
      return ticker;
    }

    ModelLoad model() {
      return ModelLoad.create("net", Duration.ofSeconds(10), Duration.ofSeconds(20), ticker);
    }

    HealthCheck tasks(boolean succeed) {
      TaskStats stats =
          TaskStats.builder()
              .expect("train", Duration.ofMillis(1))
              .minimumSample(2)
              .ticker(ticker)
              .build();
      for (int i = 0; i < 30; i++) {
        stats.record("train", Duration.ofSeconds(1), succeed);
        stats.record("evaluate", Duration.ofMillis(1), succeed);
      }
      return stats.health();
    }

    LoopProbe loop(boolean succeed) {
      LoopProbe loop = LoopProbe.builder().ticker(ticker).build();
      for (int i = 0; i < 30; i++) {
        try (LoopProbe.Iteration iteration = loop.begin()) {
          ticker.advance(Duration.ofMillis(1));
          iteration.best(1);
          iteration.population(4, 3, (individual, locus) -> individual + locus);
          iteration.vectors(4, 2, (individual, dimension) -> individual * 0.5 + dimension);
          if (succeed) {
            iteration.succeeded();
          }
        }
      }
      return loop;
    }
  }
}
