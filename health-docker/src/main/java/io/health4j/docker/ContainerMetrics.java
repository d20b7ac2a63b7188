package io.health4j.docker;

import static io.health4j.check.Metric.counter;
import static io.health4j.check.Metric.gauge;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.usage.SeenUsage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is read of containers, under the names that OpenTelemetry has where it has one. */
final class ContainerMetrics {

  static final Metric UPTIME = gauge("container.uptime", "s", "How long it runs, at the least.");
  static final Metric CPU_TIME = counter("container.cpu.time", "s", "CPU time used.");
  static final Metric CPU_USAGE = gauge("container.cpu.usage", "{cpu}", "CPUs in use.");
  static final Metric MEMORY = gauge("container.memory.usage", "By", "Memory, with file cache.");
  static final Metric MEMORY_AVAILABLE =
      gauge("container.memory.available", "By", "Memory that it could still use.");
  static final Metric MEMORY_RSS = gauge("container.memory.rss", "By", "Memory that is no file's.");
  static final Metric MEMORY_WORKING_SET =
      gauge("container.memory.working_set", "By", "Memory without inactive file cache.");
  static final Metric MEMORY_UTILIZATION =
      gauge("health.container.memory.utilization", "1", "Working set, of the memory limit.");
  static final Metric DISK_IO = counter("container.disk.io", "By", "Bytes to and from disks.");
  static final Metric NETWORK_IO =
      counter("container.network.io", "By", "Bytes over networks of its own.");
  static final Metric THROTTLED =
      gauge(
          "health.container.cpu.throttled",
          "1",
          "Share of the last minute's periods in which it waited for its CPU limit.");
  static final Metric THROTTLED_TIME =
      counter("health.container.cpu.throttled.time", "s", "Time waited for its CPU limit.");
  static final Metric PIDS = gauge("health.container.pids", "{process}", "Processes and threads.");
  static final Metric PIDS_UTILIZATION =
      gauge("health.container.pids.utilization", "1", "Processes and threads, of their limit.");
  static final Metric RESTARTS =
      counter("health.container.restarts", "{restart}", "Restarts by the engine.");
  static final Metric OOM_KILLS =
      counter("health.container.oom_kills", "{kill}", "Processes killed for want of memory.");
  static final Metric EXIT_CODE =
      gauge("health.container.exit_code", "1", "How the last run of an ended container ended.");
  static final Metric CONTAINERS = gauge("health.containers", "{container}", "Containers there.");
  static final Metric UNREAD =
      gauge("health.containers.unread", "{container}", "Containers that are counted only.");
  static final Metric USAGE_AGE =
      gauge("health.container.usage.age", "s", "Age of the oldest usage that is given.");

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private ContainerMetrics() {}

  /** What the engine says of a container. */
  static void state(ContainerWatch watch, EngineClock clock, ContainerReport report) {
    ContainerState state = watch.state();
    if (state == null) {
      return;
    }
    Attributes plain = watch.attributes();
    report.read(RESTARTS, (double) state.restarts(), plain);
    if (watch.isRunning()) {
      state
          .startedAt()
          .map(started -> clock.since(started, report.tick()))
          .ifPresent(time -> report.read(UPTIME, seconds(time), plain));
    } else if (watch.entry().state().equals("exited") && !state.isRunning()) {
      report.read(EXIT_CODE, state.exitCode(), plain);
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / SECOND;
  }

  /** What a container uses. */
  static void usage(ContainerWatch watch, ContainerReport report) {
    UsageTrack usage = watch.usage();
    ContainerAttributes all = watch.allAttributes();
    Attributes plain = all.plain();
    report.read(CPU_TIME, usage.get(Part.CPU_TIME), plain);
    report.read(CPU_USAGE, usage.cpus(), plain);
    report.read(THROTTLED, usage.throttling().share(), plain);
    report.read(THROTTLED_TIME, usage.get(Part.THROTTLED_TIME), plain);
    report.read(MEMORY, usage.get(Part.MEMORY), plain);
    report.read(MEMORY_AVAILABLE, Shares.available(watch), plain);
    report.read(MEMORY_RSS, usage.get(Part.MEMORY_ANONYMOUS), plain);
    report.read(MEMORY_WORKING_SET, usage.get(Part.MEMORY_WORKING_SET), plain);
    report.read(MEMORY_UTILIZATION, Shares.memory(watch), plain);
    report.read(OOM_KILLS, usage.get(Part.OOM_KILLS), plain);
    report.read(PIDS, usage.get(Part.PIDS), plain);
    report.read(PIDS_UTILIZATION, Shares.pids(watch), plain);
    report.read(DISK_IO, usage.get(Part.DISK_READ), all.read());
    report.read(DISK_IO, usage.get(Part.DISK_WRITTEN), all.write());
    report.read(NETWORK_IO, usage.get(Part.NETWORK_RECEIVED), all.receive());
    report.read(NETWORK_IO, usage.get(Part.NETWORK_SENT), all.transmit());
  }

  /** All containers together. */
  static void all(Roster roster, ContainerReport report) {
    roster
        .states()
        .forEach(
            (state, count) ->
                report.read(CONTAINERS, count, Attributes.of("container.state", state)));
    report.read(UNREAD, roster.unread(), Attributes.none());
  }

  /** How old the oldest usage is that is given, if there is one. */
  static void age(Roster roster, ContainerReport report) {
    long oldest = -1;
    for (ContainerWatch watch : roster.watches()) {
      SeenUsage last = watch.usage().last();
      if (last != null) {
        oldest = Math.max(oldest, Math.max(0, report.tick() - last.tick())); // read in this look: 0
      }
    }
    if (oldest >= 0) {
      report.read(USAGE_AGE, oldest / SECOND, Attributes.none());
    }
  }
}
