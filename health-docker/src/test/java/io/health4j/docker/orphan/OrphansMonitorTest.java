package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthEvent;
import io.health4j.HealthMonitor;
import io.health4j.alert.AlertRules;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orphans in a monitor: the alert, the action, whether it helped, and what is told. */
class OrphansMonitorTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Scene scene = new Scene();
  private final List<HealthEvent> events = new ArrayList<>();
  private HealthMonitor monitor;

  private void watch(Orphans orphans) {
    monitor =
        HealthMonitor.builder()
            .clocks(() -> scene.tick, () -> Instant.EPOCH)
            .alerts(AlertRules.autonomousLoop())
            .recover(orphans.policy())
            .listener(events::add)
            .watch("loop-1", t -> t.interval(INTERVAL).check("orphans", orphans.check()))
            .build();
  }

  private void run(int samples) {
    for (int i = 0; i < samples; i++) {
      monitor.poll();
      scene.pass(INTERVAL);
    }
  }

  private List<Outcome> outcomes() {
    return monitor.recoveries().stream().map(Attempt::outcome).toList();
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void policy_enforcing_removesTellsAndIsVerified() {
    watch(scene.enforcing());
    run(2);
    scene.orphans("c1", "c2", "c3", "c4");
    scene.put("c5", Scene.ours("here"));
    run(6);

    assertThat(outcomes()).containsExactly(Outcome.STARTED, Outcome.SUCCEEDED);
    assertThat(monitor.recoveries().get(1).detail()).contains("removed 4 of 4 orphans");
    assertThat(events.stream().filter(HealthEvent.Occurred.class::isInstance)).hasSize(4);
    assertThat(scene.runs("c5")).isTrue();
  }

  @Test
  void policy_shadow_onlySaysThatItWould() {
    watch(scene.builder().build());
    run(2);
    scene.orphans("c1", "c2", "c3", "c4");
    run(6);

    assertThat(outcomes()).contains(Outcome.SHADOWED).doesNotContain(Outcome.STARTED);
    assertThat(scene.engine.asked).containsOnly("containers");
  }

  @Test
  void policy_orphansCannotBeRemoved_isNotTakenForASuccess() {
    watch(scene.enforcing());
    run(2);
    scene.orphans("c1", "c2", "c3", "c4");
    scene.engine.before =
        words -> {
          if (words.startsWith("remove")) {
            throw new EngineException(Kind.REFUSED, "device busy");
          }
        };
    run(100);

    assertThat(outcomes())
        .contains(Outcome.FAILED, Outcome.HANDED_OVER)
        .doesNotContain(Outcome.SUCCEEDED);
  }
}
