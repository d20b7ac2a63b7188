package io.health4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Distribution;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BucketsTest {

  @Test
  void bound_ofEachBucket_doubles() {
    assertThat(Buckets.COUNT).isEqualTo(34);
    assertThat(Buckets.bound(0)).isEqualTo("1.024E-6");
    for (int i = 1; i < Buckets.COUNT - 1; i++) {
      double ratio =
          Double.parseDouble(Buckets.bound(i)) / Double.parseDouble(Buckets.bound(i - 1));
      assertThat(ratio).isEqualTo(2);
    }
    assertThat(Double.parseDouble(Buckets.bound(Buckets.COUNT - 2))).isBetween(4_398.0, 4_399.0);
    assertThat(Buckets.bound(Buckets.COUNT - 1)).isEqualTo("+Inf");
  }

  @Test
  void cumulative_oneInEachStep_growsToTheCount() {
    long[] counts = new long[Distribution.BUCKETS];
    Arrays.fill(counts, 1);
    var distribution = Distribution.of(counts, 0, 0);
    assertThat(Buckets.cumulative(distribution, 0)).isEqualTo(1);
    assertThat(Buckets.cumulative(distribution, 1)).isEqualTo(5);
    assertThat(Buckets.cumulative(distribution, Buckets.COUNT - 2)).isEqualTo(129);
    assertThat(Buckets.cumulative(distribution, Buckets.COUNT - 1)).isEqualTo(130);
  }

  @Test
  void cumulative_value_liesWithinItsBound() {
    for (long nanos : new long[] {0, 900, 1_500, 3_000_000, 7_000_000_000L, Long.MAX_VALUE}) {
      long[] counts = new long[Distribution.BUCKETS];
      counts[Distribution.bucketOf(nanos)] = 1;
      var distribution = Distribution.of(counts, nanos, nanos);
      for (int i = 0; i < Buckets.COUNT - 1; i++) {
        double bound = Double.parseDouble(Buckets.bound(i));
        long expected = nanos / 1e9 < bound ? 1 : 0;
        assertThat(Buckets.cumulative(distribution, i))
            .as("%d in %s", nanos, bound)
            .isEqualTo(expected);
      }
    }
  }
}
