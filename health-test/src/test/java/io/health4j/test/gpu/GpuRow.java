package io.health4j.test.gpu;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.GpuCondition;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How a condition is made to happen.
 *
 * @param name for people
 * @param maker the machine, which is well until the scenario begins
 * @param settings of the check
 * @param condition what then holds
 * @param status how bad it is
 * @param scenario what is done to the machine, and how long it lasts
 */
record GpuRow(
    String name,
    Supplier<CannedMachine> maker,
    UnaryOperator<GpuChecks.Builder> settings,
    GpuCondition condition,
    Status status,
    Scenario scenario) {

  /** From a machine that is well to the answer of the check. */
  interface Scenario {
    CheckResult run(GpuRig rig) throws Exception;
  }

  static GpuRow of(
      String name,
      Supplier<CannedMachine> maker,
      GpuCondition condition,
      Status status,
      Scenario scenario) {
    return new GpuRow(name, maker, builder -> builder, condition, status, scenario);
  }

  /** A change of the first GPU that shows with the next sample. */
  static GpuRow change(
      String name,
      Supplier<CannedMachine> maker,
      GpuCondition condition,
      Status status,
      Consumer<CannedGpu> change) {
    return repeat(name, maker, condition, status, 1, Duration.ofSeconds(5), change);
  }

  /** A change of the first GPU before each of several samples. */
  static GpuRow repeat(
      String name,
      Supplier<CannedMachine> maker,
      GpuCondition condition,
      Status status,
      int times,
      Duration every,
      Consumer<CannedGpu> change) {
    return GpuRow.of(
        name,
        maker,
        condition,
        status,
        rig -> rig.repeat(times, every, () -> change.accept(rig.machine.gpu(0))));
  }

  /** With settings of the check. */
  GpuRow with(UnaryOperator<GpuChecks.Builder> others) {
    return new GpuRow(name, maker, others, condition, status, scenario);
  }

  /** With a machine that was changed before the check first saw it. */
  GpuRow prepared(Consumer<CannedMachine> change) {
    Supplier<CannedMachine> changed =
        () -> {
          CannedMachine machine = maker.get();
          change.accept(machine);
          return machine;
        };
    return new GpuRow(name, changed, settings, condition, status, scenario);
  }

  @Override
  public String toString() {
    return name;
  }
}
