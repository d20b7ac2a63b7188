package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.HealthMonitor;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.GpuFamily;
import io.health4j.nvml.Nvml;
import io.health4j.report.TargetHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All checks of GPUs, under a monitor, for a while: what they said, and how long they took. */
final class GpuTrial implements HealthListener, AutoCloseable {

  static final String ALL = "all";

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** One check's answers. */
  static final class Tale {

    private final Map<Status, Integer> statuses = new EnumMap<>(Status.class);
    private final Set<String> findings = new LinkedHashSet<>();
    private final List<Long> nanos = new ArrayList<>();
    private CheckResult last = CheckResult.unknown("never sampled");

    private void add(CheckOutcome outcome) {
      statuses.merge(outcome.status(), 1, Integer::sum);
      nanos.add(outcome.durationNanos());
      last = outcome.result();
      last.findings().stream().map(Tale::withoutValue).forEach(findings::add);
    }

    private static String withoutValue(Finding finding) {
      return finding.status() + " " + finding.condition() + " " + finding.subject();
    }

    Map<Status, Integer> statuses() {
      return statuses;
    }

    /** Each kind of finding once, whatever its values were. */
    Set<String> findings() {
      return findings;
    }

    /** How long the calls took. */
    GpuTimes times() {
      return GpuTimes.of(nanos.stream().mapToLong(Long::longValue));
    }

    CheckResult last() {
      return last;
    }
  }

  private final HealthMonitor monitor;

  @GuardedBy("this")
  private final Map<String, Tale> tales = new LinkedHashMap<>();

  @GuardedBy("this")
  private boolean over;

  private final long startNanos = System.nanoTime();
  private String cost = "";

  private GpuTrial(Nvml session) {
    monitor =
        HealthMonitor.builder()
            .watch(
                GpuWatch.TARGET,
                target -> {
                  target.interval(INTERVAL);
                  HealthCheck all = GpuChecks.builder().session(session).build();
                  target.check(ALL, all, check -> check.timeout(GpuWatch.TIMEOUT));
                  for (GpuFamily family : GpuFamily.values()) {
                    target.check(
                        family.name().toLowerCase(Locale.ROOT),
                        GpuChecks.builder().session(session).families(family).build(),
                        check -> check.timeout(GpuWatch.TIMEOUT));
                  }
                })
            .listener(this)
            .build();
  }

  /** Begins to check, every second. */
  static GpuTrial start(Nvml session) {
    var trial = new GpuTrial(session);
    trial.monitor.start();
    return trial;
  }

  @Override
  public void on(HealthEvent event) {
    if (event instanceof HealthEvent.Sampled sampled) {
      add(sampled.health());
    }
  }

  private synchronized void add(TargetHealth health) {
    if (over) {
      return;
    }
    health
        .outcomes()
        .forEach(
            outcome -> tales.computeIfAbsent(outcome.check(), name -> new Tale()).add(outcome));
  }

  /** What it took, in a line; after the end. */
  String cost() {
    return cost;
  }

  /** By the names of the checks; after the end. */
  synchronized Map<String, Tale> tales() {
    return Map.copyOf(tales);
  }

  /** Ends it; what comes later is not noted. */
  @Override
  public void close() {
    cost = Texts.cost(monitor.statistics(), Duration.ofNanos(System.nanoTime() - startNanos));
    monitor.close();
    synchronized (this) {
      over = true;
    }
  }
}
