package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final long SECOND = 1_000_000_000L;

  /** A minute: slots of a second. Ticks pass the end of a long within it. */
  private static final long START = Long.MAX_VALUE - 30 * SECOND;

  private static long at(long seconds) {
    return START + seconds * SECOND;
  }

  private final Window window = new Window(Duration.ofMinutes(1));

  @Test
  void sum_nothingAdded_isZero() {
    assertThat(window.sum(START)).isZero();
  }

  @Test
  void sum_withinTheLength_keepsAll() {
    window.add(START, 1);
    window.add(at(10), 2.5);

    assertThat(window.sum(at(59))).isEqualTo(3.5);
  }

  @Test
  void sum_afterTheLength_forgetsWhatIsOlder() {
    window.add(START, 1);
    window.add(at(10), 2);

    assertThat(window.sum(at(60))).isEqualTo(2);
    assertThat(window.sum(at(69))).isEqualTo(2);
    assertThat(window.sum(at(70))).isZero();
  }

  @Test
  void add_afterALongPause_startsEmpty() {
    window.add(START, 5);

    window.add(at(100_000), 1);

    assertThat(window.sum(at(100_000))).isEqualTo(1);
  }

  @Test
  void sum_afterALongPause_forgetsEachSlot() {
    for (int second = 0; second < 60; second++) {
      window.add(at(second), 1);
    }
    assertThat(window.sum(at(59))).isEqualTo(60);

    assertThat(window.sum(at(1_000))).isZero();
  }

  @Test
  void add_exactlyOneRoundLater_doesNotAddToTheOldSlot() {
    window.add(START, 5);
    window.add(at(60), 1);

    assertThat(window.sum(at(60))).isEqualTo(1);
  }

  @Test
  void add_tickThatGoesBack_countsAsNow() {
    window.add(at(20), 1);
    window.add(START, 1);

    assertThat(window.sum(at(79))).isEqualTo(2);
  }

  @Test
  void sum_randomAdds_liesBetweenTheExactSumsASlotApart() {
    record Added(long tick, int amount) {}
    var random = new Random(7);
    var added = new ArrayDeque<Added>();
    long tick = START;
    for (int i = 0; i < 2_000; i++) {
      tick += (long) (random.nextDouble() * 5 * SECOND);
      added.add(new Added(tick, 1 + random.nextInt(9)));
      window.add(tick, added.getLast().amount);

      long now = tick;
      double most = 0;
      double least = 0;
      for (Added one : added) {
        most += now - one.tick < 60 * SECOND ? one.amount : 0;
        least += now - one.tick < 59 * SECOND ? one.amount : 0;
      }
      assertThat(window.sum(now)).isBetween(least, most);
    }
  }
}
