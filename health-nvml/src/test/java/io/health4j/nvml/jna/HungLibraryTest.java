package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.Nvml;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlText;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever function of the driver does not come back: nobody waits for it. */
class HungLibraryTest {

  private static final Duration INTERVAL = Duration.ofMillis(50);

  /** What a monitor never asks of a GPU that is well and whole: older forms, MIG devices. */
  private static final Set<String> UNREACHED =
      Set.of(
          "nvmlDeviceGetMemoryErrorCounter",
          "nvmlDeviceGetPcieThroughput",
          "nvmlDeviceGetMaxMigDeviceCount",
          "nvmlDeviceGetGpuInstanceId",
          "nvmlDeviceGetComputeInstanceId",
          "nvmlDeviceGetMinorNumber",
          "nvmlDeviceGetNumFans",
          "nvmlSystemGetDriverVersion",
          "nvmlSystemGetNVMLVersion");

  private static Stream<String> functions() {
    Stream<String> others =
        Stream.of(
            "nvmlInit_v2",
            "nvmlDeviceGetCount_v2",
            "nvmlDeviceGetHandleByIndex_v2",
            "nvmlDeviceGetComputeRunningProcesses_v3",
            "nvmlDeviceGetGraphicsRunningProcesses_v3",
            "nvmlEventSetCreate",
            "nvmlDeviceRegisterEvents",
            "nvmlEventSetWait_v2");
    Stream<String> queries = Arrays.stream(NvmlQuery.values()).map(NvmlQuery::function);
    Stream<String> texts = Arrays.stream(NvmlText.values()).map(NvmlText::function);
    return Stream.of(others, queries, texts)
        .flatMap(all -> all)
        .distinct()
        .filter(function -> !UNREACHED.contains(function));
  }

  @Timeout(90)
  @ParameterizedTest
  @MethodSource("functions")
  void monitor_aFunctionHangs_delaysNoOtherCheckAndNotItsClose(String function) throws Exception {
    StubNvml stub = StubNvml.prepare();
    var other = new Beat();
    stub.set(function + ".hang", 1);
    try (var monitor = watch(stub, other)) {
      until(() -> isCalled(stub, function));
      other.goesOn();
      until(() -> sample(monitor, "other") == Status.HEALTHY);
      until(() -> isQuiet(function) || sample(monitor, "gpus") != Status.HEALTHY);
    } // by its own deadline; JUnit would end the test after two minutes
    assertThat(ours("health4j-nvml")).describedAs("what is stuck").isLessThanOrEqualTo(10);
    stub.set(function + ".hang", 0);
    until(() -> ours("health4j-nvml") == 0);
    until(() -> stub.get("sessions") == 0);
  }

  private static HealthMonitor watch(StubNvml stub, Beat other) {
    return HealthMonitor.builder()
        .watch(
            "gpus",
            t ->
                t.interval(INTERVAL)
                    .check(
                        "gpu",
                        GpuChecks.builder().dcgmNames().session(Nvml.on(stub.api)).build(),
                        c -> c.timeout(Duration.ofSeconds(20))))
        .watch("other", t -> t.interval(INTERVAL).check("other", other::check))
        .start();
  }

  private static boolean isCalled(StubNvml stub, String function) {
    return IntStream.range(0, 8).anyMatch(gpu -> stub.get(function + ".calls@" + gpu) > 0);
  }

  /** The GPUs are read all the same, only their XIDs are not heard. */
  private static boolean isQuiet(String function) {
    return function.contains("Event");
  }

  private static Status sample(HealthMonitor monitor, String target) {
    return monitor.report().target(target).orElseThrow().sample();
  }

  private static long ours(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }

  /** JUnit's timeout interrupts it. */
  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("it never came true");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** A check that shows that it is still called. */
  private static final class Beat {
    private volatile CountDownLatch next = new CountDownLatch(1);

    CheckResult check(CheckContext context) {
      next.countDown();
      return CheckResult.healthy();
    }

    void goesOn() throws InterruptedException {
      for (int i = 0; i < 3; i++) {
        next = new CountDownLatch(1);
        assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }
}
