package io.health4j.examples;

import java.util.Collection;
import java.util.stream.LongStream;

/** How long calls took. Immutable. */
final class GpuTimes {

  private final long[] sorted;

  private GpuTimes(long[] sorted) {
    this.sorted = sorted;
  }

  /** Of single calls, in ns; at least one. */
  static GpuTimes of(LongStream nanos) {
    return new GpuTimes(nanos.sorted().toArray());
  }

  /** Of all calls together. */
  static GpuTimes all(Collection<GpuTimes> parts) {
    return of(parts.stream().flatMapToLong(part -> LongStream.of(part.sorted)));
  }

  int count() {
    return sorted.length;
  }

  /** What such a share of the calls took at most, in ns: a value that was measured. */
  long percentile(double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
