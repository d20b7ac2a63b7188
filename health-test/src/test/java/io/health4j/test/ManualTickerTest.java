package io.health4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTickerTest {

  private final ManualTicker ticker = new ManualTicker();

  @Test
  void read_notAdvanced_stands() {
    long first = ticker.read();
    assertThat(ticker.read()).isEqualTo(first);
  }

  @Test
  void advance_aMinute_overflowsAndStillSubtracts() {
    long before = ticker.read();
    ticker.advance(Duration.ofMinutes(1));
    long after = ticker.read();
    assertThat(after).isLessThan(before);
    assertThat(after - before).isEqualTo(Duration.ofMinutes(1).toNanos());
  }

  @Test
  void advance_negative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ticker.advance(Duration.ofNanos(-1)))
        .withMessage("by must not be negative, was PT-0.000000001S");
  }

  @Test
  void advance_zero_stands() {
    long before = ticker.read();
    ticker.advance(Duration.ZERO);
    assertThat(ticker.read()).isEqualTo(before);
  }

  @Test
  void wall_afterAdvance_movesWithTheTicks() {
    var wall = ticker.wall();
    assertThat(wall.instant()).isEqualTo("2026-01-01T00:00:00Z");
    ticker.advance(Duration.ofMillis(1_500));
    assertThat(wall.instant()).isEqualTo("2026-01-01T00:00:01.500Z");
  }

  @Test
  void advance_fromManyThreads_losesNothing() throws InterruptedException {
    long before = ticker.read();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int n = 0; n < 1_000; n++) {
                  ticker.advance(Duration.ofNanos(1));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ticker.read() - before).isEqualTo(4_000);
  }

  @Test
  void toString_afterAdvance_tellsHowFar() {
    ticker.advance(Duration.ofSeconds(3));
    assertThat(ticker).hasToString("ManualTicker{+PT3S}");
  }
}
