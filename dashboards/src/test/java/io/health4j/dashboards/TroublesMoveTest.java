package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.test.gpu.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the panels show moves in a real Prometheus when its trouble is made. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TroublesMoveTest {

  @TempDir static Path folder;

  private static Scraped scraped;
  private static RealPrometheus prometheus;

  @BeforeAll
  static void start() throws Exception {
    Programs.need(Programs.PROMETHEUS);
    scraped = Scraped.start();
    prometheus = RealPrometheus.start(folder, List.of(scraped.url()), List.of(), List.of());
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (scraped != null) {
      scraped.close();
    }
  }

  /** It is one way before, and another after. */
  private static void moves(
      String expression, DoublePredicate before, Runnable trouble, DoublePredicate after)
      throws Exception {
    await(expression, before);
    trouble.run();
    await(expression, after);
  }

  private static void await(String expression, DoublePredicate wanted) throws Exception {
    Patience.until(
        () -> expression + " is " + now(expression),
        () -> {
          OptionalDouble value = prometheus.value(expression);
          return value.isPresent() && wanted.test(value.getAsDouble());
        });
  }

  private static Object now(String expression) {
    try {
      return prometheus.query(expression);
    } catch (Exception e) {
      return e;
    }
  }

  @Test
  void diversity_ofAPopulationOfOneKind_falls() throws Exception {
    moves(
        "loop_diversity{target='trainer-1',loop_diversity_measure='hamming'}",
        value -> value > 0.4,
        () -> scraped.host.work.collapse(true),
        value -> value < 0.1);
  }

  @Test
  void successRatio_ofFailingIterations_falls() throws Exception {
    moves(
        "loop_success_ratio",
        value -> value > 0.5,
        () -> scraped.host.work.fail(true),
        value -> value < 0.2);
  }

  @Test
  void iterationsAndHeartbeat_ofAStalledLoop_stop() throws Exception {
    await("rate(loop_iterations_total[4s])", value -> value > 1);
    scraped.host.work.stall(true);
    try {
      await("rate(loop_iterations_total[4s])", value -> value == 0);
      await("health_heartbeat_age_seconds", value -> value > 3);
    } finally {
      scraped.host.work.stall(false);
    }
    await("health_heartbeat_age_seconds", value -> value < 2);
  }

  @Test
  void memory_ofANode_rises() throws Exception {
    moves(
        "system_memory_utilization{target='node-2'}",
        value -> value < 0.6,
        () -> scraped.host.node.memory(0.97),
        value -> value > 0.96);
  }

  @Test
  void status_ofAGpuThatIsHot_degrades() throws Exception {
    moves(
        "min(health_gpu_temperature_margin_celsius{target='dgx-1'})",
        value -> value > 5,
        () -> Trouble.THERMAL.apply(scraped.host.gpus, 3),
        value -> value == 0);
    await("count(health_finding{condition='gpu-temperature'} == 1)", value -> value == 1);
  }

  @Test
  void readings_ofAGpuThatIsLost_areGone() throws Exception {
    String count = "count(hw_power_watts{target='old-gpu-1'}) or vector(0)";
    moves(
        count,
        value -> value == 1,
        () -> Trouble.LOST.apply(scraped.host.oldGpus, 0),
        value -> value == 0);
    await("health_finding{target='old-gpu-1',condition='gpu-lost'}", value -> value == 1);
    await("health_score{target='old-gpu-1'}", value -> value < 1);
  }

  @Test
  void containers_thatEnd_areCounted() throws Exception {
    moves(
        "health_containers{container_state='exited'}",
        value -> value == 1,
        () -> scraped.host.containers.exit("sandbox-1", 137),
        value -> value == 2);
    await("health_container_exit_code{container_name='sandbox-1'}", value -> value == 137);
  }

  @Test
  void check_thatHangs_isUnknownAndCountsAsTimedOut() throws Exception {
    String stuck = "health_monitor_threads_stuck";
    await(stuck, value -> value == 0);
    scraped.host.hang.hang(true);
    try {
      await("health_check_status{check='results',status='unknown'}", value -> value == 1);
      await("health_check_timeouts_total{check='results'}", value -> value >= 1);
      await(stuck, value -> value == 1);
    } finally {
      scraped.host.hang.hang(false);
    }
    await(stuck, value -> value == 0);
    await("health_check_status{check='results',status='healthy'}", value -> value == 1);
  }

  @Test
  void target_thatIsRemoved_isGone() throws Exception {
    String series = "count({target='passing'}) or vector(0)";
    scraped.monitor.watch(
        "passing", target -> target.check("node", new CannedNode(System::nanoTime)));
    await(series, value -> value > 10);

    assertThat(scraped.monitor.unwatch("passing")).isTrue();

    await(series, value -> value == 0);
  }

  /** Else a trouble could move what nobody looks at. */
  @Test
  void dashboards_whatMoves_isOnThem() throws Exception {
    String dashboards = String.join("\n", Expressions.ofDashboards().values());

    assertThat(
            Set.of(
                "loop_diversity",
                "loop_success_ratio",
                "loop_iterations_total",
                "system_memory_utilization",
                "health_gpu_temperature_margin_celsius",
                "hw_power_watts",
                "health_containers",
                "health_finding",
                "health_monitor_threads_stuck",
                "health_check_timeouts_total"))
        .allSatisfy(metric -> assertThat(dashboards).contains(metric));
  }
}
