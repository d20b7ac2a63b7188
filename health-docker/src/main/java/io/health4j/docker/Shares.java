package io.health4j.docker;

import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage.Part;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How much a container uses of what it may; absent without a limit. */
final class Shares {

  private Shares() {}

  static OptionalDouble memory(ContainerWatch watch) {
    return share(watch.usage().get(Part.MEMORY_WORKING_SET), memoryLimit(watch));
  }

  static OptionalDouble pids(ContainerWatch watch) {
    return share(watch.usage().get(Part.PIDS), pidsLimit(watch));
  }

  /** Memory that it could still use. */
  static OptionalDouble available(ContainerWatch watch) {
    OptionalDouble used = watch.usage().get(Part.MEMORY_WORKING_SET);
    OptionalDouble limit = memoryLimit(watch);
    return used.isPresent() && limit.isPresent()
        ? OptionalDouble.of(Math.max(0, limit.getAsDouble() - used.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble memoryLimit(ContainerWatch watch) {
    ContainerState state = watch.state();
    return limit(
        watch.usage().get(Part.MEMORY_LIMIT),
        state == null ? OptionalLong.empty() : state.memoryLimit());
  }

  private static OptionalDouble pidsLimit(ContainerWatch watch) {
    ContainerState state = watch.state();
    return limit(
        watch.usage().get(Part.PIDS_LIMIT),
        state == null ? OptionalLong.empty() : state.pidsLimit());
  }

  /** What the kernel holds it to, else what the engine was told. */
  private static OptionalDouble limit(OptionalDouble kernel, OptionalLong engine) {
    if (kernel.isPresent()) {
      return kernel;
    }
    return engine.isPresent()
        ? OptionalDouble.of((double) engine.getAsLong())
        : OptionalDouble.empty();
  }

  private static OptionalDouble share(OptionalDouble used, OptionalDouble limit) {
    return used.isPresent() && limit.isPresent() && limit.getAsDouble() > 0
        ? OptionalDouble.of(used.getAsDouble() / limit.getAsDouble())
        : OptionalDouble.empty();
  }
}
