package io.health4j.check;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable histogram of durations: counts in buckets whose bounds grow by powers of two in four
 * steps each, from 1 µs to about 73 min, so that a quantile is off by at most 25 %. The layout is
 * fixed: any two can be compared, and a writer needs a shift and a mask to find its bucket.
 */
public final class Distribution {

  private static final int STEP_BITS = 2;
  private static final int STEPS = 1 << STEP_BITS;

  /** 2^10 ns, about 1 µs: the upper bound of the first bucket. */
  private static final int FIRST_POWER = 10;

  /** 2^42 ns, about 73 min: what is longer lands in the last bucket. */
  private static final int LAST_POWER = 42;

  /** How many buckets there are, with one for what is shorter and one for what is longer. */
  public static final int BUCKETS = (LAST_POWER - FIRST_POWER) * STEPS + 2;

  /** What a share like 0.07 is off by in binary must not move a rank. */
  private static final double RANK_ERROR = 1e-9;

  private final long[] counts;
  private final long count;
  private final long sumNanos;
  private final long maxNanos;
  private final List<Exemplar> exemplars;

  private Distribution(long[] counts, long sumNanos, long maxNanos, List<Exemplar> exemplars) {
    this.counts = counts;
    this.count = Arrays.stream(counts).sum();
    this.sumNanos = sumNanos;
    this.maxNanos = maxNanos;
    this.exemplars = List.copyOf(exemplars);
  }

  /**
   * One of the durations, and the trace that it is from.
   *
   * @param traceId the trace's id, as tracing systems write it; not blank, of at most {@value
   *     #MAX_ID_LENGTH} characters
   * @param seconds the duration; finite and not negative
   * @param at when it was taken
   */
  public record Exemplar(String traceId, double seconds, Instant at) {

    /**
     * 120: OpenMetrics grants an exemplar's labels 128 characters together, names among them, of
     * which {@code trace_id} takes 8.
     */
    public static final int MAX_ID_LENGTH = 120;

    public Exemplar {
      if (traceId.isBlank() || traceId.length() > MAX_ID_LENGTH) {
        throw new IllegalArgumentException(
            "trace id must have from 1 to "
                + MAX_ID_LENGTH
                + " characters and not be blank, was '"
                + traceId
                + "'");
      }
      if (!(seconds >= 0 && Double.isFinite(seconds))) {
        throw new IllegalArgumentException("seconds must be at least 0 and finite, was " + seconds);
      }
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * A distribution of counts, which are copied.
   *
   * @param counts one count for each of the {@link #BUCKETS} buckets
   * @param sumNanos the sum of all durations, in nanoseconds
   * @param maxNanos the longest duration, in nanoseconds
   * @return the distribution
   * @throws IllegalArgumentException when the number of counts is not {@link #BUCKETS}
   */
  public static Distribution of(long[] counts, long sumNanos, long maxNanos) {
    if (counts.length != BUCKETS) {
      throw new IllegalArgumentException(
          "counts must have " + BUCKETS + " buckets, had " + counts.length);
    }
    return new Distribution(counts.clone(), sumNanos, maxNanos, List.of());
  }

  /**
   * This distribution with some of its durations as examples, which make it no other: it equals
   * this one.
   *
   * @param examples them, at most one for each bucket that is shown
   * @return a new distribution
   */
  public Distribution with(List<Exemplar> examples) {
    return new Distribution(counts, sumNanos, maxNanos, examples);
  }

  /**
   * Durations with the traces that they are from.
   *
   * @return them, in no order; mostly empty
   */
  public List<Exemplar> exemplars() {
    return exemplars;
  }

  /**
   * The bucket of a duration.
   *
   * @param nanos the duration in nanoseconds; a negative one counts as 0
   * @return an index from 0 to {@link #BUCKETS} − 1
   */
  public static int bucketOf(long nanos) {
    if (nanos < 1L << FIRST_POWER) {
      return 0;
    }
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    if (power >= LAST_POWER) {
      return BUCKETS - 1;
    }
    int step = (int) (nanos >>> (power - STEP_BITS)) & (STEPS - 1);
    return (power - FIRST_POWER) * STEPS + step + 1;
  }

  /**
   * The duration that everything in a bucket lies below.
   *
   * @param bucket an index from 0 to {@link #BUCKETS} − 1
   * @return the bound in seconds; infinite for the last bucket
   */
  public static double upperBound(int bucket) {
    if (bucket >= BUCKETS - 1) {
      return Double.POSITIVE_INFINITY;
    }
    int power = FIRST_POWER + bucket / STEPS;
    long step = (long) STEPS + bucket % STEPS;
    return (step << (power - STEP_BITS)) / 1e9;
  }

  /**
   * The count in one bucket.
   *
   * @param bucket an index from 0 to {@link #BUCKETS} − 1
   * @return how many durations fell into it
   */
  public long countIn(int bucket) {
    return counts[bucket];
  }

  /**
   * How many durations there are.
   *
   * @return the count
   */
  public long count() {
    return count;
  }

  /**
   * The sum of all durations.
   *
   * @return seconds
   */
  public double sum() {
    return sumNanos / 1e9;
  }

  /**
   * The longest duration.
   *
   * @return seconds, 0 when there is none
   */
  public double max() {
    return maxNanos / 1e9;
  }

  /**
   * The mean duration.
   *
   * @return seconds, 0 when there is none
   */
  public double mean() {
    return count == 0 ? 0 : sum() / count;
  }

  /**
   * A bound that the given share of all durations does not exceed.
   *
   * @param share from 0 to 1, such as 0.99
   * @return seconds, never above {@link #max()}, and at most a quarter above the true value where
   *     that lies between 1 µs and 73 min; 0 when there is none
   * @throws IllegalArgumentException when the share is out of range
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be from 0 to 1, was " + share);
    }
    long rank = Math.max(1, (long) Math.ceil(share * count - RANK_ERROR));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(upperBound(i), max());
      }
    }
    return max();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Distribution that
        && sumNanos == that.sumNanos
        && maxNanos == that.maxNanos
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + Long.hashCode(sumNanos);
  }

  /** Count, mean, 99th percentile and maximum, in seconds. */
  @Override
  public String toString() {
    return "Distribution{count="
        + count
        + ", mean="
        + mean()
        + "s, p99="
        + quantile(0.99)
        + "s, max="
        + max()
        + "s}";
  }
}
