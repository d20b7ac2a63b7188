package io.health4j.nvml;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Occurrence;
import io.health4j.check.Reading;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer of a check, made of what is to be said of the driver and of each GPU. */
final class GpuReport {

  private static final Metric COUNT =
      Metric.gauge("health.gpu.count", "{gpu}", "GPUs that the driver counts.");

  private final Roster roster;
  private final GpuSettings settings;
  private final boolean looksAtLost;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private NvmlState state;
  private @Nullable String inProcess;

  GpuReport(Roster roster, Set<GpuFamily> families, GpuSettings settings) {
    this.roster = roster;
    this.settings = settings;
    this.looksAtLost = families.contains(GpuFamily.LOST);
    this.state = roster.state();
  }

  /** A call to the driver as a whole has not come back for so long. */
  void driverHung(double seconds, Status status) {
    state = NvmlState.HUNG;
    if (looksAt(GpuCondition.HUNG)) {
      GpuLimit limit = GpuLimit.HANG_SECONDS;
      findings.add(
          Finding.of(GpuCondition.HUNG.id(), "driver", status)
              .value(seconds)
              .limit(settings.limit(limit), settings.source(limit))
              .remedy(NvmlState.HUNG.remedy()));
    }
  }

  /** The driver could not be asked for its GPUs for a reason that lies in this process. */
  void driverUnreadable(String remedy) {
    inProcess = remedy;
    if (settings.looksAt(GpuCondition.UNREADABLE)) {
      findings.add(
          Finding.of(GpuCondition.UNREADABLE.id(), "driver", Status.UNKNOWN).remedy(remedy));
    }
  }

  void add(Verdicts gpu) {
    findings.addAll(gpu.findings());
    readings.addAll(gpu.readings());
    occurrences.addAll(gpu.occurrences());
  }

  private boolean looksAt(GpuCondition condition) {
    return looksAtLost && settings.looksAt(condition);
  }

  /** An answer when the driver cannot be asked for its GPUs: it is never HEALTHY. */
  CheckResult withoutDriver() {
    String remedy = inProcess == null ? state.remedy() : inProcess;
    if (inProcess == null && settings.looksAt(GpuCondition.UNREADABLE)) {
      findings.add(Finding.of(GpuCondition.UNREADABLE.id(), "", Status.UNKNOWN).remedy(remedy));
    }
    Status worst = Status.UNKNOWN;
    for (Finding finding : findings) {
      worst = worst.worse(finding.status());
    }
    String reason = state == roster.state() ? roster.reason() : state.reason();
    String message = remedy.isEmpty() ? reason : reason + ". " + remedy;
    return new CheckResult(worst, message, List.of(), findings, List.of(), null);
  }

  /** The answer. What the driver itself says is to be done comes first. */
  CheckResult build() {
    unnamed();
    if (roster.seats().isEmpty() && findings.isEmpty()) {
      return withoutDriver();
    }
    ResultBuilder result = CheckResult.builder().message(count());
    for (boolean first : new boolean[] {true, false}) {
      findings.stream().filter(each -> leads(each) == first).forEach(result::finding);
    }
    if (looksAtLost) {
      result.reading(COUNT, roster.found());
    }
    readings.forEach(result::reading);
    occurrences.forEach(result::occurrence);
    return result.build();
  }

  private String count() {
    return roster.found() == 1 ? "1 GPU" : roster.found() + " GPUs";
  }

  /** GPUs that should be there, and were never seen, or could never be told apart. */
  private void unnamed() {
    int required = GpuTrouble.required(roster, settings);
    boolean missing = Math.max(roster.found(), roster.seats().size()) < required;
    if (missing && looksAt(GpuCondition.MISSING)) {
      findings.add(
          Finding.of(GpuCondition.MISSING.id(), "", Status.CRITICAL)
              .value(roster.found())
              .limit(required, GpuTrouble.source(settings))
              .remedy(GpuTrouble.MISSING));
    }
  }

  private static boolean leads(Finding finding) {
    return finding.condition().equals(GpuCondition.RECOVERY_ACTION.id());
  }
}
