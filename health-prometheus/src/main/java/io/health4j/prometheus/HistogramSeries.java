package io.health4j.prometheus;

import io.health4j.check.Distribution;
import io.health4j.check.Metric;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A distribution as Prometheus reads histograms: its count, sum and maximum, and how many values
 * are no larger than each of some bounds. Of the distribution's own steps every fourth is taken, so
 * that bounds double from 1 µs to 73 min.
 */
final class HistogramSeries {

  private static final int STRIDE = 4;
  private static final int BUCKETS = (Distribution.BUCKETS - 2) / STRIDE + 2;
  private static final int FIRST_BUCKET = 3;

  /** Count, sum, maximum, buckets. */
  static final int FAMILIES = 4;

  /** How many series a histogram has. */
  static final int COUNT = FIRST_BUCKET + BUCKETS;

  private static final String TRACE_ID = "trace_id";

  private HistogramSeries() {}

  /** Makes all; those that cannot be had are null. */
  static @Nullable Series[] make(
      Families families, Metric metric, Function<String, Labels> labels) {
    var made = new @Nullable Series[COUNT];
    String unit = metric.unitWord();
    var count = part(metric, "count", Family.Type.COUNTER, null, "How many.");
    var sum = part(metric, "sum", Family.Type.COUNTER, unit, "Their sum.");
    var max = part(metric, "max", Family.Type.GAUGE, unit, "The largest so far.");
    made[0] = families.add(count, "", labels.apply(""));
    made[1] = families.add(sum, "", labels.apply(""));
    made[2] = families.add(max, "", labels.apply(""));
    var buckets = part(metric, "buckets", Family.Type.COUNTER, null, "How many up to le seconds.");
    for (int i = 0; i < BUCKETS; i++) {
      made[FIRST_BUCKET + i] = families.add(buckets, "", labels.apply(bound(i)));
    }
    return made;
  }

  private static Family.Spec part(
      Metric metric, String part, Family.Type type, @Nullable String unit, String what) {
    return new Family.Spec(
        metric.name() + "." + part, type, unit, metric.description() + " " + what, false);
  }

  private static String bound(int bucket) {
    return bucket == BUCKETS - 1
        ? "+Inf"
        : Double.toString(Distribution.upperBound(bucket * STRIDE));
  }

  static void set(Series[] series, Distribution distribution) {
    series[0].set((double) distribution.count());
    series[1].set(distribution.sum());
    series[2].set(distribution.max());
    long sum = 0;
    int step = 0;
    for (int i = 0; i < BUCKETS; i++) {
      for (; step <= Math.min(i * STRIDE, Distribution.BUCKETS - 1); step++) {
        sum += distribution.countIn(step);
      }
      Series bucket = series[FIRST_BUCKET + i];
      bucket.set((double) sum);
      bucket.ending = Series.END_OF_LINE;
    }
    distribution.exemplars().forEach(exemplar -> add(series, exemplar));
  }

  private static void add(Series[] series, Distribution.Exemplar exemplar) {
    int step = Distribution.bucketOf(Math.round(exemplar.seconds() * 1e9));
    int bucket = Math.min((step + STRIDE - 1) / STRIDE, BUCKETS - 1);
    series[FIRST_BUCKET + bucket].ending = text(exemplar).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Distribution.Exemplar exemplar) {
    Instant at = exemplar.at();
    String millis = String.valueOf(1000 + at.getNano() / 1_000_000).substring(1);
    return " # {"
        + (TRACE_ID + "=" + Labels.quoted(exemplar.traceId()))
        + ("} " + exemplar.seconds())
        + (" " + at.getEpochSecond() + "." + millis + "\n");
  }
}
