package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

  private static final int LAST = Distribution.BUCKETS - 1;

  private static Distribution of(long... nanos) {
    long[] counts = new long[Distribution.BUCKETS];
    for (long each : nanos) {
      counts[Distribution.bucketOf(each)]++;
    }
    return Distribution.of(
        counts, Arrays.stream(nanos).sum(), Arrays.stream(nanos).max().orElse(0));
  }

  @ParameterizedTest
  @CsvSource({
    "-9223372036854775808, 0",
    "-1, 0",
    "0, 0",
    "1023, 0",
    "1024, 1",
    "1279, 1",
    "1280, 2",
    "2047, 4",
    "2048, 5",
    "4398046511103, 128",
    "4398046511104, 129",
    "9223372036854775807, 129"
  })
  void bucketOf_edges_fallOnTheirSide(long nanos, int bucket) {
    assertThat(Distribution.bucketOf(nanos)).isEqualTo(bucket);
  }

  @Test
  void upperBound_ends_areAMicrosecondAndInfinite() {
    assertThat(Distribution.BUCKETS).isEqualTo(130);
    assertThat(Distribution.upperBound(0)).isEqualTo(1.024e-6);
    assertThat(Distribution.upperBound(LAST - 1)).isEqualTo(4398.046511104);
    assertThat(Distribution.upperBound(LAST)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void upperBound_allBuckets_growByAtMostAQuarter() {
    for (int i = 1; i < LAST; i++) {
      double growth = Distribution.upperBound(i) / Distribution.upperBound(i - 1);
      assertThat(growth).as("bucket " + i).isGreaterThan(1).isLessThanOrEqualTo(1.25 + 1e-9);
    }
  }

  @Property
  void bucketOf_anyDuration_liesBetweenItsBounds(
      @ForAll @LongRange(min = 0, max = 1L << 43) long nanos) {
    int bucket = Distribution.bucketOf(nanos);
    double seconds = nanos / 1e9;

    assertThat(bucket).isBetween(0, LAST);
    assertThat(seconds).isLessThan(Distribution.upperBound(bucket));
    if (bucket > 0) {
      assertThat(seconds).isGreaterThanOrEqualTo(Distribution.upperBound(bucket - 1));
    }
  }

  @Property
  void bucketOf_longerDuration_neverFallsLower(
      @ForAll @LongRange(min = 0, max = 1L << 44) long nanos,
      @ForAll @LongRange(min = 0, max = 1L << 44) long more) {
    assertThat(Distribution.bucketOf(nanos + more))
        .isGreaterThanOrEqualTo(Distribution.bucketOf(nanos));
  }

  @Property
  void quantile_anyDurations_isAtMostAQuarterAboveTheSortedOne(
      @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 1024, max = (1L << 42) - 1) Long> all,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    long[] nanos = all.stream().mapToLong(Long::longValue).toArray();
    long[] sorted = Arrays.stream(nanos).sorted().toArray();
    int rank = (int) Math.max(1, Math.ceil(share * sorted.length - 1e-9));
    double exact = sorted[rank - 1] / 1e9;

    double quantile = of(nanos).quantile(share);

    assertThat(quantile).isGreaterThanOrEqualTo(exact).isLessThanOrEqualTo(exact * 1.25 + 1e-9);
    assertThat(quantile).isLessThanOrEqualTo(sorted[sorted.length - 1] / 1e9);
  }

  @Test
  void quantile_one_isTheMaximum() {
    assertThat(of(5_000, 7_000_000, 123_456_789).quantile(1)).isEqualTo(0.123456789);
  }

  @Test
  void quantile_beyondTheLastBucket_isTheMaximum() {
    long hours = 7_200_000_000_000L;

    assertThat(of(hours, hours + 1).quantile(0.5)).isEqualTo((hours + 1) / 1e9);
  }

  @Test
  void quantile_none_isZero() {
    assertThat(of().quantile(0.99)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void quantile_shareOutOfRange_isRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(1).quantile(share))
        .withMessage("share must be from 0 to 1, was " + share);
  }

  @Test
  void countSumMeanMax_durations_areTheirs() {
    var distribution = of(1_000_000_000, 2_000_000_000, 6_000_000_000L);

    assertThat(distribution.count()).isEqualTo(3);
    assertThat(distribution.sum()).isEqualTo(9);
    assertThat(distribution.mean()).isEqualTo(3);
    assertThat(distribution.max()).isEqualTo(6);
    assertThat(distribution.countIn(Distribution.bucketOf(2_000_000_000))).isEqualTo(1);
    assertThat(distribution.countIn(0)).isZero();
  }

  @Test
  void countSumMeanMax_none_areZero() {
    assertThat(of().count()).isZero();
    assertThat(of().sum()).isZero();
    assertThat(of().mean()).isZero();
    assertThat(of().max()).isZero();
  }

  @Test
  void of_countsChangedLater_staysAsItWas() {
    long[] counts = new long[Distribution.BUCKETS];
    counts[3] = 1;
    var distribution = Distribution.of(counts, 1_700, 1_700);

    counts[3] = 99;

    assertThat(distribution.countIn(3)).isEqualTo(1);
    assertThat(distribution.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 129, 131})
  void of_otherNumberOfBuckets_isRefused(int buckets) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.of(new long[buckets], 0, 0))
        .withMessage("counts must have 130 buckets, had " + buckets);
  }

  @Test
  void toString_durations_tellsCountMeanAndMax() {
    var distribution = of(1_000_000_000, 3_000_000_000L);

    assertThat(distribution.quantile(0.99)).isCloseTo(3, within(0.75));
    assertThat(distribution.toString()).contains("count=2", "mean=2.0s", "p99=3.0s", "max=3.0s");
  }

  @Test
  void quantile_shareThatIsNotExactInBinary_isOfTheRightRank() {
    long[] counts = new long[Distribution.BUCKETS];
    counts[Distribution.bucketOf(2_000)] = 7;
    counts[Distribution.bucketOf(1_000_000_000)] = 93;
    assertThat(Distribution.of(counts, 0, 1_000_000_000).quantile(0.07)).isLessThan(1e-5);
  }

  @Test
  void equals_sameCounts_areEqual() {
    var counts = new long[Distribution.BUCKETS];
    counts[3] = 2;
    var one = Distribution.of(counts, 10, 6);
    assertThat(one).isEqualTo(Distribution.of(counts, 10, 6));
    assertThat(one).hasSameHashCodeAs(Distribution.of(counts, 10, 6));
    assertThat(one).isNotEqualTo(Distribution.of(counts, 11, 6));
    counts[3] = 3;
    assertThat(one).isNotEqualTo(Distribution.of(counts, 10, 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void exemplar_blankTrace_isRefused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distribution.Exemplar(id, 1, Instant.EPOCH))
        .withMessage("trace id must have from 1 to 120 characters and not be blank, was '%s'", id);
  }

  @Test
  void exemplar_longTrace_isRefused() {
    var longest = "f".repeat(120);
    assertThat(new Distribution.Exemplar(longest, 0, Instant.EPOCH).traceId()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distribution.Exemplar(longest + "f", 0, Instant.EPOCH))
        .withMessageContaining("from 1 to 120 characters");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void exemplar_noDuration_isRefused(double seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distribution.Exemplar("a", seconds, Instant.EPOCH))
        .withMessage("seconds must be at least 0 and finite, was " + seconds);
  }

  @Test
  void with_examples_keepsAllElseAndCopies() {
    Distribution plain = of(1_000_000, 3_000_000);
    var examples = new ArrayList<>(List.of(new Distribution.Exemplar("a", 0.001, Instant.EPOCH)));
    Distribution with = plain.with(examples);
    examples.clear();
    assertThat(with.exemplars()).extracting(Distribution.Exemplar::traceId).containsExactly("a");
    assertThat(with).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(with.sum()).isEqualTo(plain.sum());
    assertThat(with.max()).isEqualTo(plain.max());
    assertThat(with.count()).isEqualTo(2);
    assertThat(plain.exemplars()).isEmpty();
  }
}
