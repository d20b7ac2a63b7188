package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthEvent;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.score.Score;
import io.health4j.state.Transition;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroubleFinderTest {

  private static final Instant AT = ManualTicker.WALL_START;

  private final ManualTicker ticker = new ManualTicker();
  private final TroubleMaker troubles = new TroubleMaker(Optional.of(Trouble.DIVERSITY), ticker);
  private final List<String> lines = new ArrayList<>();
  private final TroubleFinder finder =
      new TroubleFinder(troubles, ticker, new EventLog(ticker, ticker.read(), lines::add));

  private static HealthEvent changed(String target, Status to, CheckOutcome... outcomes) {
    Score score = Score.of(0.75, List.of(outcomes));
    return new HealthEvent.StateChanged(
        AT,
        new Transition(
            Target.of(target), Status.HEALTHY, to, AT, score, List.of(), List.of(outcomes)));
  }

  private HealthEvent sampled(Status settled, CheckOutcome... outcomes) {
    Score score = Score.of(0.75, List.of(outcomes));
    return new HealthEvent.Sampled(
        AT, Made.health(ticker, Watch.SEARCH, settled, score, List.of(outcomes)));
  }

  @Test
  void found_atTheTransition_tellsTheTimeSinceTheTroubleBegan() {
    ticker.advance(Duration.ofSeconds(10));
    troubles.begin();
    ticker.advance(Duration.ofMillis(7_900));

    finder.on(sampled(Status.WARNING, Made.loop(0.03)));
    finder.on(changed(Watch.SEARCH, Status.WARNING, Made.loop(0.03)));

    String found = "found after 7.9 s: diversity-low 0.030 (limit 0.10): " + Made.REMEDY;
    assertThat(finder.found()).contains(found);
    assertThat(lines.get(0)).contains("HEALTHY -> WARNING");
    assertThat(lines.get(1)).isEqualTo("    17.9 s  " + found);
  }

  @Test
  void found_stateWasBadBefore_isToldWithoutATransition() {
    finder.on(sampled(Status.WARNING, Made.loop(0.5)));
    troubles.begin();

    finder.on(sampled(Status.WARNING, Made.loop(0.03)));

    assertThat(finder.found()).isPresent();
  }

  @Test
  void found_twice_isToldOnce() {
    troubles.begin();

    finder.on(changed(Watch.SEARCH, Status.WARNING, Made.loop(0.03)));
    finder.on(changed(Watch.SEARCH, Status.CRITICAL, Made.loop(0.03)));

    assertThat(lines.stream().filter(line -> line.contains("found after"))).hasSize(1);
  }

  @Test
  void found_beforeItBeganOrElsewhereOrStillHealthy_isNot() {
    finder.on(changed(Watch.SEARCH, Status.WARNING, Made.loop(0.03)));
    troubles.begin();
    finder.on(changed(Watch.MACHINE, Status.WARNING, Made.loop(0.03)));
    finder.on(sampled(Status.HEALTHY, Made.loop(0.03)));
    finder.on(sampled(Status.HEALTHY, Made.loop(0.03)));

    assertThat(finder.found()).isEmpty();
  }
}
