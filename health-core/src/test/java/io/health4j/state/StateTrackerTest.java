package io.health4j.state;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Status;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class StateTrackerTest {

  private static List<Status> run(StateTracker tracker, Status... samples) {
    var settled = new ArrayList<Status>();
    for (Status sample : samples) {
      settled.add(tracker.update(sample));
    }
    return settled;
  }

  private static List<Status> run(Status... samples) {
    return run(new StateTracker(StatePolicy.DEFAULT), samples);
  }

  @Test
  void update_firstHealthy_settlesAtOnce() {
    assertThat(run(HEALTHY)).containsExactly(HEALTHY);
  }

  @Test
  void update_firstBad_settlesAfterThree() {
    assertThat(run(CRITICAL, CRITICAL, CRITICAL)).containsExactly(UNKNOWN, UNKNOWN, CRITICAL);
  }

  @Test
  void update_threeWorse_settleToTheMildestOfThem() {
    assertThat(run(HEALTHY, CRITICAL, WARNING, CRITICAL)).endsWith(HEALTHY, WARNING);
    assertThat(run(HEALTHY, WARNING, WARNING, WARNING, CRITICAL, CRITICAL, CRITICAL))
        .endsWith(WARNING, WARNING, WARNING, CRITICAL);
  }

  @Test
  void update_twoBetter_settleToTheWorstOfThem() {
    var tracker = new StateTracker(StatePolicy.DEFAULT);
    run(tracker, CRITICAL, CRITICAL, CRITICAL);
    assertThat(run(tracker, HEALTHY, WARNING, HEALTHY, HEALTHY))
        .containsExactly(CRITICAL, WARNING, WARNING, HEALTHY);
  }

  @Test
  void update_oneGoodBetweenBad_startsTheRunAnew() {
    assertThat(run(HEALTHY, WARNING, WARNING, HEALTHY, WARNING, WARNING)).containsOnly(HEALTHY);
  }

  @Test
  void update_unknownBetweenBad_neitherCountsNorBreaksTheRun() {
    assertThat(run(HEALTHY, WARNING, UNKNOWN, WARNING, UNKNOWN, WARNING))
        .containsExactly(HEALTHY, HEALTHY, HEALTHY, HEALTHY, HEALTHY, WARNING);
  }

  @Test
  void update_threeUnknown_makeAHealthyStateUnknown() {
    assertThat(run(HEALTHY, UNKNOWN, UNKNOWN, UNKNOWN)).endsWith(HEALTHY, UNKNOWN);
  }

  @Test
  void update_unknownAfterFailure_hidesAndResolvesNothing() {
    var tracker = new StateTracker(StatePolicy.DEFAULT);
    run(tracker, CRITICAL, CRITICAL, CRITICAL);
    assertThat(run(tracker, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)).containsOnly(CRITICAL);
    assertThat(run(tracker, HEALTHY, UNKNOWN, HEALTHY))
        .containsExactly(CRITICAL, CRITICAL, HEALTHY);
  }

  @Test
  void update_unknownThenHealthy_needsTwo() {
    var tracker = new StateTracker(StatePolicy.DEFAULT);
    run(tracker, HEALTHY, UNKNOWN, UNKNOWN, UNKNOWN);
    assertThat(run(tracker, HEALTHY, HEALTHY)).containsExactly(UNKNOWN, HEALTHY);
  }

  @Test
  void isUnsettled_sampleDiffersFromState_tells() {
    var tracker = new StateTracker(StatePolicy.DEFAULT);
    run(tracker, HEALTHY);
    assertThat(tracker.isUnsettled()).isFalse();
    run(tracker, WARNING);
    assertThat(tracker.isUnsettled()).isTrue();
    assertThat(tracker.settled()).isEqualTo(HEALTHY);
  }

  @Test
  void policy_countsOutOfRange_areRefused() {
    assertThatThrownBy(() -> new StatePolicy(0, 1))
        .hasMessage("bad samples must be from 1 to 100, was 0");
    assertThatThrownBy(() -> new StatePolicy(1, 101))
        .hasMessage("good samples must be from 1 to 100, was 101");
  }

  @Property
  void update_aFailingState_endsOnlyAfterEnoughGoodData(
      @ForAll List<Status> samples, @ForAll @IntRange(min = 1, max = 5) int good) {
    var tracker = new StateTracker(new StatePolicy(3, good));
    int better = 0;
    for (Status sample : samples) {
      Status before = tracker.settled();
      Status after = tracker.update(sample);
      boolean counts = sample != UNKNOWN && sample.compareTo(before) < 0;
      better = counts ? better + 1 : sample == UNKNOWN ? better : 0;
      if (before.isFailing() && after.compareTo(before) < 0) {
        assertThat(better).isGreaterThanOrEqualTo(good);
      }
      better = after == before ? better : 0;
    }
  }

  @Property
  void update_aStateFalls_onlyToWhatEverySampleOfTheRunBearsOut(
      @ForAll List<Status> samples, @ForAll @IntRange(min = 1, max = 5) int bad) {
    var tracker = new StateTracker(new StatePolicy(bad, 2));
    var known = new ArrayList<Status>();
    for (Status sample : samples) {
      Status before = tracker.settled();
      Status after = tracker.update(sample);
      if (sample != UNKNOWN) {
        known.add(sample);
      }
      if (after.isFailing() && after.compareTo(before) > 0) {
        assertThat(known.subList(known.size() - bad, known.size()))
            .allMatch(each -> each.compareTo(after) >= 0);
      }
    }
  }

  @Property
  void update_constantSamples_settleThere(@ForAll List<Status> before, @ForAll Status last) {
    var tracker = new StateTracker(StatePolicy.DEFAULT);
    before.forEach(tracker::update);
    Status held = tracker.settled();
    for (int i = 0; i < 6; i++) {
      tracker.update(last);
    }
    Status expected = last == UNKNOWN && held.isFailing() ? held : last;
    assertThat(tracker.settled()).isEqualTo(expected);
  }
}
