package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Occurrence;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the judges say of one GPU in one sample: findings that name it, readings with its
 * attributes, and what happened. Used by one thread.
 */
final class Verdicts {

  private final CheckContext context;
  private final GpuSettings settings;
  private final Gpu gpu;
  private final Attributes attributes;
  private final List<Finding> before;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<Occurrence> occurrences = new ArrayList<>();

  /** What is said without regard to what was said before. */
  Verdicts(CheckContext context, GpuSettings settings, Gpu gpu, Attributes attributes) {
    this(context, settings, gpu, attributes, List.of());
  }

  /**
   * What is said of a GPU.
   *
   * @param before what was found wrong with it last, whatever has become of the check since: others
   *     of its GPUs may not have been readable
   */
  Verdicts(
      CheckContext context,
      GpuSettings settings,
      Gpu gpu,
      Attributes attributes,
      List<Finding> before) {
    this.context = context;
    this.settings = settings;
    this.gpu = gpu;
    this.attributes = attributes;
    this.before = before;
  }

  /** One of the same GPU and sample, without anything in it yet. */
  Verdicts fresh() {
    return new Verdicts(context, settings, gpu, attributes, before);
  }

  void add(Verdicts other) {
    findings.addAll(other.findings);
    readings.addAll(other.readings);
    occurrences.addAll(other.occurrences);
  }

  Gpu gpu() {
    return gpu;
  }

  GpuSettings settings() {
    return settings;
  }

  CheckContext context() {
    return context;
  }

  /** The GPU's attributes, to add to. */
  Attributes attributes() {
    return attributes;
  }

  /** Adds a finding about this GPU, unless its condition is not looked at. */
  void find(GpuCondition condition, Status status, String remedy) {
    find(condition, "", status, OptionalDouble.empty(), OptionalDouble.empty(), "", remedy);
  }

  /** Adds a finding with the value, the limit that it passed, and where that comes from. */
  void find(
      GpuCondition condition,
      Status status,
      double value,
      double limit,
      String source,
      String remedy) {
    find(condition, "", status, OptionalDouble.of(value), OptionalDouble.of(limit), source, remedy);
  }

  /**
   * Adds a finding about a part of this GPU.
   *
   * @param part such as {@code link 3}, {@code XID 79}; empty for the GPU as a whole
   */
  void find(
      GpuCondition condition,
      String part,
      Status status,
      OptionalDouble value,
      OptionalDouble limit,
      String source,
      String remedy) {
    if (settings.looksAt(condition)) {
      findings.add(
          new Finding(condition.id(), subject(part), status, value, limit, source, remedy));
    }
  }

  /** Holds a value against a threshold, with hysteresis. */
  void judge(GpuCondition condition, double value, Threshold threshold, String remedy) {
    Status status = threshold.judge(value, before(condition));
    if (status.isFailing()) {
      find(condition, status, value, threshold.limit(status), threshold.source(), remedy);
    }
  }

  /** The status that a condition of the GPU as a whole had when it was judged last. */
  Status before(GpuCondition condition) {
    for (Finding finding : before) {
      if (finding.condition().equals(condition.id()) && finding.subject().equals(gpu.subject())) {
        return finding.status();
      }
    }
    return Status.HEALTHY;
  }

  private String subject(String part) {
    return part.isEmpty() ? gpu.subject() : gpu.subject() + " " + part;
  }

  void read(Metric metric, double value) {
    readings.add(Reading.of(metric, value, attributes));
  }

  /** Adds a reading with attributes of its own, which are to contain the GPU's. */
  void read(Metric metric, double value, Attributes all) {
    readings.add(Reading.of(metric, value, all));
  }

  /** Tells something that is no finding, once. */
  void tell(String name, String message) {
    occurrences.add(
        new Occurrence(
            name,
            gpu.subject() + ": " + message,
            OptionalDouble.empty(),
            attributes,
            context.ticker().read()));
  }

  List<Finding> findings() {
    return findings;
  }

  List<Reading> readings() {
    return readings;
  }

  List<Occurrence> occurrences() {
    return occurrences;
  }
}
