package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import io.health4j.check.Target;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rules on findings remember what was found, up to a limit, and forget what has long been well. */
class FindingRuleBoundsTest {

  private static final AlertRule RULE =
      AlertRule.finding("r", "bad", Status.WARNING).undamped().build();

  private final Rig rig = new Rig(RULE);
  private final FindingWatch watch =
      new FindingWatch(
          new Ruled(RULE, new Ledger()),
          Target.of("a"),
          new Source.OfFinding("bad", Status.WARNING));

  private static CheckOutcome found(int from, int to) {
    ResultBuilder result = CheckResult.builder();
    for (int i = from; i < to; i++) {
      result.finding(Finding.of("bad", "s" + i, Status.WARNING));
    }
    return new CheckOutcome("c", 1, false, result.build(), 0);
  }

  private void sample(CheckOutcome... outcomes) {
    rig.pass(Rig.INTERVAL);
    watch.bind(Arrays.asList(outcomes));
    watch.sampled(
        rig.health("a", Status.HEALTHY, outcomes),
        new Moment(rig.tick, rig.at, Rig.INTERVAL.toNanos()));
  }

  @Test
  void subjects_moreThanThereIsRoomFor_areCountedAsDropped() {
    rig.sample(found(0, Watch.MAX_CASES + 7));
    assertThat(rig.lives.alerts()).hasSize(Watch.MAX_CASES);
    assertThat(rig.lives.droppedSubjects()).isEqualTo(7);
    rig.sample(found(0, Watch.MAX_CASES));
    assertThat(rig.lives.droppedSubjects()).isZero();
  }

  @Test
  void subjects_wellAgain_makeRoomAtOnce() {
    rig.sample(found(0, Watch.MAX_CASES));
    rig.sample(found(0, 1));
    rig.sample(found(0, Watch.MAX_CASES / 2));
    rig.sample(found(Watch.MAX_CASES, Watch.MAX_CASES + 100));
    assertThat(rig.lives.droppedSubjects()).isZero();
    assertThat(rig.lives.alerts()).hasSize(100);
  }

  @Test
  void subject_foundAgain_isNotPutOutToMakeRoom() {
    rig.sample(found(0, Watch.MAX_CASES));
    rig.sample(found(1, Watch.MAX_CASES));
    rig.sample(found(0, Watch.MAX_CASES + 1));
    assertThat(rig.lives.alerts())
        .extracting(alert -> alert.tag("subject"))
        .contains("s0")
        .hasSize(Watch.MAX_CASES);
    assertThat(rig.lives.droppedSubjects()).isEqualTo(1);
  }

  @Test
  void subject_wellForAnHour_isForgotten() {
    sample(found(0, 3));
    sample(found(0, 1));
    assertThat(watch.count).isEqualTo(3);
    rig.pass(Duration.ofMinutes(59));
    sample(found(0, 1));
    assertThat(watch.count).isEqualTo(3);
    rig.pass(Duration.ofMinutes(1));
    sample(found(0, 1));
    assertThat(watch.count).isEqualTo(1);
    assertThat(watch.cases[0].subject.get("subject")).isEqualTo("s0");
  }

  @Test
  void subject_notKnownForLong_isRemembered() {
    sample(found(0, 1));
    var unknown = new CheckOutcome("c", 1, false, CheckResult.unknown("?"), 0);
    for (int i = 0; i < 100; i++) {
      rig.pass(Duration.ofHours(1));
      sample(unknown);
    }
    assertThat(watch.count).isEqualTo(1);
    assertThat(watch.cases[0].alert()).isNotNull();
  }

  @Test
  void healthySamples_openNoCase() {
    for (int i = 0; i < 10; i++) {
      sample(found(0, 0));
    }
    assertThat(watch.count).isZero();
  }
}
