package io.health4j.recovery;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.recovery.RecoveryEngine.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Promise 13: recovery keeps to its budget. */
class RecoveryPromiseTest {

  private static Ward restless() {
    return Ward.of(policy -> policy.attempt(Ward.A, 100).cooldown(Duration.ofSeconds(1)));
  }

  @Test
  void target_failsAgainAndAgain_hasThreeAttemptsInAnyTenMinutes() {
    Ward ward = restless().watch("t");
    var starts = new ArrayList<Long>();
    for (int second = 0; second < 3_600; second++) {
      ward.live(Duration.ofSeconds(1)).sample("t", CRITICAL);
      while (!ward.orders.isEmpty()) {
        starts.add(ward.tick());
        ward.fails("no").sample("t", HEALTHY);
      }
    }

    assertThat(starts).as("it goes on, too").hasSize(18);
    for (int i = 3; i < starts.size(); i++) {
      assertThat(starts.get(i) - starts.get(i - 3))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(10).toNanos());
    }
  }

  @Test
  void targets_manyFail_fivePercentAtOnceAndAtLeastOne() {
    for (int targets : new int[] {1, 19, 60, 200}) {
      Ward ward = restless().watch(targets);
      for (int i = 1; i <= targets; i++) {
        ward.sample("t" + i, CRITICAL);
      }
      assertThat(ward.orders).hasSize(Math.max(1, targets / 20));
    }
  }

  @Test
  void policy_notEnforced_ordersNothing() {
    Ward ward = new Ward(RecoveryPolicy.on(CRITICAL).attempt(Ward.A, 9)).watch("t");
    ward.live(Duration.ofMinutes(30), "t", CRITICAL);

    assertThat(ward.count(Outcome.SHADOWED)).isPositive();
    assertThat(ward.orders).isEmpty();
  }

  @Test
  void action_cameBack_isSuccessOnlyWhenTheCheckThenPasses() {
    Ward ward = restless().watch("t").sample("t", CRITICAL);
    long before = ward.tick();
    ward.pass(Duration.ofSeconds(2)).comesBack().pass(Duration.ofSeconds(1));
    assertThat(ward.news()).containsExactly("t a STARTED");

    ward.sample("t", CRITICAL);
    ward.sample(Ward.health("t", CRITICAL, HEALTHY, before));
    assertThat(ward.news()).isEmpty();

    ward.sample("t", CRITICAL, HEALTHY);
    assertThat(ward.news()).containsExactly("t a SUCCEEDED");
  }

  @Test
  void action_cameBackButTheCheckFails_isNotHelped() {
    Ward ward = restless().watch("t").sample("t", CRITICAL).comesBack();
    ward.live(Duration.ofSeconds(15), "t", CRITICAL);

    assertThat(ward.news()).containsExactly("t a STARTED", "t a NOT_HELPED");
  }

  @Test
  void brake_on_nothingNewStarts() {
    Ward ward = restless().watch(100).brake(true);
    for (int i = 1; i <= 100; i++) {
      ward.sample("t" + i, CRITICAL);
    }
    assertThat(ward.orders).isEmpty();

    assertThat(ward.brake(false).orders).hasSize(5);
  }
}
