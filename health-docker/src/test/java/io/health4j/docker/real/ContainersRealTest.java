package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Occurrence;
import io.health4j.check.Status;
import io.health4j.docker.ContainerChecks;
import io.health4j.docker.ContainerEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can go wrong with a container, made for real, and found by a monitor that runs. */
@ExtendWith(RealEngine.Needed.class)
@Timeout(180)
class ContainersRealTest {

  private static final String CHECK = "containers";
  private static final String LABEL = "com.example.run";
  private static final long MIB = 1L << 20;

  /** The longest that a look may take: a slow engine is not what is looked for here. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String FILL = "tail /dev/zero"; // it looks for a line's end, and keeps all

  private final String run = UUID.randomUUID().toString();
  private Sandboxes sandboxes;
  private ContainerEngine engine;

  @BeforeEach
  void begin(RealEngine real) {
    sandboxes = new Sandboxes(real::client);
    engine = ContainerEngine.at(real.address());
  }

  @AfterEach
  void end() {
    sandboxes.close();
    engine.close();
  }

  /** Watches our containers, and has looked once: what happens now happens before its eyes. */
  private Watch watch(Duration interval) throws InterruptedException {
    var check = ContainerChecks.builder(engine).label(LABEL, run).timeout(PATIENCE).build();
    Watch watch =
        new Watch(
            target ->
                target
                    .interval(interval)
                    .wakeOn(engine.events())
                    .check(CHECK, check, c -> c.timeout(PATIENCE.multipliedBy(2))));
    watch.awaitResult(CHECK, result -> result.status() == Status.HEALTHY);
    return watch;
  }

  private Watch watch() throws InterruptedException {
    return watch(Duration.ofSeconds(3));
  }

  private String start(String name, String script, Consumer<CreateContainerCmd> more) {
    return sandboxes.start(
        Map.of(LABEL, run),
        script,
        command -> {
          command.withName(named(name));
          more.accept(command);
        });
  }

  private String named(String name) {
    return name + "-" + run;
  }

  private static Consumer<CreateContainerCmd> limits(UnaryOperator<HostConfig> more) {
    return command ->
        command.withHostConfig(more.apply(HostConfig.newHostConfig().withNetworkMode("none")));
  }

  private static Consumer<CreateContainerCmd> memory(long bytes) {
    return limits(host -> host.withMemory(bytes).withMemorySwap(bytes));
  }

  /** Started again, as the engine may lose the kernel's word of a kill (containerd 8893). */
  @Test
  void oomKilled_whole_isFound() throws Exception {
    try (Watch watch = watch()) {
      start(
          "oom",
          "exec " + FILL,
          memory(32 * MIB)
              .andThen(
                  command ->
                      command
                          .getHostConfig()
                          .withRestartPolicy(RestartPolicy.onFailureRestart(9))));

      Finding found = watch.awaitFinding(CHECK, "container-oom-killed", named("oom"));
      assertThat(found.status()).isEqualTo(Status.CRITICAL);
      assertThat(found.remedy()).isNotBlank();
    }
  }

  @Test
  void oomKilled_oneProcessOfIt_isFoundThoughItRuns() throws Exception {
    try (Watch watch = watch()) {
      String id = start("oom-in", FILL + "; " + Sandboxes.WAIT, memory(32 * MIB));

      watch.awaitFinding(CHECK, "container-oom-killed", named("oom-in"));
      assertThat(sandboxes.look(id).status()).isEqualTo("running");
    }
  }

  @Test
  void cpu_busyWithATenthOfOne_isFoundThrottled() throws Exception {
    try (Watch watch = watch()) {
      // Periods of 10 ms, so that there are enough of them to judge after a second.
      start(
          "busy",
          "while :; do :; done",
          limits(host -> host.withCpuPeriod(10_000L).withCpuQuota(1_000L)));

      Finding found = watch.awaitFinding(CHECK, "container-cpu-throttled", named("busy"));
      assertThat(found.value().getAsDouble()).isBetween(0.25, 1.0);
      assertThat(found.limitSource()).isNotBlank();
    }
  }

  @Test
  void healthCheck_fails_isFound() throws Exception {
    try (Watch watch = watch()) {
      HealthCheck fails =
          new HealthCheck()
              .withTest(List.of("CMD-SHELL", "echo no door opens; false"))
              .withInterval(TimeUnit.SECONDS.toNanos(1))
              .withRetries(1);
      start("sick", Sandboxes.WAIT, command -> command.withHealthcheck(fails));

      watch.awaitFinding(CHECK, "container-unhealthy", named("sick"));
    }
  }

  @Test
  void restartLoop_isFound() throws Exception {
    try (Watch watch = watch()) {
      start("loop", "false", limits(host -> host.withRestartPolicy(RestartPolicy.alwaysRestart())));

      Finding found = watch.awaitFinding(CHECK, "container-restart-loop", named("loop"));
      assertThat(found.value().getAsDouble()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void givenUp_afterItsRestarts_isFoundWithItsExitCode() throws Exception {
    try (Watch watch = watch()) {
      start(
          "gone",
          "exit 42",
          limits(host -> host.withRestartPolicy(RestartPolicy.onFailureRestart(1))));

      Finding found = watch.awaitFinding(CHECK, "container-exited", named("gone"));
      assertThat(found.value()).hasValue(42);
    }
  }

  @Test
  void pids_nearlyAllInUse_isFound() throws Exception {
    try (Watch watch = watch()) {
      start(
          "many",
          "i=0; while [ $i -lt 45 ]; do sleep 3600 & i=$((i+1)); done; " + Sandboxes.WAIT,
          limits(host -> host.withPidsLimit(50L))); // the engine's own program needs some to begin

      Finding found = watch.awaitFinding(CHECK, "container-pids", named("many"));
      assertThat(found.value().getAsDouble()).isGreaterThan(0.8);
    }
  }

  /** Looked at once an hour: it is the engine's own word that makes the monitor look now. */
  @Test
  void death_longBeforeTheNextSample_isKnownAtOnce() throws Exception {
    try (Watch watch = watch(Duration.ofHours(1))) {
      String id = start("brief", Sandboxes.WAIT, command -> {});
      watch.awaitResult(
          CHECK, result -> Watch.reads(result, "container.uptime")); // it is known, by its start
      sandboxes.kill(id);

      Occurrence died = watch.awaitOccurrence("container.died");
      assertThat(died.message()).contains(named("brief"));
      assertThat(died.value()).hasValue(137);
    }
  }

  @Test
  void readings_ofOneThatWorks_areThere() throws Exception {
    try (Watch watch = watch()) {
      start("works", "while :; do :; done", memory(64 * MIB));

      CheckResult result =
          watch.awaitResult(CHECK, each -> Watch.reads(each, "container.cpu.usage"));
      assertThat(result.readings())
          .extracting(reading -> reading.metric().name())
          .contains(
              "container.uptime",
              "container.cpu.time",
              "container.cpu.usage",
              "container.memory.usage",
              "container.memory.available",
              "container.memory.working_set",
              "health.container.memory.utilization",
              "health.container.pids",
              "health.containers");
    }
  }
}
