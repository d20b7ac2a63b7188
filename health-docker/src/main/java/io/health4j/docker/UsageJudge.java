package io.health4j.docker;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.docker.usage.SeenUsage;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** What is wrong with a container by what it uses, and whether that is known at all. */
final class UsageJudge {

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ContainerSettings settings;
  private final Levels memory;
  private final Levels throttled;
  private final Levels pids;

  /**
   * Takes its limits from the settings.
   *
   * @throws IllegalArgumentException when they are out of order
   */
  UsageJudge(ContainerSettings settings) {
    this.settings = settings;
    memory = new Levels(settings, ContainerLimit.MEMORY_WARNING, ContainerLimit.MEMORY_CRITICAL);
    throttled =
        new Levels(settings, ContainerLimit.THROTTLED_WARNING, ContainerLimit.THROTTLED_CRITICAL);
    pids = new Levels(settings, ContainerLimit.PIDS_WARNING, ContainerLimit.PIDS_CRITICAL);
  }

  void judge(ContainerWatch watch, ContainerReport report) {
    judge(
        watch,
        ContainerCondition.MEMORY,
        Shares.memory(watch),
        memory,
        "Give it more memory, or have it use less, before the kernel kills it.",
        report);
    Throttling throttling = watch.usage().throttling();
    boolean enough = throttling.periods() >= settings.limit(ContainerLimit.THROTTLED_PERIODS);
    judge(
        watch,
        ContainerCondition.CPU_THROTTLED,
        enough ? throttling.share() : OptionalDouble.empty(),
        throttled,
        "Raise its CPU limit, or have it use fewer threads.",
        report);
    judge(
        watch,
        ContainerCondition.PIDS,
        Shares.pids(watch),
        pids,
        "Look for processes that it leaves behind, or raise its limit of them.",
        report);
  }

  /** What is not known, or too little to judge, has no verdict. */
  private void judge(
      ContainerWatch watch,
      ContainerCondition condition,
      OptionalDouble value,
      Levels levels,
      String remedy,
      ContainerReport report) {
    Status status =
        value.isPresent()
            ? levels.judge(value.getAsDouble(), watch.before(condition))
            : Status.HEALTHY;
    watch.judged(condition, status);
    if (status.isFailing()) {
      ContainerLimit limit = levels.limit(status);
      report.find(
          condition,
          Finding.of(condition.id(), watch.name(), status)
              .value(value.getAsDouble())
              .limit(settings.limit(limit), settings.source(limit))
              .remedy(remedy));
    }
  }

  /** Whether it could be looked at, and what it uses was read not too long ago. */
  void stale(ContainerWatch watch, ContainerReport report) {
    ContainerLimit limit = ContainerLimit.STALE_SECONDS;
    SeenUsage last = watch.usage().last();
    // This is how old what is told is: time in which this process did not run makes it no younger.
    long age = report.tick() - (last == null ? watch.stateSince() : last.tick());
    boolean stale = watch.isRunning() && age > settings.nanos(limit);
    if (stale || !watch.trouble().isEmpty()) {
      var finding =
          Finding.of(ContainerCondition.STALE.id(), watch.name(), Status.UNKNOWN)
              .remedy(
                  watch.trouble().isEmpty()
                      ? "Let this process see the container's cgroup files: by requests to the"
                          + " engine only a few can be read in time."
                      : "Look after the engine: it does not tell of this container ("
                          + watch.trouble()
                          + ").");
      report.find(
          ContainerCondition.STALE,
          stale
              ? finding.value(age / SECOND).limit(settings.limit(limit), settings.source(limit))
              : finding);
    }
  }
}
