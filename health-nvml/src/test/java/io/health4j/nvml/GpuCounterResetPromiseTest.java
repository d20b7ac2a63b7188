package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A counter of a GPU that fell was reset: by a driver that was loaded anew, by a reset. */
class GpuCounterResetPromiseTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void counter_thatFell_hasNotGrown() {
    var delta = new Delta();
    delta.next(1_000);

    assertThat(delta.next(3)).isZero();
    assertThat(delta.next(5)).isEqualTo(2);
  }

  @Test
  void errors_ofACounterThatFell_areNone() {
    var growth = new Growth(Duration.ofMinutes(1));
    growth.add(Long.MAX_VALUE - SECOND, 1_000);
    growth.add(Long.MAX_VALUE, 3);

    assertThat(growth.sum(Long.MAX_VALUE)).isZero();
  }
}
