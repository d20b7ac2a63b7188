package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryTest {

  private final AtomicLong tick = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<Long> pauses = new ArrayList<>();
  private double chance;
  private final Retry retry =
      new Retry(tick::get, time -> pauses.add(time.toMillis()), () -> chance);

  private void fail(Kind kind, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      retry.pause(kind);
    }
  }

  @Test
  void pause_failuresInARow_doublesToFiveSeconds() throws Exception {
    fail(Kind.AWAY, 8);

    assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
  }

  @Test
  void pause_manyFailures_staysAtItsLimit() throws Exception {
    fail(Kind.SLOW, 100);

    assertThat(pauses).endsWith(5000L, 5000L).noneMatch(pause -> pause > 5000);
  }

  @Test
  void pause_aPersonMustAct_waitsLonger() throws Exception {
    fail(Kind.DENIED, 3);
    fail(Kind.TOO_OLD, 3);

    assertThat(pauses).containsExactly(5000L, 10000L, 20000L, 40000L, 60000L, 60000L);
  }

  @Test
  void pause_byChance_isUpToAFifthShorter() throws Exception {
    chance = 1;

    fail(Kind.AWAY, 2);

    assertThat(pauses).containsExactly(80L, 160L);
  }

  @Test
  void end_streamLived_beginsANewRow() throws Exception {
    fail(Kind.AWAY, 3);
    retry.begin();
    tick.addAndGet(Duration.ofSeconds(5).toNanos());
    retry.end();

    fail(Kind.AWAY, 1);

    assertThat(pauses).containsExactly(100L, 200L, 400L, 100L);
  }

  @Test
  void end_streamBrokeAtOnce_goesOnInTheRow() throws Exception {
    fail(Kind.AWAY, 1);
    retry.begin();
    tick.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
    retry.end();

    fail(Kind.AWAY, 1);

    assertThat(pauses).containsExactly(100L, 200L);
  }
}
