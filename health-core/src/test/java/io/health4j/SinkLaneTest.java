package io.health4j;

import static io.health4j.alert.SomeAlerts.firing;
import static io.health4j.alert.SomeAlerts.notification;
import static io.health4j.alert.SomeAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertSink;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Notification;
import io.health4j.alert.Outbox;
import io.health4j.alert.Severity;
import io.health4j.time.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A lane without threads: what would be handed to a worker is kept, and run by hand. */
final class SinkLaneTest implements SinkLane.Host {

  private final FakeTicker ticker = new FakeTicker();
  private final Outbox outbox = Outbox.inMemory(10);
  private final Deque<Delivery> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> delivered = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<Notification> told = new ArrayList<>();
  private Runnable duringCall = () -> {};
  private final SinkLane lane = lane(outbox);

  private SinkLane lane(Outbox box) {
    AlertSink sink =
        notification -> {
          asked.add(notification.group());
          duringCall.run();
          Delivery answer = answers.poll();
          if (answer == null) {
            return Delivery.delivered();
          } else if (answer.reason().equals("throw")) {
            throw new java.io.IOException("no way to https://host/secret");
          }
          return answer;
        };
    var breaker = new Breaker(SinkLane.FAILURES, SinkLane.OPEN, new Breaker.TickerClock(ticker));
    return new SinkLane("chat", sink, box, ticker, breaker, new SplittableRandom(1), this);
  }

  @Test
  void run_notificationsWait_areDeliveredTheMostUrgentFirst() {
    add("info", Severity.INFO);
    add("first", Severity.CRITICAL);
    add("second", Severity.CRITICAL);

    lane.run(null);

    assertThat(delivered).containsExactly("first", "second", "info");
    assertThat(lane.untilDue()).isEqualTo(Long.MAX_VALUE);
    assertThat(lane.statistics().delivered()).isEqualTo(3);
  }

  @Test
  void run_sinkFails_isTriedAgainAfterAWaitThatGrows() {
    answers.add(Delivery.failed("503"));
    answers.add(Delivery.failed("throw"));
    add("g", Severity.WARNING);

    lane.run(null);
    assertThat(asked).hasSize(1);
    long first = lane.untilDue();
    assertThat(first).isBetween(0L, Duration.ofSeconds(1).toNanos());
    lane.run(null);
    assertThat(asked).as("not before its time").hasSize(1);

    ticker.advance(Duration.ofNanos(first));
    lane.run(null);
    assertThat(asked).hasSize(2);
    assertThat(lane.untilDue()).isBetween(0L, Duration.ofSeconds(2).toNanos());

    ticker.advance(Duration.ofSeconds(2));
    lane.run(null);
    assertThat(delivered).containsExactly("g");
    assertThat(dropped).isEmpty();
    assertThat(lane.statistics().failed()).isEqualTo(2);
  }

  @Test
  void run_serviceAskedToWait_isLeftAloneForSoLong() {
    answers.add(Delivery.retryAfter(Duration.ofMinutes(7), "429"));
    add("g", Severity.CRITICAL);

    lane.run(null);

    assertThat(lane.untilDue()).isEqualTo(Duration.ofMinutes(7).toNanos());
    ticker.advance(Duration.ofMinutes(7));
    lane.run(null);
    assertThat(delivered).containsExactly("g");
  }

  @Test
  void run_sinkRejects_isDroppedAndTold() {
    answers.add(Delivery.rejected("400 https://host/secret"));
    add("bad", Severity.CRITICAL);
    add("good", Severity.WARNING);

    lane.run(null);

    assertThat(dropped).containsExactly("bad: rejected: 400 https://host/***");
    assertThat(delivered).containsExactly("good");
    assertThat(lane.statistics().dropped()).isEqualTo(1);
  }

  @Test
  void run_failsFiveTimes_isLeftAloneForHalfAMinuteAndThenTriedOnce() {
    for (int i = 0; i < SinkLane.FAILURES + 1; i++) {
      answers.add(Delivery.failed("503"));
    }
    add("g", Severity.WARNING);
    while (asked.size() < SinkLane.FAILURES) {
      runWhenDue();
    }

    assertThat(lane.statistics().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(lane.untilDue())
        .isBetween(SinkLane.OPEN.toNanos(), SinkLane.OPEN.plusSeconds(1).toNanos());
    runWhenDue();
    assertThat(asked).hasSize(SinkLane.FAILURES + 1);
    assertThat(lane.statistics().breaker()).isEqualTo(BreakerState.OPEN);
    runWhenDue();
    assertThat(delivered).containsExactly("g");
    assertThat(lane.statistics().breaker()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void run_failsForADay_isDroppedAndTold() {
    add("g", Severity.WARNING);
    duringCall = () -> answers.add(Delivery.failed("503"));
    for (int i = 0; i < SinkLane.MOST_ATTEMPTS; i++) {
      assertThat(dropped).isEmpty();
      runWhenDue();
    }

    assertThat(dropped).containsExactly("g: tried 2880 times: 503");
    assertThat(lane.untilDue()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void add_sameGroupWaits_becomesPartOfIt() {
    answers.add(Delivery.failed("503"));
    add("g", Severity.WARNING);
    lane.run(null);

    lane.add(notification("chat", "g", firing("other", "t", Severity.WARNING)));

    assertThat(outbox.size("chat")).isEqualTo(1);
    assertThat(outbox.next("chat").orElseThrow().notification().alerts()).hasSize(2);
    assertThat(lane.statistics().folded()).isEqualTo(1);
  }

  @Test
  void add_sameGroupIsInFlight_waitsByItself() {
    duringCall =
        () -> {
          duringCall = () -> {};
          add("g", Severity.WARNING);
        };
    add("g", Severity.WARNING);

    lane.run(null);

    assertThat(delivered).containsExactly("g", "g");
  }

  @Test
  void run_newerCameWhileItFailed_areToldAsOneSoThatTheOlderStateIsNotToldLast() {
    answers.add(Delivery.failed("503"));
    Notification ends =
        notification(
            "chat",
            "g",
            firing("worse", "t", Severity.CRITICAL),
            resolved("r", "g", Severity.WARNING));
    duringCall =
        () -> {
          duringCall = () -> {};
          lane.add(ends);
        };
    add("g", Severity.WARNING);

    lane.run(null);
    runWhenDue();

    assertThat(told).hasSize(1);
    assertThat(told.get(0).alerts()).containsExactlyElementsOf(ends.alerts());
    assertThat(outbox.size("chat")).isZero();
  }

  @Test
  void run_moreUrgentOnesTellOfTheSameAlert_theOlderStateIsToldFirst() {
    add("g", Severity.WARNING);
    lane.add(
        notification(
            "chat",
            "*",
            firing("worse", "t", Severity.CRITICAL),
            resolved("r", "g", Severity.WARNING)));

    lane.run(null);

    assertThat(delivered).containsExactly("g", "*");
  }

  @Test
  void run_oneFailsAgainAndAgain_itDoesNotHoldUpItsEquals() {
    answers.add(Delivery.failed("500"));
    add("poison", Severity.WARNING);
    add("other", Severity.WARNING);

    lane.run(null);
    runWhenDue();

    assertThat(asked).containsExactly("poison", "other", "poison");
    assertThat(delivered).containsExactly("other", "poison");
  }

  @Test
  void run_serviceAsksForAges_isLeftAloneForADay() {
    answers.add(Delivery.retryAfter(Duration.ofSeconds(Long.MAX_VALUE), "429"));
    add("g", Severity.WARNING);

    lane.run(null);

    assertThat(lane.untilDue()).isEqualTo(Duration.ofDays(1).toNanos());
  }

  @Test
  void displaced_whileItsGivenUpCallHangs_isToldAtOnce() {
    add("g", Severity.WARNING);
    duringCall =
        () -> {
          lane.givenUp(1, 1);
          lane.displaced(outbox.next("chat").orElseThrow());
        };

    lane.run(null);

    assertThat(dropped).containsExactly("g: the outbox is full");
    assertThat(lane.statistics().dropped()).isEqualTo(1);
  }

  @Test
  void add_noRoom_whatGoesIsAnsweredAndToldWhenItsLaneIsTold() {
    SinkLane small = lane(Outbox.inMemory(1));
    small.add(notification("chat", "old", firing("r", "t", Severity.CRITICAL)));

    var gone = small.add(notification("chat", "new", firing("r", "t", Severity.INFO)));
    small.displaced(gone.orElseThrow());

    assertThat(dropped).containsExactly("new: the outbox is full");
    assertThat(small.statistics().dropped()).isEqualTo(1);
  }

  @Test
  void displaced_inFlight_isDroppedOnlyWhenThatFails() {
    duringCall = () -> lane.displaced(outbox.next("chat").orElseThrow());
    add("well", Severity.WARNING);
    lane.run(null);
    assertThat(delivered).containsExactly("well");
    assertThat(dropped).isEmpty();

    answers.add(Delivery.failed("503"));
    add("ill", Severity.WARNING);
    lane.run(null);
    assertThat(dropped).containsExactly("ill: the outbox is full");
  }

  @Test
  void givenUp_callComesBackDeliveredAfterAll_isNotToldAgain() {
    add("g", Severity.WARNING);
    duringCall = () -> lane.givenUp(1, Duration.ofSeconds(10).toNanos());

    lane.run(null);
    ticker.advance(Duration.ofMinutes(1));
    lane.run(null);

    assertThat(asked).containsExactly("g");
    assertThat(delivered).containsExactly("g");
    assertThat(lane.statistics().failed()).isEqualTo(1);
  }

  @Test
  void givenUp_callComesBackFailed_isTriedAgainOnceItIsBack() {
    add("g", Severity.WARNING);
    answers.add(Delivery.failed("reset"));
    duringCall =
        () -> {
          duringCall = () -> {};
          lane.givenUp(1, Duration.ofSeconds(10).toNanos());
          assertThat(lane.untilDue()).as("while it hangs").isEqualTo(Long.MAX_VALUE);
        };

    lane.run(null);
    runWhenDue();

    assertThat(asked).containsExactly("g", "g");
    assertThat(delivered).containsExactly("g");
  }

  @Test
  void givenUp_ofACallThatIsOver_isIgnored() {
    add("g", Severity.WARNING);
    lane.run(null);

    lane.givenUp(1, 1);

    assertThat(lane.statistics().failed()).isZero();
  }

  @Test
  void abandon_somethingWaits_isDroppedAndTold() {
    add("g", Severity.WARNING);

    lane.abandon();

    assertThat(dropped).containsExactly("g: the monitor was closed");
    assertThat(outbox.size("chat")).isZero();
  }

  private void add(String group, Severity severity) {
    assertThat(lane.add(notification("chat", group, firing("r", group, severity)))).isEmpty();
  }

  private void runWhenDue() {
    ticker.advance(Duration.ofNanos(lane.untilDue()));
    lane.run(null);
  }

  @Override
  public boolean submit(WorkerPool.Task task) {
    return false;
  }

  @Override
  public void delivered(Notification notification) {
    delivered.add(notification.group());
    told.add(notification);
  }

  @Override
  public void dropped(Notification notification, String reason) {
    dropped.add(notification.group() + ": " + reason);
  }

  @Override
  public Duration since(Instant at) {
    return Duration.ZERO;
  }

  @Override
  public void dueIn(long nanos) {}
}
