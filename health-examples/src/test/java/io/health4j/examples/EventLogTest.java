package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.BreakerState;
import io.health4j.HealthEvent;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.score.Score;
import io.health4j.state.Transition;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  void tell_manyLines_keepsTheLatestAndCounts() {
    for (int i = 0; i < 250; i++) {
      events.tell("line " + i);
    }

    assertThat(events.latest(1_000)).hasSize(200).last().asString().endsWith("line 249");
    assertThat(events.latest(2)).hasSize(2).first().asString().endsWith("line 248");
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
