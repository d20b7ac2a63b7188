package io.health4j.dashboards;

import io.health4j.MonitorBuilder;
import io.health4j.TargetSpec;
import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRules;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.check.Checks;
import io.health4j.check.NetChecks;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import io.health4j.docker.ContainerAlerts;
import io.health4j.docker.ContainerChecks;
import io.health4j.docker.orphan.Orphans;
import io.health4j.nvml.GpuAlerts;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.Nvml;
import io.health4j.oshi.SystemChecks;
import io.health4j.recovery.RecoveryPolicy;
import io.health4j.test.gpu.CannedMachine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is watched on a {@link CannedHost}.
 *
 * @param host whose parts are watched
 * @param interval how often
 */
record CannedTargets(CannedHost host, Duration interval) {

  static final String LOOP = "trainer-1";
  static final String WORKER = "worker-1";
  static final String NODE = "node-1";
  static final String CANNED_NODE = "node-2";
  static final String GPUS = "dgx-1";
  static final String OLD_GPUS = "old-gpu-1";
  static final String CONTAINERS = "sandboxes";

  private static final String LOOPBACK = "127.0.0.1";

  MonitorBuilder watchedBy(MonitorBuilder monitor) {
    return monitor
        .watch(LOOP, target -> loop(base(target, "a")))
        .watch(WORKER, target -> worker(base(target, "b")))
        .watch(NODE, target -> node(base(target, "a")))
        .watch(CANNED_NODE, target -> base(target, "b").check("machine", host.node))
        .watch(GPUS, target -> gpus(base(target, "a"), host.gpus))
        .watch(OLD_GPUS, target -> gpus(base(target, "b"), host.oldGpus))
        .watch(CONTAINERS, target -> containers(base(target, "a")))
        .alerts(rules())
        .route(AlertRoute.to(notification -> Delivery.delivered()).named("canned"))
        .recover(RecoveryPolicy.on(Status.CRITICAL).attempt(target -> "restarted"));
  }

  /** All presets. */
  static List<AlertRule> rules() {
    return Stream.of(
            AlertRules.autonomousLoop(),
            AlertRules.workers(),
            AlertRules.node(),
            AlertRules.monitor(),
            GpuAlerts.rules(),
            ContainerAlerts.rules())
        .flatMap(List::stream)
        .toList();
  }

  private TargetSpec base(TargetSpec target, String zone) {
    return target.interval(interval).label("zone", zone);
  }

  private void loop(TargetSpec target) {
    target
        .check("loop", host.work.loop.health())
        .check("heap", Checks.heap())
        .check("gc", Checks.gcTime())
        .check("deadlocks", Checks.deadlocks())
        .check("process", SystemChecks.process())
        .check("results", host.hang);
  }

  private void worker(TargetSpec target) {
    CannedWork work = host.work;
    URI url = URI.create("http://" + LOOPBACK + ":" + host.port() + "/");
    target
        .check("tasks", work.tasks.health())
        .check("heartbeat", work.heartbeat.health())
        .check("queue", Checks.queue("jobs", work.queue, Threshold.above(100, 1_000)))
        .check("model", work.model.health())
        .check("slow-model", work.slowModel.health())
        .check("tcp", NetChecks.tcp(LOOPBACK, host.port()))
        .check("http", NetChecks.http(url))
        .check("both", Checks.allOf(Map.of("tcp", NetChecks.tcp(LOOPBACK, host.port()))))
        .check("alive", Checks.processAlive(ProcessHandle.current()));
  }

  private static void node(TargetSpec target) {
    SystemChecks.machine().forEach(target::check);
    target
        .check("sensors", SystemChecks.sensors())
        .check("java", SystemChecks.processes("java", 0));
  }

  private static void gpus(TargetSpec target, CannedMachine machine) {
    Nvml session = Nvml.on(machine);
    target.wakeOn(session.events()).check("gpu", GpuChecks.builder().session(session).build());
  }

  private void containers(TargetSpec target) {
    target
        .check("containers", ContainerChecks.all(host.engine))
        .check("engine", ContainerChecks.engine(host.engine))
        .check("orphans", Orphans.of(host.engine, host.leases, CannedHost.OWNER).check());
  }
}
