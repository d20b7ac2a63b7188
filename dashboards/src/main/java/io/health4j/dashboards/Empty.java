package io.health4j.dashboards;

/** What a panel says when there is nothing to show: why, and what to add. */
enum Empty {
  TARGETS(
      "no target is shown: is this host scraped, and do the variables above fit? See"
          + " docs/metrics.md"),
  MONITOR("no monitor is shown: is this host scraped? See docs/metrics.md"),
  MACHINE("no machine is watched: add SystemChecks.machine() of health-oshi, see docs/metrics.md"),
  SWAP("no machine with swap is watched: add SystemChecks.swap() of health-oshi"),
  HEAP("no heap is watched: add Checks.heap()"),
  GC("no collections are watched: add Checks.gcTime()"),
  LOOP("no loop is watched: add LoopProbe.health(), see docs/metrics.md"),
  LOOP_DURATION("no iteration has ended, or no loop is watched: add LoopProbe.health()"),
  POPULATION("no population was shown: call Iteration.population(…), see docs/metrics.md"),
  ISLANDS("no islands were shown: call Iteration.islands(…), see docs/metrics.md"),
  FITNESS("no fitness was reported: call Iteration.best(…), see docs/metrics.md"),
  CONTAINERS("no containers are watched: add ContainerChecks, see docs/containers.md"),
  CONTAINER_LIMITS("no container has such a limit, or none is watched: see docs/containers.md"),
  OWNERS("no containers are owned: add Orphans.check(), see docs/containers.md"),
  GPUS("no GPUs are watched: add GpuChecks.all() of health-nvml, see docs/gpu.md"),
  GPU_FEATURE("no GPU here has this, or none is watched: see docs/gpu.md"),
  FINDINGS("nothing is found wrong"),
  ALERTS("no alert fires, or Prometheus has no rules: see docs/prometheus"),
  SINKS("nobody is told of alerts: add an AlertRoute, see docs/alerting.md"),
  RECOVERY("no recovery was tried: see RecoveryPolicy"),
  QUEUES("no queue is watched: add Checks.queue(…)"),
  TASKS("no tasks are watched: add TaskStats.health()"),
  PROMETHEUS("Prometheus has not scraped this host");

  private final String text;

  Empty(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
