package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.Target;
import io.health4j.docker.orphan.Leases;
import io.health4j.test.ManualTicker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SandboxLoopTest {

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Stage stage = Made.stage(ticker, told::add);
  private final FakeSandboxes sandboxes = new FakeSandboxes();

  @TempDir private Path folder;

  private SandboxLoop loop(SandboxPlan plan) {
    return new SandboxLoop(sandboxes, Leases.in(folder), "run-1", plan, 1, stage);
  }

  private SandboxLoop calm() {
    return loop(new SandboxPlan(1, 0));
  }

  @Test
  void iteration_calm_evaluatesAndCleansUp() throws Exception {
    var loop = calm();

    for (int i = 0; i < 50; i++) {
      loop.iteration();
    }

    assertThat(loop.progress().iterations()).isEqualTo(50);
    assertThat(loop.progress().thrown()).isZero();
    assertThat(loop.progress().best()).isGreaterThan(20);
    assertThat(loop.tally().started().sum()).isEqualTo(200);
    assertThat(loop.tally().orphaned()).isZero();
    assertThat(loop.tally().crashes()).startsWith("0 crashed");
    assertThat(sandboxes.count(SandboxLoop.RUN_LABEL, "run-1")).isZero();
    assertThat(told).isEmpty();
    assertThat(
            loop.health().check(CheckContext.first(Target.of("search"))).readings().stream()
                .map(reading -> reading.metric().name()))
        .contains("loop.iterations", "loop.diversity", "loop.champion.fitness");
  }

  @Test
  void iteration_crashes_areCountedAndCleanedUp() throws Exception {
    // Of 1,000 seeds this is one whose first iterations crash and do not throw.
    var plan = new SandboxPlan(1, 90);
    plan.begin();
    var loop = loop(plan);
    while (loop.progress().iterations() < 10) {
      loop.iteration();
    }

    SandboxTally tally = loop.tally();
    assertThat(tally.failed().sum()).isPositive();
    assertThat(tally.outOfMemory().sum()).isPositive();
    assertThat(tally.hung().sum()).isPositive();
    assertThat(tally.cleaned().sum()).isEqualTo(40);
    assertThat(tally.orphaned()).isEqualTo(4 * loop.progress().thrown());
    assertThat(sandboxes.labels()).hasSize((int) tally.orphaned());
  }

  @Test
  void iteration_throwing_leavesItsSandboxesUnderItsOwnLease() throws Exception {
    var plan = new SandboxPlan(1, 90);
    plan.begin();
    var loop = loop(plan);
    while (loop.progress().thrown() < 2) {
      loop.iteration();
    }

    assertThat(sandboxes.labels())
        .hasSize(8)
        .allSatisfy(
            labels ->
                assertThat(labels)
                    .containsEntry("io.health4j.owner", SandboxLoop.OWNER)
                    .containsEntry(SandboxLoop.RUN_LABEL, "run-1"));
    assertThat(sandboxes.labels().stream().map(each -> each.get("io.health4j.session")).distinct())
        .hasSize(2);
    assertThat(told).hasSize(1).first().asString().contains("throws: on purpose, and its");
  }

  @Test
  void iteration_engineAway_isLostAndTheNextGoesOn() throws Exception {
    var loop = calm();
    sandboxes.breakDown("start");
    loop.iteration();
    loop.iteration();
    sandboxes.repair();
    loop.iteration();

    assertThat(loop.progress().thrown()).isEqualTo(2);
    assertThat(loop.progress().iterations()).isEqualTo(1);
    assertThat(told).hasSize(1).first().asString().endsWith("throws: the engine is away");
  }

  @Test
  void iteration_waitFails_cleansUpAllTheSame() throws Exception {
    var loop = calm();
    sandboxes.breakDown("await");
    loop.iteration();

    assertThat(loop.progress().thrown()).isEqualTo(1);
    assertThat(loop.tally().orphaned()).isZero();
  }

  @Test
  void iteration_removalFails_countsThemAsOrphans() throws Exception {
    var loop = calm();
    sandboxes.breakDown("remove");
    loop.iteration();

    assertThat(loop.tally().orphaned()).isEqualTo(4);
    assertThat(loop.progress().thrown()).isEqualTo(1);
  }

  @Test
  void iteration_noNumber_isLostWithWhatWasPrinted() throws Exception {
    var loop = calm();
    sandboxes.breakDown("output");
    loop.iteration();

    assertThat(told.get(0)).contains("printed no number, but 'sh: not found'");
  }

  @Test
  void run_stopped_endsAfterTheIterationUnderWay() throws Exception {
    var loop = calm();
    var thread = Daemons.thread(loop, "test-loop");
    thread.start();
    while (loop.progress().iterations() == 0) {
      Thread.onSpinWait();
    }

    loop.stop();
    thread.join();

    assertThat(loop.tally().orphaned()).isZero();
  }
}
