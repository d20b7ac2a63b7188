package io.health4j.recovery;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One step after another, with pauses, until a human must look. */
class RecoveryLadderTest {

  private static final Duration LONG = Duration.ofMinutes(30);

  private static Ward ladder() {
    return Ward.of(policy -> policy.attempt(Ward.A, 2).attempt(Ward.B).budget(9, LONG)).watch("t");
  }

  /** Lets each attempt fail at once, until all is quiet. */
  private static List<String> allFail(Ward ward) {
    for (int i = 0; i < 100; i++) {
      while (!ward.orders.isEmpty()) {
        ward.fails("no");
      }
      ward.live(Ward.INTERVAL, "t", CRITICAL);
    }
    return ward.news();
  }

  @Test
  void ladder_nothingHelps_triesEachStepThenHandsOverOnce() {
    assertThat(allFail(ladder().sample("t", CRITICAL)))
        .containsExactly(
            "t a STARTED",
            "t a FAILED",
            "t a STARTED",
            "t a FAILED",
            "t b STARTED",
            "t b FAILED",
            "t b HANDED_OVER");
  }

  @Test
  void attempt_tellsWhereOnTheLadderItIs() {
    Ward ward = ladder().sample("t", CRITICAL);
    for (int i = 0; i < 100; i++) {
      while (!ward.orders.isEmpty()) {
        ward.fails("no");
      }
      ward.live(Ward.INTERVAL, "t", CRITICAL);
    }
    List<Attempt> told = ward.told;

    assertThat(told).extracting(Attempt::number).containsExactly(1, 1, 2, 2, 3, 3, 3);
    assertThat(told).extracting(Attempt::step).containsExactly(1, 1, 1, 1, 2, 2, 2);
    assertThat(told).extracting(Attempt::id).containsExactly(1L, 1L, 2L, 2L, 3L, 3L, 3L);
    assertThat(told).extracting(Attempt::policy).containsOnly("critical");
    assertThat(told.get(1).startedAt()).isEqualTo(told.get(0).at());
    assertThat(told.get(0).startedAt()).isNull();
    assertThat(told.get(6).detail()).isEqualTo("nothing is left to try: a human must look");
  }

  @Test
  void ladder_targetGotWell_beginsAnew() {
    Ward ward = ladder().sample("t", CRITICAL).fails("no").sample("t", CRITICAL, HEALTHY);
    ward.sample("t", HEALTHY).pass(Duration.ofMinutes(2)).sample("t", CRITICAL);

    assertThat(ward.told.get(2).number()).isEqualTo(1);
  }

  @Test
  void ladder_targetGotBetterButNotWell_goesOn() {
    Ward ward = ladder().sample("t", CRITICAL).fails("no").sample("t", WARNING);
    ward.pass(Duration.ofMinutes(2)).sample("t", CRITICAL);

    assertThat(ward.told.get(2).number()).isEqualTo(2);
  }

  @Test
  void ladder_handedOverAndWellAgain_mayTryAndHandOverAgain() {
    Ward ward = ladder().sample("t", CRITICAL);
    allFail(ward);
    ward.sample("t", HEALTHY).live(LONG).sample("t", CRITICAL);

    assertThat(allFail(ward)).startsWith("t a STARTED").endsWith("t b HANDED_OVER").hasSize(7);
  }

  @Test
  void ladder_samplesStopAfterTheLastStep_isHandedOverAllTheSame() {
    Ward ward = Ward.of(policy -> policy.attempt(Ward.A)).watch("t").sample("t", CRITICAL);
    ward.comesBack().live(Duration.ofMinutes(1));

    assertThat(ward.news()).containsExactly("t a STARTED", "t a NOT_HELPED", "t a HANDED_OVER");
  }

  @Test
  void cooldown_betweenAttempts_doublesWithAtMostAFifthMore() {
    Ward ward = Ward.of(policy -> policy.attempt(Ward.A, 9).budget(99, LONG)).watch("t");
    var pauses = new ArrayList<Duration>();
    ward.sample("t", CRITICAL);
    for (int i = 0; i < 8; i++) {
      ward.fails("no").sample("t", CRITICAL);
      assertThat(ward.orders).isEmpty();
      long pause = ward.engine.untilDue(ward.tick());
      ward.brake(true).pass(Duration.ofNanos(pause)).advance();
      ward.sample("t", CRITICAL).brake(false);
      pauses.add(Duration.ofNanos(pause));
    }

    long[] least = {30, 60, 120, 240, 480, 960, 1920, 3600};
    for (int i = 0; i < least.length; i++) {
      assertThat(pauses.get(i))
          .isBetween(Duration.ofSeconds(least[i]), Duration.ofMillis(least[i] * 1200));
    }
  }

  @Test
  void cooldown_notYetOver_startsNone() {
    Ward ward = Ward.of(policy -> policy.attempt(Ward.A, 9)).watch("t").sample("t", CRITICAL);
    ward.fails("no").pass(Duration.ofSeconds(29)).sample("t", CRITICAL);
    assertThat(ward.orders).isEmpty();

    ward.pass(Duration.ofSeconds(8)).sample("t", CRITICAL);
    assertThat(ward.orders).hasSize(1);
  }

  @Test
  void cooldown_longerThanAnHour_isNotCut() {
    assertThat(Cooldown.nanos(Duration.ofHours(3), attempt("t", 1, 50)))
        .isBetween(Duration.ofHours(3).toNanos(), Duration.ofMinutes(216).toNanos());
  }

  @Test
  void cooldown_jitter_isTheSameForTheSameAndSpreadOverTargets() {
    var seen = new HashSet<String>();
    double sum = 0;
    for (int i = 0; i < 1_000; i++) {
      long nanos = Cooldown.nanos(Duration.ofSeconds(100), attempt("t" + i, i, 1));
      assertThat(nanos).isEqualTo(Cooldown.nanos(Duration.ofSeconds(100), attempt("t" + i, i, 1)));
      seen.add(Durations.text(nanos));
      sum += nanos;
    }
    assertThat(seen).hasSizeGreaterThan(150);
    assertThat(sum / 1_000).isBetween(109e9, 111e9);
  }

  private static Attempt attempt(String target, long id, int number) {
    return new Attempt(
        id,
        "p",
        RecoveryPolicy.Mode.ENFORCE,
        Target.of(target),
        "a",
        1,
        number,
        Outcome.STARTED,
        "",
        Instant.EPOCH,
        null);
  }
}
