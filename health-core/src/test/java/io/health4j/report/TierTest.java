package io.health4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TierTest {

  @Test
  void bytes_ofASeries_areOneDoubleOrFourAndACount() {
    assertThat(Tier.ALL).extracting(tier -> tier.bytes).containsExactly(8, 36, 36);
    assertThat(Tier.ALL)
        .extracting(tier -> tier.width)
        .containsExactly(0L, 5 * Healths.MINUTE, Healths.HOUR);
  }

  /** Also where the clock overflows between them. */
  @Property
  void start_ofAnyMoment_isTheBucketThatHoldsIt(
      @ForAll long origin,
      @ForAll @LongRange(min = -1L << 60, max = 1L << 60) long after,
      @ForAll @LongRange(min = 1, max = 1L << 50) long width) {
    long start = Tier.start(origin + after, origin, width);
    assertThat(origin + after - start).isBetween(0L, width - 1);
    assertThat((start - origin) % width).isZero();
  }

  @Test
  void end_ofABucket_isItsLastMoment() {
    assertThat(Tier.RAW.end(5)).isEqualTo(5);
    assertThat(Tier.HOUR.end(5)).isEqualTo(4 + Healths.HOUR);
  }
}
