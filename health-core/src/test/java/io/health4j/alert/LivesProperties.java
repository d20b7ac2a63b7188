package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** All that can happen to the lives of several rules in several targets, in any order. */
class LivesProperties {

  private static final List<String> TARGETS = List.of("a", "b", "c", "d");

  /** Something that happens: to a target, with values of two siblings, NaN where one is absent. */
  record Step(int kind, String target, boolean known, double x, double y, int seconds) {}

  @Provide
  Arbitrary<List<Step>> histories() {
    var value = Arbitraries.of(0.9, 0.9, 0.5, 0.5, 0.5, 0.75, Double.NaN);
    var step =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(20, Arbitraries.just(0)),
                    Tuple.of(3, Arbitraries.just(1)),
                    Tuple.of(1, Arbitraries.just(2)),
                    Tuple.of(1, Arbitraries.just(3))),
                Arbitraries.of(TARGETS),
                Arbitraries.of(true, true, true, true, false),
                value,
                value,
                Arbitraries.of(0, 1, 1, 2, 5, 20, 4_000, 90_000))
            .as(Step::new);
    return step.list().ofMinSize(1).ofMaxSize(200);
  }

  private static Rig rig() {
    var rig =
        new Rig(
            Rig.load(RuleBuilder::undamped),
            AlertRule.reading("held", Rig.LOAD)
                .above(0.8, 0.7)
                .samples(2, 3)
                .keepFiring(Duration.ofSeconds(10))
                .build(),
            AlertRule.rate("rate", Rig.LOAD).above(0.1).build(),
            AlertRule.trend("trend", Rig.LOAD, Duration.ofSeconds(20)).above(0.01).build(),
            AlertRule.missing("missing", Rig.LOAD).samples(1, 1).build(),
            AlertRule.share("share", Status.CRITICAL).above(0.4).build(),
            AlertRule.status("status", Status.CRITICAL).build(),
            AlertRule.unknown("unknown").where("check", "*").build(),
            AlertRule.score("score").below(0.7).noisy().build(),
            AlertRule.silence("silence").holdFor(Duration.ofSeconds(5)).build());
    TARGETS.forEach(rig::add);
    return rig;
  }

  private static List<Alert> take(Rig rig, Step step) {
    rig.pass(Duration.ofSeconds(step.seconds()));
    return switch (step.kind()) {
      case 0 -> sample(rig, step);
      case 1 -> rig.advance(Duration.ZERO);
      case 2 -> rig.lives.remove(step.target(), rig.tick, rig.at);
      default -> {
        rig.lives.lost(step.seconds() * Rig.SECOND);
        rig.add(step.target());
        yield List.of();
      }
    };
  }

  private static List<Alert> sample(Rig rig, Step step) {
    var readings = new ArrayList<Reading>();
    if (!Double.isNaN(step.x())) {
      readings.add(Rig.load("x", step.x()));
    }
    if (!Double.isNaN(step.y())) {
      readings.add(Rig.load("y", step.y()));
    }
    Status status =
        !step.known() ? Status.UNKNOWN : step.x() > 0.8 ? Status.CRITICAL : Status.HEALTHY;
    CheckOutcome outcome = Rig.check("c", status, readings.toArray(Reading[]::new));
    return rig.now(step.target(), status, outcome);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_eachAlertIsToldStepByStep(@ForAll("histories") List<Step> steps) {
    Rig rig = rig();
    Map<String, Alert> living = new HashMap<>();
    for (Step step : steps) {
      for (Alert now : take(rig, step)) {
        follows(living.get(now.fingerprint()), now);
        living.put(now.fingerprint(), now);
        living.values().removeIf(alert -> alert.state().isOver());
      }
      living.values().removeIf(alert -> isForgottenPending(alert, step));
      var alerts = rig.lives.alerts();
      assertThat(alerts).extracting(Alert::fingerprint).doesNotHaveDuplicates();
      assertThat(alerts).hasSameSizeAs(living.values());
      for (Alert alert : alerts) {
        assertThat(alert.state()).isEqualTo(living.get(alert.fingerprint()).state());
        assertThat(rig.lives.find(alert.fingerprint())).isEqualTo(alert);
      }
    }
  }

  private static boolean isForgottenPending(Alert alert, Step step) {
    return step.kind() == 2
        && alert.target().id().equals(step.target())
        && alert.state() == State.PENDING;
  }

  private static void follows(Alert before, Alert now) {
    State from = before == null ? null : before.state();
    assertThat(from).as(now + " is news").isNotEqualTo(now.state());
    switch (now.state()) {
      case PENDING -> assertThat(from).isNull();
      case FIRING -> assertThat(now.firedAt()).isNotNull();
      case RECOVERING, NO_DATA -> assertThat(from).isNotNull().isNotEqualTo(State.PENDING);
      case RESOLVED, WITHDRAWN -> {
        assertThat(from).isNotNull();
        assertThat(now.firedAt() == null).isEqualTo(from == State.PENDING);
        assertThat(now.endedAt()).isNotNull();
      }
    }
    if (before != null && before.firedAt() != null) {
      assertThat(now.firedAt()).as("no firing is told twice").isEqualTo(before.firedAt());
      assertThat(now.startedAt()).isEqualTo(before.startedAt());
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_again_isTheSame(@ForAll("histories") List<Step> steps) {
    Rig one = rig();
    Rig other = rig();
    for (Step step : steps) {
      assertThat(take(one, step)).isEqualTo(take(other, step));
      assertThat(one.lives.dueTick()).isEqualTo(other.lives.dueTick());
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_advancedWhenDue_leavesNothingDue(@ForAll("histories") List<Step> steps) {
    Rig rig = rig();
    for (Step step : steps) {
      take(rig, step);
      rig.lives.advance(rig.tick, rig.at);
      long due = rig.lives.dueTick();
      assertThat(due == Long.MAX_VALUE || due - rig.tick > 0).isTrue();
    }
  }
}
