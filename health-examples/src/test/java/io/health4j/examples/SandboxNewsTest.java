package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthEvent;
import io.health4j.alert.Alert;
import io.health4j.check.Attributes;
import io.health4j.check.Occurrence;
import io.health4j.check.Target;
import io.health4j.test.ManualTicker;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SandboxNewsTest {

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final SandboxTally tally = new SandboxTally();
  private final SandboxNews news = new SandboxNews(tally, Made.stage(ticker, told::add));

  private void occurs(String name, String message) {
    var occurrence =
        new Occurrence(name, message, OptionalDouble.empty(), Attributes.none(), ticker.read());
    news.on(new HealthEvent.Occurred(Instant.EPOCH, Target.of("search"), "orphans", occurrence));
  }

  @Test
  void on_removal_isCountedAndTold() {
    occurs(SandboxNews.REMOVED, "sandbox-1 was removed");
    occurs(SandboxNews.REMOVED, "sandbox-2 was removed");

    assertThat(tally.removed().sum()).isEqualTo(2);
    assertThat(told).hasSize(2).first().asString().endsWith("sandbox-1 was removed");
  }

  @Test
  void on_containerEnded_isNoNews() {
    occurs(SandboxNews.ENDED, "sandbox-1 ended with exit code 0");
    occurs("container.oom_killed", "sandbox-2 was killed");

    assertThat(told).hasSize(1).first().asString().endsWith("sandbox-2 was killed");
    assertThat(tally.removed().sum()).isZero();
  }

  @Test
  void on_alertsOfOneKind_areToldInOneLine() {
    for (String target : List.of("search", "engine")) {
      news.on(
          new HealthEvent.AlertChanged(Instant.EPOCH, Made.alert(target, Alert.State.FIRING, 0)));
    }
    assertThat(told).isEmpty();

    news.flush();

    assertThat(told).hasSize(1).first().asString().contains("search, engine");
  }
}
