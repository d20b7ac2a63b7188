package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.Target;
import io.health4j.time.LostTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartsTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Restarts restarts = new Restarts(5);
  private final LostTime lost = new LostTime();
  private long now = Long.MAX_VALUE - MINUTE / 2;
  private final CheckContext context = CheckContext.of(Target.of("host"), null, () -> now, lost);

  private int within() {
    return restarts.within(10 * MINUTE, context);
  }

  @Test
  void first_countsNothing() {
    assertThat(restarts.counted(1000, now)).isZero();
    assertThat(within()).isZero();
  }

  @Test
  void growth_isCountedAndForgotten() {
    restarts.counted(1, now);
    assertThat(restarts.counted(3, now)).isEqualTo(2);
    assertThat(within()).isEqualTo(2);
    now += 10 * MINUTE;
    assertThat(within()).isEqualTo(2);
    now++;
    assertThat(within()).isZero();
  }

  @Test
  void fall_countsFromZero() {
    restarts.counted(10, now);
    assertThat(restarts.counted(2, now)).isEqualTo(2);
    assertThat(within()).isEqualTo(2);
  }

  @Test
  void many_areNoMoreThanAreKept() {
    restarts.counted(0, now);
    assertThat(restarts.counted(Long.MAX_VALUE, now)).isEqualTo(Long.MAX_VALUE);
    assertThat(within()).isEqualTo(5);
  }

  @Test
  void longLife_keepsTheLatest() {
    restarts.counted(0, now);
    for (int i = 1; i < 1000; i++) {
      now += 4 * MINUTE;
      assertThat(restarts.counted(i, now)).isEqualTo(1);
      assertThat(within()).isEqualTo(Math.min(i, 3));
    }
  }

  @Test
  void lostTime_isNotCounted() {
    restarts.counted(0, now);
    restarts.counted(1, now);
    long due = now;
    now += 30 * MINUTE;
    lost.observe(due, now);
    assertThat(within()).isEqualTo(1);
  }
}
