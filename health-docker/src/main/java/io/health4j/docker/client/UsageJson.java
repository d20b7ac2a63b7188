package io.health4j.docker.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a container uses, from an engine's statistics. They have one shape for both versions of
 * cgroups and for Windows, and different fields in it; a container that does not run has zeros,
 * under a time in the year 1.
 *
 * <p>A rootless engine without cgroups answers as if nothing were amiss: Docker 20.10 with what the
 * whole machine uses, Podman 4.3 with zeros. Both leave out how many processes there are, which is
 * known of every container in a cgroup of its own.
 */
final class UsageJson {

  private static final double NANOS = 1e9;

  /** Windows counts CPU time in 100 ns. */
  private static final double TICKS = 1e7;

  /** From here on a limit is none: cgroups write 2^63 less a page, or 2^64 less one. */
  private static final double NO_LIMIT = 0x1p60;

  private final Map<Part, Double> values = new EnumMap<>(Part.class);

  private UsageJson() {}

  /** The usage; a memory limit that is all of the machine's memory is none. */
  static ContainerUsage usage(JsonNode stats, double machineMemory) {
    UsageJson usage = new UsageJson();
    if (Json.instant(stats.path("read")).isPresent()) {
      boolean windows = Json.positive(stats.path("num_procs")).isPresent();
      if (windows) {
        usage.windows(stats);
      } else if (first(stats.path("pids_stats"), "current").isPresent()) {
        usage.linux(stats, machineMemory);
      }
      usage.put(Part.NETWORK_RECEIVED, sum(stats.path("networks"), "rx_bytes"));
      usage.put(Part.NETWORK_SENT, sum(stats.path("networks"), "tx_bytes"));
    }
    return ContainerUsage.of(usage.values);
  }

  private void windows(JsonNode stats) {
    cpu(stats.path("cpu_stats").path("cpu_usage"), TICKS);
    put(Part.MEMORY_WORKING_SET, first(stats.path("memory_stats"), "privateworkingset"));
    put(Part.DISK_READ, first(stats.path("storage_stats"), "read_size_bytes"));
    put(Part.DISK_WRITTEN, first(stats.path("storage_stats"), "write_size_bytes"));
  }

  private void linux(JsonNode stats, double machineMemory) {
    cpu(stats.path("cpu_stats").path("cpu_usage"), NANOS);
    JsonNode throttling = stats.path("cpu_stats").path("throttling_data");
    put(Part.PERIODS, first(throttling, "periods"));
    put(Part.THROTTLED_PERIODS, first(throttling, "throttled_periods"));
    put(Part.THROTTLED_TIME, over(first(throttling, "throttled_time"), NANOS));
    memory(stats.path("memory_stats"), machineMemory);
    put(Part.PIDS, first(stats.path("pids_stats"), "current"));
    limit(Part.PIDS_LIMIT, first(stats.path("pids_stats"), "limit"), NO_LIMIT);
    JsonNode io = stats.path("blkio_stats").path("io_service_bytes_recursive");
    put(Part.DISK_READ, operations(io, "read"));
    put(Part.DISK_WRITTEN, operations(io, "write"));
  }

  private void cpu(JsonNode usage, double perSecond) {
    put(Part.CPU_TIME, over(first(usage, "total_usage"), perSecond));
    put(Part.CPU_USER, over(first(usage, "usage_in_usermode"), perSecond));
    put(Part.CPU_SYSTEM, over(first(usage, "usage_in_kernelmode"), perSecond));
  }

  private void memory(JsonNode memory, double machineMemory) {
    JsonNode parts = memory.path("stats");
    OptionalDouble used = first(memory, "usage");
    put(Part.MEMORY, used);
    OptionalDouble idle = first(parts, "total_inactive_file", "inactive_file");
    if (used.isPresent() && idle.isPresent()) {
      double set = Math.max(0, used.getAsDouble() - idle.getAsDouble());
      put(Part.MEMORY_WORKING_SET, OptionalDouble.of(set));
    }
    put(Part.MEMORY_ANONYMOUS, first(parts, "total_rss", "rss", "anon"));
    limit(Part.MEMORY_LIMIT, first(memory, "limit"), Math.min(machineMemory, NO_LIMIT));
  }

  private void put(Part part, OptionalDouble value) {
    value.ifPresent(number -> values.put(part, number));
  }

  private void limit(Part part, OptionalDouble value, double none) {
    value.ifPresent(
        limit -> {
          if (limit > 0 && limit < none) {
            values.put(part, limit);
          }
        });
  }

  /** The first of these fields that is a number. */
  private static OptionalDouble first(JsonNode node, String... fields) {
    return Stream.of(fields).map(node::path).flatMapToDouble(UsageJson::number).findFirst();
  }

  private static DoubleStream number(JsonNode node) {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    return Double.isFinite(value) && value >= 0 ? DoubleStream.of(value) : DoubleStream.empty();
  }

  private static OptionalDouble over(OptionalDouble value, double divisor) {
    return value.isPresent()
        ? OptionalDouble.of(value.getAsDouble() / divisor)
        : OptionalDouble.empty();
  }

  private static OptionalDouble sum(JsonNode items, String field) {
    return StreamSupport.stream(items.spliterator(), false)
        .flatMapToDouble(item -> number(item.path(field)))
        .reduce(Double::sum);
  }

  /** Bytes of all devices; absent without any: an engine that cannot read them lists none. */
  private static OptionalDouble operations(JsonNode items, String operation) {
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> Json.text(item.path("op")).equalsIgnoreCase(operation))
        .flatMapToDouble(item -> number(item.path("value")))
        .reduce(Double::sum);
  }
}
