package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.TargetSpec;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Target;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.Nvml;
import io.health4j.nvml.NvmlState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** How GPUs are watched, and whether there are any. */
final class GpuWatch {

  static final String TARGET = "gpus";
  static final String CHECK = "gpu";
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** A driver that nobody used takes some seconds to begin. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A first look waits for a second at most, and others for nothing. */
  private static final int MOST_LOOKS = 100;

  private static final long PAUSE_MILLIS = 100;

  private GpuWatch() {}

  /** All that can be known of a session's GPUs. */
  static Consumer<TargetSpec> of(Nvml session, Duration interval) {
    HealthCheck check = GpuChecks.builder().session(session).build();
    return target ->
        target
            .interval(interval)
            .wakeOn(session.events())
            .check(CHECK, check, spec -> spec.vital().timeout(TIMEOUT));
  }

  /** Watches a session's GPUs, if there are any, with what is watched already. */
  static void join(HealthMonitor monitor, Nvml session, Duration interval) {
    if (whyNone(session).isEmpty()) {
      try {
        monitor.watch(TARGET, of(session, interval));
      } catch (IllegalStateException e) {
        // The monitor was closed before the driver answered.
      }
    }
  }

  /**
   * Why a session has no GPU to show.
   *
   * @return the reason and what to do; empty when there are GPUs
   */
  static Optional<String> whyNone(Nvml session) {
    HealthCheck check = GpuChecks.builder().session(session).build();
    try {
      CheckResult result = look(check);
      for (int i = 0; i < MOST_LOOKS && session.state() == NvmlState.NOT_STARTED; i++) {
        Thread.sleep(PAUSE_MILLIS);
        result = look(check);
      }
      return session.state() == NvmlState.READY ? Optional.empty() : Optional.of(result.message());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (Exception e) {
      throw new IllegalStateException("checks of GPUs do not throw", e);
    } finally {
      close(check);
    }
  }

  private static CheckResult look(HealthCheck check) throws Exception {
    return check.check(CheckContext.first(Target.of(TARGET)));
  }

  /** As a monitor would: the session ends with its last check. */
  private static void close(HealthCheck check) {
    if (check instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("checks of GPUs do not throw", e);
      }
    }
  }
}
