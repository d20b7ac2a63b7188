package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.Occurrence;
import io.health4j.test.ManualTicker;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ChampionsTest {

  private final ManualTicker ticker = new ManualTicker();
  private final Champions champions = new Champions(ticker);

  private static Occurrence champion(String message) {
    return new Occurrence(Champions.NAME, message, OptionalDouble.empty(), Attributes.none(), 0);
  }

  @Test
  void news_first_isTold() {
    assertThat(champions.news(champion("fitness 1"))).contains("champion: fitness 1");
  }

  @Test
  void news_withinThePause_isCountedInTheNext() {
    champions.news(champion("fitness 1"));
    assertThat(champions.news(champion("fitness 2"))).isEmpty();
    ticker.advance(Champions.PAUSE.minusNanos(1));
    assertThat(champions.news(champion("fitness 3"))).isEmpty();
    ticker.advance(Champions.PAUSE);

    assertThat(champions.news(champion("fitness 4")))
        .contains("champion: fitness 4 (2 others since the last line)");
    ticker.advance(Champions.PAUSE);
    assertThat(champions.news(champion("fitness 5"))).contains("champion: fitness 5");
  }
}
