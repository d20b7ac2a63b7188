package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.BreakerState;
import io.health4j.HealthEvent;
import io.health4j.alert.Alert;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Occurrence;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.score.Score;
import io.health4j.state.Transition;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private static final Instant AT = ManualTicker.WALL_START;

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> lines = new ArrayList<>();
  private final EventLog events = new EventLog(ticker, ticker.read(), lines::add);

  private static HealthEvent changed(String target, Status to, CheckOutcome... outcomes) {
    Score score = Score.of(0.75, List.of(outcomes));
    return new HealthEvent.StateChanged(
        AT,
        new Transition(
            Target.of(target), Status.HEALTHY, to, AT, score, List.of(), List.of(outcomes)));
  }

  @Test
  void on_transition_tellsStatesScoreAndWhy() {
    ticker.advance(Duration.ofMillis(2_300));

    events.on(
        changed(
            Watch.SEARCH, Status.WARNING, Made.results(CheckResult.healthy()), Made.loop(0.03)));

    assertThat(lines)
        .containsExactly(
            "     2.3 s  search HEALTHY -> WARNING (score 0.75);"
                + " loop: diversity-low 0.0300 (limit 0.100)");
  }

  @Test
  void on_otherEvents_areALineEach() {
    var target = Target.of("search");

    events.on(new HealthEvent.CheckTimedOut(AT, target, "results", Duration.ofSeconds(2)));
    events.on(new HealthEvent.BreakerChanged(AT, target, "results", BreakerState.OPEN));
    events.on(new HealthEvent.TimeLost(AT, Duration.ofSeconds(30)));
    events.on(new HealthEvent.TargetAdded(AT, target));

    assertThat(lines)
        .containsExactly(
            "     0.0 s  search/results timed out after 2s, and is left to itself",
            "     0.0 s  search/results: breaker OPEN",
            "     0.0 s  this process did not run for 30s");
  }

  @Test
  void on_occurrences_areToldButOfChampionsOneIn10Seconds() {
    var target = Target.of("search");
    Occurrence champion =
        new Occurrence(
            "loop.champion", "fitness 7", OptionalDouble.of(7), Attributes.none(), ticker.read());
    Occurrence reset =
        new Occurrence(
            "gpu.reset", "gpu 3 was reset", OptionalDouble.empty(), Attributes.none(), 0);

    events.on(new HealthEvent.Occurred(AT, target, "loop", champion));
    events.on(new HealthEvent.Occurred(AT, target, "loop", champion));
    events.on(new HealthEvent.Occurred(AT, target, "gpu", reset));
    events.on(new HealthEvent.Occurred(AT, target, "gpu", reset));

    assertThat(lines)
        .containsExactly(
            "     0.0 s  search/loop champion: fitness 7",
            "     0.0 s  search/gpu gpu 3 was reset",
            "     0.0 s  search/gpu gpu 3 was reset");
    assertThat(events.latest(10)).hasSize(2); // no champions
  }

  @Test
  void on_newsOfAlerts_areALineEach() {
    Alert alert = Made.alert("a", Alert.State.FIRING, 0);

    events.on(new HealthEvent.AlertChanged(AT, alert));
    events.on(new HealthEvent.AlertChanged(AT, Made.alert("a", Alert.State.PENDING, 0)));

    assertThat(lines).containsExactly("     0.0 s  WARNING score-low fired: score of a is 0.5");
  }

  @Test
  void tell_manyLines_keepsTheLatestAndCounts() {
    for (int i = 0; i < 250; i++) {
      events.tell("line " + i);
    }

    assertThat(events.latest(1_000)).hasSize(200).last().asString().endsWith("line 249");
    assertThat(events.latest(2)).hasSize(2).first().asString().endsWith("line 248");
  }

  @Test
  void latest_lineIsWiderThanThePage_isCut() {
    events.tell("one two three four");

    assertThat(events.latest(5, 22)).containsExactly("     0.0 s  one two ..");
  }

  @Test
  void summary_moreThanAskedFor_countsTheOlderOnes() {
    for (int i = 0; i < 250; i++) {
      events.tell("line " + i);
    }

    assertThat(events.summary(2, 100))
        .containsExactly(
            "  (248 older ones are left out)", "     0.0 s  line 248", "     0.0 s  line 249");
  }

  @Test
  void summary_fewLongLines_isAllOfThemFolded() {
    events.tell("one two three four");

    assertThat(events.summary(20, 22))
        .containsExactly("     0.0 s  one two", "            three four");
  }
}
