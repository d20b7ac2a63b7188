package io.health4j.test.gpu;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Occurrence;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.PatientNvml;
import io.health4j.test.ManualTicker;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A check of a canned machine, on a clock that is moved by hand. */
final class GpuRig implements AutoCloseable {

  /** So often the time is moved on; after that threads have only real time to get on. */
  private static final int TRIES = 100;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  final CannedMachine machine;
  private final ManualTicker ticker = new ManualTicker();
  private final LostTime lostTime = new LostTime();
  private final HealthCheck check;
  private final List<Occurrence> told = new ArrayList<>();
  private @Nullable CheckResult previous;

  GpuRig(CannedMachine machine) {
    this(machine, builder -> builder);
  }

  GpuRig(CannedMachine machine, UnaryOperator<GpuChecks.Builder> settings) {
    this.machine = machine;
    this.check = settings.apply(GpuChecks.builder().session(PatientNvml.on(machine))).build();
  }

  /** Calls the check, at the same moment as before. */
  CheckResult sample() throws Exception {
    CheckResult result = check.check(CheckContext.of(Target.of("rig"), previous, ticker, lostTime));
    if (result.status() != Status.UNKNOWN) {
      previous = result;
    }
    told.addAll(result.occurrences());
    return result;
  }

  CheckResult after(Duration time) throws Exception {
    ticker.advance(time);
    return sample();
  }

  CheckResult repeat(int times, Duration every, Runnable change) throws Exception {
    change.run();
    CheckResult result = after(every);
    for (int i = 1; i < times; i++) {
      change.run();
      result = after(every);
    }
    return result;
  }

  /** Samples until the status is one: what threads of the session do is not seen at once. */
  CheckResult until(Status status) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    CheckResult result = sample();
    for (int i = 0; result.status() != status && end - System.nanoTime() > 0; i++) {
      result = i < TRIES ? after(Duration.ofSeconds(1)) : sample();
    }
    return result;
  }

  /** Reports an XID, and waits until the session heard it. */
  void xid(int gpu, int xid) throws InterruptedException {
    machine.awaitListener(gpu);
    machine.xid(gpu, xid);
    machine.awaitListener(gpu);
  }

  /** What the check told since it began, by the message. */
  List<String> told() {
    return told.stream().map(Occurrence::message).toList();
  }

  static List<Finding> found(CheckResult result, GpuCondition condition) {
    return result.findings().stream()
        .filter(finding -> finding.condition().equals(condition.id()))
        .toList();
  }

  @Override
  public void close() {
    machine.release();
    close(check);
  }

  static void close(HealthCheck check) {
    if (check instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the check does not close", e);
      }
    }
  }
}
