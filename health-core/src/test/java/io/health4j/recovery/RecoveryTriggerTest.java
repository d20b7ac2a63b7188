package io.health4j.recovery;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import io.health4j.check.Attributes;
import io.health4j.check.Status;
import io.health4j.check.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes an attempt start, and what does not. */
class RecoveryTriggerTest {

  private static Ward onCritical() {
    return Ward.of(policy -> policy.attempt(Ward.A)).watch("t");
  }

  private static Ward onAlert() {
    return new Ward(RecoveryPolicy.onAlert("hung").attempt(Ward.A).enforce()).watch("t");
  }

  @ParameterizedTest
  @CsvSource({
    "WARNING, HEALTHY, 0", "WARNING, UNKNOWN, 0", "WARNING, WARNING, 1", "WARNING, CRITICAL, 1",
    "CRITICAL, HEALTHY, 0", "CRITICAL, UNKNOWN, 0", "CRITICAL, WARNING, 0", "CRITICAL, CRITICAL, 1"
  })
  void on_state_startsAtThisOrWorse(Status worst, Status settled, int orders) {
    var ward = new Ward(RecoveryPolicy.on(worst).attempt(Ward.A).enforce()).watch("t");

    assertThat(ward.sample("t", settled).orders).hasSize(orders);
  }

  @Test
  void on_sampleBadButNotSettled_startsNone() {
    assertThat(onCritical().sample("t", HEALTHY, CRITICAL).orders).isEmpty();
  }

  @Test
  void on_settledBadButTheLastSampleWell_startsNone() {
    assertThat(onCritical().sample("t", CRITICAL, HEALTHY).orders).isEmpty();
  }

  @Test
  void on_settledBadAndTheLastSampleUnknown_starts() {
    assertThat(onCritical().sample("t", CRITICAL, UNKNOWN).orders).hasSize(1);
  }

  @Test
  void on_lastSampleTooOld_startsNoneUntilAFreshOne() {
    Ward ward = onCritical().brake(true).sample("t", CRITICAL);
    ward.pass(Duration.ofSeconds(16)).brake(false);
    assertThat(ward.orders).isEmpty();

    assertThat(ward.sample("t", CRITICAL).orders).hasSize(1);
  }

  @Test
  void order_carriesActionTargetAndTimeout() {
    var order = onCritical().sample("t", CRITICAL).orders.get(0);

    assertThat(order.action()).isSameAs(Ward.A);
    assertThat(order.target()).isEqualTo(Target.of("t"));
    assertThat(order.timeout()).isEqualTo(RecoveryAction.DEFAULT_TIMEOUT);
  }

  @Test
  void sampled_targetThatNobodyWatches_isIgnored() {
    Ward ward = onCritical().sample("stranger", CRITICAL).alert("stranger", "hung", State.FIRING);

    assertThat(ward.told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PENDING, 0", "FIRING, 1", "RECOVERING, 0", "NO_DATA, 1", "RESOLVED, 0"})
  void onAlert_state_startsWhileItsDataAreBadOrMissing(State state, int orders) {
    assertThat(onAlert().alert("t", "hung", state).orders).hasSize(orders);
  }

  @Test
  void onAlert_ofAnotherRule_startsNone() {
    assertThat(onAlert().alert("t", "slow", State.FIRING).orders).isEmpty();
  }

  @Test
  void onAlert_targetSilentSinceLong_starts() {
    Ward ward = onAlert().sample("t", HEALTHY).pass(Duration.ofHours(1));

    assertThat(ward.alert("t", "hung", State.FIRING).orders).hasSize(1);
  }

  @Test
  void onAlert_oneOfTwoSubjectsEnds_isNotOver() {
    var ward =
        new Ward(RecoveryPolicy.onAlert("hung").attempt(Ward.A).attempt(Ward.B).enforce())
            .watch("t")
            .alert("t", "hung", "gpu-0", State.FIRING)
            .alert("t", "hung", "gpu-1", State.FIRING)
            .fails("no")
            .alert("t", "hung", "gpu-0", State.RESOLVED)
            .live(Duration.ofMinutes(1));

    assertThat(ward.news()).containsExactly("t a STARTED", "t a FAILED", "t b STARTED");
  }

  @Test
  void onAlert_resolved_resetsTheLadder() {
    Ward ward = onAlert().alert("t", "hung", State.FIRING).fails("no");
    ward.alert("t", "hung", State.RESOLVED).live(Duration.ofMinutes(1));
    ward.alert("t", "hung", State.FIRING);

    assertThat(ward.news())
        .containsExactly("t a STARTED", "t a FAILED", "t a HANDED_OVER", "t a STARTED");
  }

  @Test
  void where_labelsAndIds_chooseTheTargets() {
    var ward =
        new Ward(
            RecoveryPolicy.on(CRITICAL)
                .where("role", "work*")
                .where("target", "gpu-1")
                .attempt(Ward.A)
                .enforce());
    ward.engine.add(new Target("gpu-1", Attributes.of("role", "worker")));
    ward.engine.add(new Target("gpu-2", Attributes.of("role", "worker")));
    ward.sample("gpu-1", CRITICAL).sample("gpu-2", CRITICAL);

    assertThat(ward.news()).containsExactly("gpu-1 a STARTED");
  }

  @Test
  void where_labelMissingOrOther_isNotMeant() {
    var ward =
        new Ward(RecoveryPolicy.on(CRITICAL).where("role", "worker").attempt(Ward.A).enforce());
    ward.engine.add(Target.of("plain"));
    ward.engine.add(new Target("other", Attributes.of("role", "workers")));
    ward.sample("plain", CRITICAL).sample("other", CRITICAL);

    assertThat(ward.told).isEmpty();
  }

  @Test
  void policies_several_theFirstThatIsMeantActs() {
    var ward =
        new Ward(
                RecoveryPolicy.onAlert("hung").attempt(Ward.A).enforce(),
                RecoveryPolicy.on(WARNING).attempt(Ward.B).enforce(),
                RecoveryPolicy.on(CRITICAL).attempt(Ward.C).enforce())
            .watch("t")
            .sample("t", CRITICAL);
    assertThat(ward.news()).containsExactly("t b STARTED");

    ward.fails("no").live(Duration.ofMinutes(1), "t", CRITICAL);
    assertThat(ward.news()).containsExactly("t b FAILED", "t b HANDED_OVER", "t c STARTED");
  }

  @Test
  void add_twice_keepsWhatIsKnown() {
    Ward ward = onCritical().sample("t", CRITICAL).watch("t").sample("t", CRITICAL);

    assertThat(ward.orders).hasSize(1);
  }

  @Test
  void due_nothing_isEmpty() {
    var engine = new RecoveryEngine(List.of());
    engine.add(Target.of("t"));

    assertThat(engine.sampled(Ward.health("t", CRITICAL, CRITICAL, 0), 0, Instant.EPOCH).isEmpty())
        .isTrue();
    assertThat(engine.untilDue(0)).isEqualTo(Long.MAX_VALUE);
  }
}
