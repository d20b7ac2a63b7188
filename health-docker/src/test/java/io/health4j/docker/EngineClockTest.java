package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineClockTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final EngineClock clock = new EngineClock();
  private final long start = Long.MAX_VALUE - SECOND;

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  @Test
  void nothingSeen_isNoTime() {
    clock.saw(Optional.empty(), start);
    assertThat(clock.since(at(5), start)).isZero();
  }

  @Test
  void seen_goesOnWithTheTicker() {
    clock.saw(at(100), start);
    assertThat(clock.since(at(90), start)).isEqualTo(Duration.ofSeconds(10));
    assertThat(clock.since(at(90), start + 5 * SECOND)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void older_changesNothing() {
    clock.saw(at(100), start);
    clock.saw(at(101), start + 2 * SECOND);
    assertThat(clock.since(at(90), start + 2 * SECOND)).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void newer_isBelieved() {
    clock.saw(at(100), start);
    clock.saw(Optional.of(at(500)), start + 2 * SECOND);
    assertThat(clock.since(at(490), start + 3 * SECOND)).isEqualTo(Duration.ofSeconds(11));
  }

  @Test
  void future_isNoTimeAgo() {
    clock.saw(at(100), start);
    assertThat(clock.since(at(200), start)).isZero();
  }
}
