package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthEvent;
import io.health4j.alert.Alert;
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

class DigestTest {

  private static final Instant AT = ManualTicker.WALL_START;

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> lines = new ArrayList<>();
  private final Digest digest = new Digest(new EventLog(ticker, ticker.read(), lines::add), ticker);

  private void changed(String id, Status from, Status to) {
    Score score = Score.of(1, List.of());
    digest.on(
        new HealthEvent.StateChanged(
            AT, new Transition(Target.of(id), from, to, AT, score, List.of(), List.of())));
  }

  @Test
  void on_newTargetIsWell_isNotTold() {
    changed("a", Status.UNKNOWN, Status.HEALTHY);
    changed("b", Status.UNKNOWN, Status.CRITICAL);

    assertThat(lines).singleElement().asString().contains("b UNKNOWN -> CRITICAL");
  }

  @Test
  void on_knownTargetIsWellAgain_isTold() {
    changed("a", Status.UNKNOWN, Status.HEALTHY);
    changed("a", Status.HEALTHY, Status.UNKNOWN);

    changed("a", Status.UNKNOWN, Status.HEALTHY);

    assertThat(lines).hasSize(2).last().asString().contains("a UNKNOWN -> HEALTHY");
  }

  @Test
  void on_removedTarget_isNewWhenItComesBack() {
    changed("a", Status.UNKNOWN, Status.HEALTHY);
    digest.on(new HealthEvent.TargetRemoved(AT, Target.of("a")));

    changed("a", Status.UNKNOWN, Status.HEALTHY);

    assertThat(lines).isEmpty();
  }

  @Test
  void on_moreThanFit_countsTheRestInTheNextPeriod() {
    for (int i = 0; i < Digest.MOST + 30; i++) {
      changed("w" + i, Status.HEALTHY, Status.WARNING);
    }
    assertThat(lines).hasSize(Digest.MOST);
    ticker.advance(Digest.PERIOD);

    changed("next", Status.HEALTHY, Status.WARNING);

    assertThat(lines.subList(Digest.MOST, lines.size()))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("     5.0 s  and 30 more changes of state"),
            line -> assertThat(line).contains("next HEALTHY -> WARNING"));
  }

  @Test
  void flush_nothingKeptBack_tellsNothing() {
    for (int i = 0; i < Digest.MOST; i++) {
      changed("w" + i, Status.HEALTHY, Status.WARNING);
    }

    digest.flush();
    digest.flush();

    assertThat(lines).hasSize(Digest.MOST);
  }

  @Test
  void on_newsOfTheSameKind_areOneLineWithTheNextEvent() {
    for (int i = 0; i < 7; i++) {
      digest.on(new HealthEvent.AlertChanged(AT, Made.alert("w" + i, Alert.State.FIRING, 0)));
    }
    assertThat(lines).isEmpty();
    ticker.advance(NewsDesk.MOMENT);

    digest.on(new HealthEvent.TargetAdded(AT, Target.of("next")));

    assertThat(lines)
        .singleElement()
        .asString()
        .endsWith("WARNING score-low fired: w0, w1, w2, w3 and 3 more");
  }

  @Test
  void flush_newsAreKeptBack_tellsThem() {
    digest.on(new HealthEvent.AlertChanged(AT, Made.alert("a", Alert.State.FIRING, 0)));

    digest.flush();

    assertThat(lines).singleElement().asString().endsWith("fired: score of a is 0.5");
  }

  @Test
  void on_otherEvents_areHandedOn() {
    digest.on(new HealthEvent.TimeLost(AT, Duration.ofSeconds(30)));

    assertThat(lines).singleElement().asString().contains("did not run for 30s");
  }
}
