package io.health4j.recovery;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.recovery.RecoveryPolicy.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A policy that only tells. */
class RecoveryShadowTest {

  private static final RecoveryPolicy SHADOW =
      RecoveryPolicy.on(CRITICAL).attempt(Ward.A).attempt(Ward.B);

  @Test
  void shadow_staysBad_tellsWhatItWouldDoAndOrdersNothing() {
    Ward ward = new Ward(SHADOW).watch("t").live(Duration.ofMinutes(5), "t", CRITICAL);

    assertThat(ward.orders).isEmpty();
    assertThat(ward.told).extracting(Attempt::mode).containsOnly(Mode.SHADOW);
    assertThat(ward.news()).containsExactly("t a SHADOWED", "t b SHADOWED", "t b HANDED_OVER");
  }

  @Test
  void shadow_manyAttempts_keepToTheBudget() {
    Ward ward = new Ward(SHADOW.attempt(Ward.C, 9)).watch("t");
    ward.live(Duration.ofMinutes(9), "t", CRITICAL);

    assertThat(ward.count(Outcome.SHADOWED)).isEqualTo(3);
    assertThat(ward.count(Outcome.SKIPPED_BUDGET)).isEqualTo(1);
  }

  @Test
  void shadow_targetGetsWellByItself_isNoSuccess() {
    Ward ward = new Ward(SHADOW).watch("t").sample("t", CRITICAL).pass(Ward.INTERVAL);
    ward.sample("t", CRITICAL, HEALTHY).sample("t", HEALTHY);

    assertThat(ward.news()).containsExactly("t a SHADOWED");
    assertThat(ward.engine.running()).isEmpty();
  }

  @Test
  void shadow_besideOneThatActs_takesNothingFromIt() {
    Ward ward =
        new Ward(SHADOW.named("trial"), SHADOW.named("real").enforce())
            .watch("x", "y")
            .sample("x", CRITICAL);
    assertThat(ward.news()).containsExactlyInAnyOrder("x a SHADOWED", "x a STARTED");
    assertThat(ward.engine.running()).hasSize(2);

    ward.fails("no").live(Duration.ofMinutes(1), "x", CRITICAL);
    assertThat(ward.orders).extracting(order -> order.action().name()).containsExactly("b");
  }
}
