package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthEvent;
import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.recovery.RecoveryPolicy.Mode;
import io.health4j.test.ManualTicker;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertNewsTest {

  private static final Instant AT = ManualTicker.WALL_START;

  private static String line(HealthEvent event) {
    return AlertNews.of(event).map(news -> AlertNews.line(List.of(news))).orElse("");
  }

  private static String line(Alert alert) {
    return line(new HealthEvent.AlertChanged(AT, alert));
  }

  private static HealthEvent attempt(String target, Mode mode, Outcome outcome, String detail) {
    return new HealthEvent.RecoveryChanged(
        AT,
        new Attempt(
            1, "hung", mode, Target.of(target), "restart", 1, 1, outcome, detail, AT, null));
  }

  @Test
  void of_fired_tellsSeverityRuleAndMessage() {
    assertThat(line(Made.alert("a", State.FIRING, 0)))
        .isEqualTo("WARNING score-low fired: score of a is 0.5");
  }

  @Test
  void of_messageWithoutTheTarget_tellsItToo() {
    var nameless = Made.alert("a", State.FIRING, 0, "all is lost");

    assertThat(line(nameless)).isEqualTo("WARNING score-low fired: a: all is lost");
  }

  @Test
  void of_firedAndMuted_saysWhy() {
    assertThat(line(Made.muted(Made.alert("a", State.FIRING, 0), "mass-failure")))
        .isEqualTo("WARNING score-low fired, muted by mass-failure: score of a is 0.5");
  }

  @Test
  void of_badAgainAfterItWasGood_isNoNews() {
    assertThat(line(Made.alert("a", State.FIRING, 7))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"PENDING", "RECOVERING"})
  void of_notFiredOrNotOver_isNoNews(State state) {
    assertThat(line(Made.alert("a", state, 7))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NO_DATA, WARNING score-low has no data: score of a is 0.5",
    "RESOLVED, WARNING score-low resolved: a: after 7.0 s",
    "WITHDRAWN, WARNING score-low withdrawn: a: after 7.0 s",
  })
  void of_laterStates_areToldWithTheirTime(State state, String line) {
    assertThat(line(Made.alert("a", state, 7))).isEqualTo(line);
  }

  @Test
  void of_endedWithoutHavingFired_isNoNews() {
    assertThat(line(Made.unfired("a", State.RESOLVED))).isEmpty();
  }

  @Test
  void of_deliveries_tellRouteGroupAndRules() {
    var one = List.of(Made.alert("a", State.FIRING, 0));
    var two = List.of(one.get(0), Made.alert("b", State.FIRING, 0));

    assertThat(
            line(
                new HealthEvent.NotificationDelivered(
                    AT, new Notification("target=a", "webhook", Reason.FIRED, one, AT))))
        .isEqualTo("webhook told, fired: target=a: 1 alert of score-low");
    assertThat(
            line(
                new HealthEvent.NotificationDropped(
                    AT, new Notification("all", "webhook", Reason.ENDED, two, AT), "HTTP 400")))
        .isEqualTo("webhook will not hear of it, HTTP 400: all: 2 alerts of score-low");
  }

  @Test
  void of_deliveryOfAGroupByRule_doesNotRepeatIt() {
    var one = List.of(Made.alert("a", State.FIRING, 0));

    assertThat(
            line(
                new HealthEvent.NotificationDelivered(
                    AT, new Notification("rule=score-low", "webhook", Reason.FIRED, one, AT))))
        .isEqualTo("webhook told, fired: rule=score-low: 1 alert");
  }

  @Test
  void of_dormantRule_isTold() {
    assertThat(line(new HealthEvent.RuleDormant(AT, "orphans")))
        .isEqualTo("nothing gives what these rules look at: orphans");
  }

  @ParameterizedTest
  @CsvSource({
    "SHADOW, SHADOWED, '(shadow) restart would begin, --enforce does it: a'",
    "SHADOW, SKIPPED_BUDGET, '(shadow) restart waits for its budget: a'",
    "ENFORCE, STARTED, 'restart begins: a'",
    "ENFORCE, SUCCEEDED, 'restart helped: a'",
    "ENFORCE, NOT_HELPED, 'restart did not help: a'",
    "ENFORCE, FAILED, 'restart failed: a'",
    "ENFORCE, HELD_BACK, 'restart is held back: a'",
    "ENFORCE, HANDED_OVER, 'restart and all else did not help: a human must look: a'",
  })
  void of_attempts_areTold(Mode mode, Outcome outcome, String line) {
    assertThat(line(attempt("a", mode, outcome, ""))).isEqualTo(line);
  }

  @Test
  void of_attemptWithDetail_tellsIt() {
    assertThat(line(attempt("w-7", Mode.ENFORCE, Outcome.SUCCEEDED, "done at once")))
        .isEqualTo("restart helped: w-7: done at once");
  }

  @Test
  void of_otherEvents_areNone() {
    assertThat(AlertNews.of(new HealthEvent.TargetAdded(AT, Target.of("a")))).isEmpty();
  }

  @Test
  void line_many_tellsTheFirstFourByName() {
    List<AlertNews> all =
        IntStream.rangeClosed(1, 1_234)
            .mapToObj(i -> new AlertNews("x fired", "w" + i, ""))
            .toList();

    assertThat(AlertNews.line(all)).isEqualTo("x fired: w1, w2, w3, w4 and 1,230 more");
    assertThat(AlertNews.line(all.subList(0, 4))).isEqualTo("x fired: w1, w2, w3, w4");
  }

  @Test
  void line_manyOfOne_namesItOnce() {
    var same = new AlertNews("x fired", "a", "y");

    assertThat(AlertNews.line(List.of(same, same))).isEqualTo("x fired: a");
  }
}
