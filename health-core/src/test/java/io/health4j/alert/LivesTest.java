package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.WITHDRAWN;
import static io.health4j.alert.Rig.known;
import static io.health4j.alert.Rig.load;
import static io.health4j.check.Status.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.health4j.check.Attributes;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the lives of all alerts have in common. */
class LivesTest {

  private static final AlertRule INFO =
      AlertRule.reading("info", Rig.LOAD).above(0.5).severity(Severity.INFO).build();
  private static final AlertRule CRITICAL =
      AlertRule.reading("critical", Rig.LOAD).above(0.5).severity(Severity.CRITICAL).build();

  private final Rig rig = new Rig(INFO, CRITICAL);

  @Test
  void sampled_targetThatIsNotWatched_isNothing() {
    assertThat(rig.sample("z", HEALTHY, known(load("x", 0.9)))).isEmpty();
  }

  @Test
  void add_again_keepsItsLives() {
    rig.load(0.9);
    rig.add("a");
    assertThat(rig.load(0.9)).isEmpty();
    assertThat(rig.lives.alerts()).hasSize(2);
  }

  @Test
  void sampled_severalChange_areInTheOrderOfRules() {
    assertThat(rig.load(0.9)).extracting(Alert::rule).containsExactly("info", "critical");
    assertThat(rig.load(0.9)).isSameAs(List.of());
  }

  @Test
  void alerts_areTheMostUrgentFirst() {
    rig.load(0.9);
    assertThat(rig.lives.alerts()).extracting(Alert::rule).containsExactly("critical", "info");
  }

  @Test
  void find_livingOne_isAsItIsNow() {
    String fingerprint = rig.load(0.9).get(0).fingerprint();
    rig.load(0.95);
    assertThat(rig.lives.find(fingerprint))
        .extracting(Alert::value)
        .hasToString("OptionalDouble[0.95]");
    assertThat(rig.lives.find("none")).isNull();
    rig.lives.remove("a", rig.tick, rig.at);
    assertThat(rig.lives.find(fingerprint)).isNull();
  }

  @Test
  void remove_target_withdrawsWhatIsActive() {
    rig.load(0.9);
    rig.sample();
    List<Alert> withdrawn = rig.lives.remove("a", rig.tick, rig.at);
    assertThat(Rig.states(withdrawn)).containsExactly(WITHDRAWN, WITHDRAWN);
    assertThat(withdrawn.get(0).endedAt()).isEqualTo(rig.at);
    assertThat(rig.lives.alerts()).isEmpty();
    assertThat(rig.lives.remove("a", rig.tick, rig.at)).isEmpty();
    assertThat(rig.lives.dueTick()).isEqualTo(Long.MAX_VALUE);
    assertThat(rig.load(0.9)).isEmpty();
  }

  @Test
  void remove_pending_isDroppedSilently() {
    var held = new Rig(Rig.load(rule -> rule.samples(2, 2)));
    held.load(0.9);
    assertThat(held.lives.remove("a", held.tick, held.at)).isEmpty();
    assertThat(held.lives.alerts()).isEmpty();
  }

  @Test
  void fingerprint_isTheSameInEachFiringAndRun() {
    var one = new Rig(Rig.load(RuleBuilder::undamped));
    String first = one.load(0.9).get(0).fingerprint();
    one.load(0.5);
    assertThat(one.load(0.9).get(0).fingerprint()).isEqualTo(first).matches("[0-9a-f]{16}");
    assertThat(first).isEqualTo(Fingerprint.of("a", "c", "r", Attributes.none()));
    assertThat(first).as("must not change between releases").isEqualTo("131a5f81e02d4ceb");
  }

  @Test
  void fingerprint_partsMoved_differs() {
    assertThat(Fingerprint.of("ab", "c", "r", Attributes.none()))
        .isNotEqualTo(Fingerprint.of("a", "bc", "r", Attributes.none()));
    assertThat(Fingerprint.of("a", "c", "r", Attributes.of("k", "v")))
        .isNotEqualTo(Fingerprint.of("a", "c", "r", Attributes.none()));
  }

  @Test
  void dormant_nothingFoundInThreeSamples_isTold() {
    var rules =
        new Rig(
            INFO,
            AlertRule.reading("misspelt", "test.lode").above(1).build(),
            AlertRule.reading("waits", Rig.LOAD).above(1).holdFor(5, "test.nothing").build(),
            AlertRule.score("score").below(0.5).build(),
            AlertRule.score("nowhere").below(0.5).where("zone", "x").build(),
            AlertRule.share("share", Status.WARNING).above(0.5).build(),
            AlertRule.silence("silence").build());
    rules.load(0.1);
    rules.load(0.1);
    assertThat(rules.lives.dormant()).isEmpty();
    rules.load(0.1);
    assertThat(rules.lives.dormant()).containsExactly("misspelt", "waits", "nowhere", "share");
    rules.sample(known(load("x", 0.1), Reading.of(Rig.COUNTER, 1)));
    assertThat(rules.lives.alerts()).isEmpty();
  }

  @Test
  void dormant_fedOnOneTarget_isNotDormant() {
    rig.add("b");
    for (int i = 0; i < 3; i++) {
      rig.sample();
    }
    assertThat(rig.lives.dormant()).containsExactly("info", "critical");
    rig.sample("b", HEALTHY, known(load("x", 0.1)));
    assertThat(rig.lives.dormant()).isEmpty();
  }

  @Test
  void tell_target_addsToTheStoriesOfItsActiveAlerts() {
    rig.add("b");
    rig.load(0.9);
    rig.sample("b", HEALTHY, known(load("x", 0.9)));
    rig.lives.tell("a", "restarted", rig.at);
    assertThat(rig.lives.alerts())
        .filteredOn(alert -> alert.story().toString().contains(":10Z restarted"))
        .extracting(alert -> alert.target().id())
        .containsExactly("a", "a");
  }

  @Test
  void tell_pending_isNotTold() {
    var held = new Rig(Rig.load(rule -> rule.samples(2, 2)));
    held.load(0.9);
    held.lives.tell("a", "restarted", held.at);
    assertThat(held.alert().story()).hasSize(1);
  }

  @Test
  void story_longLife_keepsTheFirstLinesAndTheLatest() {
    rig.load(0.9);
    for (int i = 0; i < 100; i++) {
      rig.lives.tell("a", "line " + i, rig.at);
    }
    List<String> story = rig.lives.alerts().get(0).story();
    assertThat(story).hasSize(50);
    assertThat(story.get(0)).isEqualTo("2026-01-01T00:00:05Z fired: 0.9");
    assertThat(story.get(9)).endsWith("line 8");
    assertThat(story.get(10)).endsWith("line 60");
    assertThat(story.get(49)).endsWith("line 99");
  }

  @Test
  void alert_times_areThoseOfItsStates() {
    var held = new Rig(Rig.load(rule -> rule.samples(2, 2)));
    held.load(0.9);
    var started = held.at;
    assertThat(held.alert().firedAt()).isNull();
    held.load(0.9);
    var fired = held.at;
    held.sample();
    Alert alert = held.alert();
    assertThat(alert.state()).isEqualTo(NO_DATA);
    assertThat(alert.startedAt()).isEqualTo(started);
    assertThat(alert.firedAt()).isEqualTo(fired);
    assertThat(alert.since()).isEqualTo(held.at);
    assertThat(alert.endedAt()).isNull();
  }

  @Test
  void alert_firesAnew_hasANewStory() {
    var again = new Rig(Rig.load(RuleBuilder::undamped));
    again.load(0.9);
    again.load(0.5);
    again.pass(Duration.ofHours(1));
    again.load(0.9);
    assertThat(again.alert().story()).hasSize(1);
    assertThat(again.alert().startedAt()).isEqualTo(again.at);
    assertThat(again.alert().firedAt()).isEqualTo(again.at);
  }

  @Test
  void sampled_targetsDoNotMix() {
    rig.add("b");
    rig.sample("a", HEALTHY, known(load("x", 0.9)));
    assertThat(rig.sample("b", HEALTHY, known(load("x", 0.1)))).isEmpty();
    assertThat(rig.lives.alerts())
        .extracting(Alert::state, Alert::target)
        .containsOnly(tuple(FIRING, Target.of("a")));
  }

  @Test
  void remove_thenAddAgain_startsAnew() {
    var held = new Rig(Rig.load(rule -> rule.samples(2, 2)));
    held.load(0.9);
    held.lives.remove("a", held.tick, held.at);
    held.add("a");
    held.load(0.9);
    assertThat(held.state()).isEqualTo(PENDING);
  }
}
