package io.health4j.recovery;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.recovery.RecoveryEngine.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budget, share, brake, and one attempt of a target at a time. */
class RecoveryLimitsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Ward ward() {
    return Ward.of(policy -> policy.attempt(Ward.A, 99).cooldown(SECOND));
  }

  /** Every target CRITICAL; actions fail at once. */
  private static Ward fail(Ward ward, Duration time, String target) {
    for (long left = time.toSeconds(); left > 0; left -= 5) {
      ward.live(Ward.INTERVAL).sample(target, CRITICAL);
      while (!ward.orders.isEmpty()) {
        ward.fails("no");
      }
    }
    return ward;
  }

  @Test
  void budget_spent_isToldOnceAndGoesOnWhenThereIsRoom() {
    Ward ward = fail(ward().watch("t"), Duration.ofMinutes(9), "t");
    assertThat(ward.count(Outcome.STARTED)).isEqualTo(3);
    assertThat(ward.count(Outcome.SKIPPED_BUDGET)).isEqualTo(1);
    assertThat(ward.told.get(6).detail()).isEqualTo("budget of 3 in 10min");

    fail(ward, Duration.ofMinutes(9), "t");
    assertThat(ward.count(Outcome.STARTED)).isEqualTo(6);
    assertThat(ward.count(Outcome.SKIPPED_BUDGET)).as("the same episode").isEqualTo(1);
  }

  @Test
  void budget_heldBack_keepsItsId() {
    Ward ward = fail(ward().watch("t"), Duration.ofMinutes(11), "t");

    assertThat(ward.told.get(6).id()).isEqualTo(4);
    assertThat(ward.told.get(7).outcome()).isEqualTo(Outcome.STARTED);
    assertThat(ward.told.get(7).id()).isEqualTo(4);
  }

  @Test
  void budget_targetGotWellInBetween_isNotNew() {
    Ward ward = fail(ward().watch("t"), Duration.ofMinutes(2), "t").sample("t", HEALTHY);
    fail(ward, Duration.ofMinutes(6), "t");

    assertThat(ward.count(Outcome.STARTED)).isEqualTo(3);
    assertThat(ward.count(Outcome.SKIPPED_BUDGET)).as("two episodes").isEqualTo(2);
  }

  @Test
  void budget_targetGoneAndBack_isNotNew() {
    Ward ward = fail(ward().watch("t"), Duration.ofMinutes(2), "t").remove("t").watch("t");
    fail(ward, Duration.ofMinutes(6), "t");

    assertThat(ward.count(Outcome.STARTED)).isEqualTo(3);
  }

  @Test
  void budget_ofTwoPolicies_countsTheTargetsAttempts() {
    var ward =
        new Ward(
                RecoveryPolicy.on(CRITICAL).attempt(Ward.A, 2).cooldown(SECOND).enforce(),
                RecoveryPolicy.on(Status.WARNING).attempt(Ward.B, 9).cooldown(SECOND).enforce())
            .watch("t");
    fail(ward, Duration.ofMinutes(9), "t");

    assertThat(ward.count(Outcome.STARTED)).isEqualTo(3);
  }

  @Test
  void accounts_ofTargetsLongGone_areForgotten() {
    var policy = RecoveryPolicy.on(CRITICAL).attempt(Ward.A);
    var accounts = new Accounts(List.of(policy));
    long tick = Long.MAX_VALUE - 5;
    for (int i = 0; i < 1_000; i++) {
      Account account = accounts.open("t" + i);
      account.started(tick);
      account.rest(tick, SECOND.toNanos());
      accounts.keep("t" + i, account, target -> false, tick);
      tick += Duration.ofMinutes(1).toNanos();
    }

    assertThat(accounts.size()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "20, 1", "39, 1", "40, 2", "100, 5", "300, 15"})
  void share_manyFail_isFivePercentAndAtLeastOne(int targets, int atOnce) {
    Ward ward = ward().watch(targets);
    for (int i = 1; i <= targets; i++) {
      ward.sample("t" + i, CRITICAL);
    }

    assertThat(ward.orders).hasSize(atOnce);
    assertThat(ward.engine.running()).hasSize(atOnce);
    assertThat(ward.count(Outcome.HELD_BACK)).isEqualTo(targets - atOnce);
  }

  @ParameterizedTest
  @CsvSource({"0.29, 100, 29", "0.07, 100, 7", "1, 7, 7"})
  void share_given_isExact(double share, int targets, int atOnce) {
    Ward ward = Ward.of(policy -> policy.attempt(Ward.A).atOnce(share)).watch(targets);
    for (int i = 1; i <= targets; i++) {
      ward.sample("t" + i, CRITICAL);
    }

    assertThat(ward.orders).hasSize(atOnce);
  }

  @Test
  void share_attemptIsOver_theNextInLineStartsAtOnce() {
    Ward ward = ward().watch("x", "y", "z");
    ward.sample("x", CRITICAL).sample("y", CRITICAL).sample("z", CRITICAL).sample("y", CRITICAL);
    assertThat(ward.news()).containsExactly("x a STARTED", "y a HELD_BACK", "z a HELD_BACK");

    ward.comesBack().pass(SECOND);
    assertThat(ward.news()).as("awaits verification").isEmpty();
    ward.sample("x", CRITICAL, HEALTHY);
    assertThat(ward.news()).containsExactly("x a SUCCEEDED", "y a STARTED");
  }

  @Test
  void share_nextInLineGotWell_isPassedOver() {
    Ward ward = ward().watch("x", "y", "z");
    ward.sample("x", CRITICAL).sample("y", CRITICAL).sample("z", CRITICAL);
    ward.sample("y", CRITICAL, HEALTHY).news();

    assertThat(ward.fails("no").news()).containsExactly("x a FAILED", "z a STARTED");
  }

  @Test
  void share_heldBack_saysWhy() {
    Ward ward = ward().watch("x", "y").sample("x", CRITICAL).sample("y", CRITICAL);

    assertThat(ward.told.get(1).detail()).isEqualTo("1 of 2 targets are under recovery");
  }

  @Test
  void brake_on_holdsBackOnceAndLetsOthersEnd() {
    Ward ward = ward().watch(60).sample("t1", CRITICAL).brake(true);
    ward.sample("t2", CRITICAL).sample("t2", CRITICAL);
    ward.comesBack().pass(SECOND).sample("t1", CRITICAL, HEALTHY);

    assertThat(ward.news()).containsExactly("t1 a STARTED", "t2 a HELD_BACK", "t1 a SUCCEEDED");
  }

  @Test
  void brake_off_goesOnInOrder() {
    Ward ward = ward().watch(40).brake(true);
    ward.sample("t3", CRITICAL).sample("t2", CRITICAL).sample("t1", CRITICAL).news();

    assertThat(ward.brake(false).news())
        .containsExactly("t3 a STARTED", "t2 a STARTED", "t1 a HELD_BACK");
  }

  @Test
  void inFlight_stillBad_startsNoOther() {
    Ward ward = ward().watch("t").sample("t", CRITICAL);
    ward.live(Duration.ofMinutes(20), "t", CRITICAL);

    assertThat(ward.news()).containsExactly("t a STARTED");
  }

  @Test
  void remove_actionRuns_holdsItsPlaceUntilItIsBack() {
    Ward ward = ward().watch("t").sample("t", CRITICAL).remove("t").watch("t");
    ward.pass(SECOND).sample("t", CRITICAL);
    assertThat(ward.news()).containsExactly("t a STARTED");
    assertThat(ward.engine.running()).hasSize(1);

    ward.comesBack();
    assertThat(ward.told.get(0).detail()).isEqualTo("did it; no longer watched");
    assertThat(ward.news()).containsExactly("t a NOT_HELPED");
    assertThat(ward.engine.running()).isEmpty();
  }

  @Test
  void remove_actionBack_isNotHelpedAndMakesRoom() {
    Ward ward = ward().watch("x", "y").sample("x", CRITICAL).sample("y", CRITICAL).comesBack();
    ward.news();

    assertThat(ward.remove("x").news()).containsExactly("x a NOT_HELPED", "y a STARTED");
    assertThat(ward.remove("x").news()).isEmpty();
  }

  @Test
  void remove_waiting_isForgotten() {
    Ward ward = ward().watch("x", "y").sample("x", CRITICAL).sample("y", CRITICAL).remove("y");

    assertThat(ward.fails("no").news())
        .containsExactly("x a STARTED", "y a HELD_BACK", "x a FAILED");
  }

  @Test
  void recent_manyEvents_keepsTheLast() {
    Ward ward = ward().watch(600);
    for (int i = 1; i <= 600; i++) {
      ward.sample("t" + i, CRITICAL);
    }

    assertThat(ward.engine.recent())
        .hasSize(RecoveryEngine.RECENT)
        .isEqualTo(ward.told.subList(600 - RecoveryEngine.RECENT, 600));
  }
}
