package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.RESOLVED;
import static io.health4j.alert.Alert.State.WITHDRAWN;
import static io.health4j.alert.Rig.check;
import static io.health4j.alert.Rig.known;
import static io.health4j.alert.Rig.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules on readings: which ones they find, and what becomes of those that go away. */
class ReadingRuleTest {

  private static final Reading OTHER = Reading.of(Rig.SHARE, 0.99);

  private final Rig rig = new Rig(Rig.load(RuleBuilder::undamped));

  @Test
  void sampled_siblings_eachHasALifeOfItsOwn() {
    assertThat(rig.sample(known(load("x", 0.9), load("y", 0.5)))).hasSize(1);
    assertThat(rig.alert().subject()).isEqualTo(Attributes.of("device", "x"));
    assertThat(rig.alert().check()).isEqualTo("c");
    assertThat(rig.sample(known(load("x", 0.9), load("y", 0.9)))).hasSize(1);
    assertThat(Rig.states(rig.sample(known(load("x", 0.5), load("y", 0.9)))))
        .containsExactly(RESOLVED);
    assertThat(rig.alert().subject().get("device")).isEqualTo("y");
  }

  @Test
  void sampled_sameReadingInTwoChecks_areTwo() {
    rig.sample(
        check("c", Status.HEALTHY, load("x", 0.9)), check("d", Status.HEALTHY, load("x", 0.9)));
    assertThat(rig.lives.alerts()).extracting(Alert::check).containsExactly("c", "d");
    assertThat(rig.lives.alerts()).extracting(Alert::fingerprint).doesNotHaveDuplicates();
  }

  @Test
  void sampled_layoutChanges_eachReadingKeepsItsLife() {
    rig.sample(known(load("x", 0.9), load("y", 0.5)));
    assertThat(rig.sample(known(load("y", 0.5), OTHER, load("x", 0.9)))).isEmpty();
    assertThat(rig.sample(check("b", Status.HEALTHY, OTHER), known(load("x", 0.9)))).isEmpty();
    assertThat(rig.sample(known(load("x", 0.9), load("y", 0.5)))).isEmpty();
    assertThat(rig.alert().subject().get("device")).isEqualTo("x");
  }

  @Test
  void sampled_readingReplacedByAnotherAtItsPlace_isNotTakenForIt() {
    rig.sample(known(load("x", 0.9)));
    assertThat(Rig.states(rig.sample(known(load("z", 0.5))))).containsExactly(NO_DATA);
    assertThat(Rig.states(rig.sample(known(load("x", 0.9))))).containsExactly(FIRING);
  }

  @Test
  void sampled_otherMetric_isNotLookedAt() {
    rig.sample(known(OTHER));
    assertThat(rig.lives.alerts()).isEmpty();
  }

  @Test
  void sampled_checkUnknown_itsReadingsAreNoData() {
    rig.load(0.9);
    assertThat(Rig.states(rig.sample(check("c", Status.UNKNOWN, Reading.of(Rig.METRIC, 0.5)))))
        .containsExactly(NO_DATA);
    assertThat(rig.alert().value()).isEmpty();
  }

  @Test
  void sampled_firingReadingGone_isWithdrawnAfterADay() {
    rig.load(0.9);
    rig.sample(known());
    rig.pass(Duration.ofHours(24).minusSeconds(5));
    assertThat(rig.now("a", Status.HEALTHY, known())).isEmpty();
    assertThat(rig.state()).isEqualTo(NO_DATA);
    assertThat(Rig.states(rig.sample(known()))).containsExactly(WITHDRAWN);
    assertThat(rig.lives.alerts()).isEmpty();
    assertThat(Rig.states(rig.load(0.9))).containsExactly(FIRING);
  }

  @Test
  void sampled_firingReadingGoneTwice_countsFromTheSecondTime() {
    rig.load(0.9);
    rig.sample(known());
    rig.pass(Duration.ofHours(23));
    rig.load(0.9);
    rig.pass(Duration.ofHours(2));
    rig.sample(known());
    assertThat(rig.state()).isEqualTo(NO_DATA);
  }

  @Test
  void sampled_firingReadingUnknownForADay_staysAnAlert() {
    rig.load(0.9);
    rig.sample(check("c", Status.UNKNOWN));
    rig.pass(Duration.ofDays(2));
    rig.sample(check("c", Status.UNKNOWN));
    assertThat(rig.state()).isEqualTo(NO_DATA);
    assertThat(Rig.states(rig.load(0.5))).containsExactly(RESOLVED);
  }

  @Test
  void sampled_pendingReadingGone_waitsForAnHour() {
    var rule = new Rig(Rig.load(it -> it.samples(2, 2)));
    rule.load(0.9);
    rule.sample(known());
    assertThat(rule.state()).isEqualTo(PENDING);
    rule.pass(Duration.ofHours(1));
    var withdrawn = rule.sample(known());
    assertThat(Rig.states(withdrawn)).containsExactly(WITHDRAWN);
    assertThat(withdrawn.get(0).firedAt()).as("it never fired").isNull();
    assertThat(rule.lives.alerts()).isEmpty();
  }

  @Test
  void sampled_pendingReadingGoneForAMoment_goesOn() {
    var rule = new Rig(Rig.load(it -> it.samples(2, 2)));
    rule.load(0.9);
    rule.sample(known());
    assertThat(Rig.states(rule.load(0.9))).containsExactly(FIRING);
  }

  @Test
  void sampled_pendingEnds_isToldAsResolvedWithoutHavingFired() {
    var rule = new Rig(Rig.load(it -> it.samples(2, 2)));
    rule.load(0.9);
    var ended = rule.load(0.5);
    assertThat(Rig.states(ended)).containsExactly(RESOLVED);
    assertThat(ended.get(0).firedAt()).isNull();
    assertThat(ended.get(0).endedAt()).isEqualTo(rule.at);
    assertThat(rule.lives.alerts()).isEmpty();
  }

  @Test
  void sampled_moreSiblingsThanRoom_countsTheRest() {
    var readings =
        IntStream.range(0, 1_200).mapToObj(i -> load("x" + i, 0.5)).toArray(Reading[]::new);
    rig.sample(known(readings));
    assertThat(rig.lives.droppedSubjects()).isEqualTo(200);
    rig.sample(known(load("x0", 0.5)));
    assertThat(rig.lives.droppedSubjects()).isZero();
  }

  @Test
  void sampled_siblingsComeAndGo_roomIsMadeOfThoseThatWent() {
    for (int i = 0; i < 5_000; i++) {
      rig.sample(known(load("x" + i, 0.5)));
    }
    assertThat(rig.lives.droppedSubjects()).isZero();
    assertThat(Rig.states(rig.sample(known(load("y", 0.9))))).containsExactly(FIRING);
  }

  @Test
  void where_attribute_looksOnlyAtThose() {
    var rule = new Rig(Rig.load(it -> it.where("device", "s*")));
    rule.sample(known(load("sda", 0.9), load("nvme", 0.9)));
    assertThat(rule.alert().subject().get("device")).isEqualTo("sda");
  }

  @Test
  void where_checkAndTarget_looksOnlyThere() {
    var rule = new Rig(Rig.load(it -> it.where("check", "d").where("target", "b")));
    rule.add("b");
    rule.sample("a", Status.HEALTHY, check("d", Status.HEALTHY, load("x", 0.9)));
    rule.sample("b", Status.HEALTHY, check("c", Status.HEALTHY, load("x", 0.9)));
    assertThat(rule.lives.alerts()).isEmpty();
    rule.sample("b", Status.HEALTHY, check("d", Status.HEALTHY, load("x", 0.9)));
    assertThat(rule.alert().target().id()).isEqualTo("b");
  }

  @Test
  void holdFor_progressOfAnotherReading_waitsForIt() {
    var rule = new Rig(Rig.load(it -> it.holdFor(5, "test.count")));
    for (double count : new double[] {10, 11, 13, 14}) {
      rule.sample(progress(count));
      assertThat(rule.state()).isEqualTo(PENDING);
    }
    rule.sample(progress(15));
    assertThat(rule.state()).isEqualTo(FIRING);
  }

  private static CheckOutcome progress(double count) {
    return known(Reading.of(Rig.METRIC, 0.9), Reading.of(Rig.COUNTER, count));
  }
}
