package io.health4j.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TickerTest {

  @Test
  void system_readTwice_neverGoesBack() {
    Ticker ticker = Ticker.system();
    long first = ticker.read();

    assertThat(ticker.read() - first).isNotNegative();
  }

  @Test
  void system_besideNanoTime_isTheSameClock() {
    long before = System.nanoTime();
    long read = Ticker.system().read();
    long after = System.nanoTime();

    assertThat(read - before).isBetween(0L, after - before);
  }

  @Test
  void fake_advancedPastOverflow_differencesStayRight() {
    var ticker = new FakeTicker();
    long start = ticker.read();

    ticker.advance(Duration.ofMinutes(1));

    assertThat(ticker.read()).isNegative();
    assertThat(ticker.read() - start).isEqualTo(Duration.ofMinutes(1).toNanos());
  }
}
