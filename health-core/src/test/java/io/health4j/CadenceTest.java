package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class CadenceTest {

  private static final Duration STEP = Duration.ofSeconds(5);
  private static final long NANOS = STEP.toNanos();

  @Test
  void next_onTime_isAnIntervalLater() {
    var cadence = new Cadence("a");
    long first = cadence.next(0, STEP);
    assertThat(first).isBetween(1L, NANOS);
    assertThat(cadence.next(first, STEP)).isEqualTo(first + NANOS);
  }

  @Test
  void next_lateWokenOrPaused_staysOnTheGrid() {
    var cadence = new Cadence("a");
    long point = cadence.next(0, STEP);
    assertThat(cadence.next(point + NANOS / 50, STEP)).as("late").isEqualTo(point + NANOS);
    assertThat(cadence.next(point + NANOS / 2, STEP)).as("woken").isEqualTo(point + NANOS);
    assertThat(cadence.next(point + 7 * NANOS + 1, STEP)).as("paused").isEqualTo(point + 8 * NANOS);
  }

  @Test
  void next_afterAJobWithAnotherInterval_targetsLieAsFarApartAsBefore() {
    Duration calm = STEP.multipliedBy(12);
    var one = new Cadence("a");
    var other = new Cadence("b");
    long apart = one.next(0, calm) - other.next(0, calm);
    long afterJobs = 40 * NANOS;
    assertThat(
            Math.floorMod(
                one.next(one.next(afterJobs, STEP), calm)
                    - other.next(other.next(afterJobs, STEP), calm)
                    - apart,
                calm.toNanos()))
        .isZero();
  }

  @Test
  void spread_manySimilarIds_liesEvenly() {
    var shares = new int[100];
    for (int i = 0; i < 10_000; i++) {
      shares[(int) new Cadence("worker-" + i).spread(100)]++;
    }
    assertThat(IntStream.of(shares)).allMatch(share -> share > 50 && share < 150);
  }

  @Property
  void next_anyStartAndInterval_isAfterTheStartAndWithinTheInterval(
      @ForAll @LongRange(min = -(1L << 60), max = 1L << 60) long start,
      @ForAll @LongRange(min = 1_000_000, max = 86_400_000_000_000L) long first,
      @ForAll @LongRange(min = 1_000_000, max = 86_400_000_000_000L) long second,
      @ForAll @LongRange(min = 0, max = 1L << 50) long late) {
    var cadence = new Cadence("t");
    long due = cadence.next(start, Duration.ofNanos(first));
    assertThat(due - start).isBetween(1L, first);
    long next = cadence.next(start + late, Duration.ofNanos(second));
    assertThat(next - (start + late)).isBetween(1L, second);
    assertThat(cadence.next(next, Duration.ofNanos(second)) - next).isEqualTo(second);
  }
}
