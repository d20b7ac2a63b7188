package io.health4j.recovery;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.report.TargetHealth;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether an attempt helped. */
class RecoveryVerificationTest {

  /** An attempt whose action came back a second ago. */
  private static Ward back() {
    return back(Ward.of(policy -> policy.attempt(Ward.A)));
  }

  private static Ward back(Ward ward) {
    ward.watch("t").sample("t", CRITICAL).pass(Duration.ofSeconds(1)).comesBack();
    ward.pass(Duration.ofSeconds(1)).told.clear();
    return ward;
  }

  private static Attempt last(Ward ward) {
    return ward.told.get(ward.told.size() - 1);
  }

  @Test
  void sample_passesAfterwards_isSuccess() {
    Ward ward = back().sample("t", CRITICAL, HEALTHY);

    assertThat(last(ward).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(last(ward).detail()).isEqualTo("did it");
    assertThat(ward.engine.running()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "HEALTHY")
  void sample_notHealthy_isNoSuccess(Status sample) {
    assertThat(back().sample("t", CRITICAL, sample).news()).isEmpty();
  }

  @Test
  void sample_beganBeforeTheActionEnded_isNoSuccess() {
    Ward ward = back();
    long ended = ward.tick() - Duration.ofSeconds(1).toNanos();

    ward.sample(Ward.health("t", CRITICAL, HEALTHY, ended - 1));
    ward.sample(Ward.health("t", CRITICAL, HEALTHY, ended));
    assertThat(ward.told).isEmpty();
    ward.sample(Ward.health("t", CRITICAL, HEALTHY, ended + 1));
    assertThat(ward.news()).containsExactly("t a SUCCEEDED");
  }

  @Test
  void sample_passesWhileTheActionRuns_isNoSuccess() {
    Ward ward = Ward.of(policy -> policy.attempt(Ward.A)).watch("t").sample("t", CRITICAL);
    ward.pass(Duration.ofSeconds(1)).sample("t", HEALTHY);

    assertThat(ward.news()).containsExactly("t a STARTED");
    assertThat(ward.engine.running()).hasSize(1);
  }

  @Test
  void verification_noTimeGiven_isThreeIntervals() {
    Ward ward = back().live(Duration.ofMillis(13_999));
    assertThat(ward.told).isEmpty();

    ward.live(Duration.ofMillis(1));
    assertThat(ward.told.get(0).outcome()).isEqualTo(Outcome.NOT_HELPED);
    assertThat(ward.told.get(0).detail()).isEqualTo("did it; no sample passed within 15s");
  }

  @Test
  void verification_quickTarget_hasTenSeconds() {
    var policy = RecoveryPolicy.on(CRITICAL).attempt(Ward.A);
    var quick = Ward.health("t", CRITICAL, CRITICAL, 0);
    var patient = new Patient(quick.target(), 0, new Account(1), List.of(policy));
    assertThat(patient.verifyNanos(policy)).as("never sampled").isEqualTo(15_000_000_000L);

    patient.health =
        new TargetHealth(
            quick.target(),
            CRITICAL,
            quick.since(),
            CRITICAL,
            0,
            quick.score(),
            quick.outcomes(),
            quick.sampledAt(),
            0,
            Duration.ofMillis(100),
            false);
    assertThat(patient.verifyNanos(policy)).isEqualTo(10_000_000_000L);
    assertThat(patient.verifyNanos(policy.verifyWithin(Duration.ofSeconds(2))))
        .isEqualTo(2_000_000_000L);
  }

  @Test
  void verification_samplesFail_isNotHelped() {
    Ward ward = back().live(Duration.ofSeconds(20), "t", CRITICAL);

    assertThat(ward.news()).containsExactly("t a NOT_HELPED", "t a HANDED_OVER");
  }

  @Test
  void verification_processStoodStill_waitsForSoMuchLonger() {
    Ward ward = back();
    ward.pass(Duration.ofMinutes(5)).engine.lost(Duration.ofMinutes(5).toNanos());
    ward.advance();
    assertThat(ward.told).isEmpty();

    assertThat(ward.sample("t", CRITICAL, HEALTHY).news()).containsExactly("t a SUCCEEDED");
  }

  @Test
  void check_named_aloneDecides() {
    Ward ward = back(Ward.of(policy -> policy.attempt(Ward.A).check("port")));

    ward.sample(checks(ward, Ward.outcome("port", UNKNOWN), Ward.outcome("gpu", HEALTHY)));
    ward.sample(checks(ward, Ward.outcome("gpu", HEALTHY)));
    assertThat(ward.told).isEmpty();
    ward.sample(checks(ward, Ward.outcome("gpu", WARNING), Ward.outcome("port", HEALTHY)));
    assertThat(ward.news()).containsExactly("t a SUCCEEDED");
  }

  @Test
  void check_namedAndWell_startsNothing() {
    Ward ward = Ward.of(policy -> policy.attempt(Ward.A).check("port")).watch("t");

    ward.sample(checks(ward, Ward.outcome("gpu", CRITICAL), Ward.outcome("port", HEALTHY)));
    assertThat(ward.told).isEmpty();
  }

  private static TargetHealth checks(Ward ward, CheckOutcome... outcomes) {
    return Ward.health("t", CRITICAL, CRITICAL, ward.tick(), List.of(outcomes));
  }

  @Test
  void onAlert_passes_onlyOnceTheAlertSeesGoodData() {
    var ward = new Ward(RecoveryPolicy.onAlert("hung").attempt(Ward.A).enforce()).watch("t");
    ward.alert("t", "hung", State.FIRING).comesBack().pass(Duration.ofSeconds(1));

    ward.sample("t", HEALTHY);
    assertThat(ward.news()).as("still firing").containsExactly("t a STARTED");
    ward.alert("t", "hung", State.RECOVERING);
    assertThat(ward.news()).as("no sample yet").isEmpty();
    assertThat(ward.sample("t", HEALTHY).news()).containsExactly("t a SUCCEEDED");
  }

  @Test
  void action_fails_isFailedWithTheReason() {
    Ward ward = Ward.of(policy -> policy.attempt(Ward.A)).watch("t").sample("t", CRITICAL);
    ward.fails("timed out after 60s");

    assertThat(ward.told.get(1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ward.told.get(1).detail()).isEqualTo("timed out after 60s");
    assertThat(ward.engine.running()).isEmpty();
  }

  @Test
  void ended_unknownOrTwice_isIgnored() {
    Ward ward = back();
    ward.take(ward.engine.ended(1, "late", "", ward.tick(), ward.at()));
    ward.take(ward.engine.ended(77, "late", "", ward.tick(), ward.at()));

    assertThat(ward.told).isEmpty();
    assertThat(ward.engine.running()).hasSize(1);
  }

  @Test
  void outcome_ends_areThree() {
    assertThat(Outcome.values())
        .filteredOn(Outcome::isEnd)
        .containsExactly(Outcome.SUCCEEDED, Outcome.NOT_HELPED, Outcome.FAILED);
  }

  @Test
  void untilDue_attemptWaits_isItsDeadline() {
    Ward ward = back();

    assertThat(ward.engine.untilDue(ward.tick())).isEqualTo(14_000_000_000L);
  }
}
