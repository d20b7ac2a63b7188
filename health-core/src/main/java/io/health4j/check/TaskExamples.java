package io.health4j.check;

import io.health4j.check.Distribution.Exemplar;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest example of each power of two of durations: as coarse as metrics systems show them, so
 * that none is kept in vain. An example stays for a second, in which tasks of its size pay for two
 * looks, at the clock and at what is kept; the first of them after that asks for its trace. Nobody
 * waits: of two that end at once, one is kept.
 *
 * <p>Thread-safe.
 */
final class TaskExamples {

  /** One second, this project's own judgement: shorter than most scrapes are apart. */
  static final long STAYS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Kept(Exemplar exemplar, long tick) {}

  private final TraceIds traces;
  private final InstantSource wall;
  private final AtomicReferenceArray<@Nullable Kept> newest =
      new AtomicReferenceArray<>(power(Distribution.BUCKETS - 1) + 1);

  TaskExamples(TraceIds traces, InstantSource wall) {
    this.traces = traces;
    this.wall = wall;
  }

  /** Which of the bounds that double a bucket lies below; four buckets share one. */
  private static int power(int bucket) {
    return (bucket + 3) / 4;
  }

  /** A task of this duration ends, on this thread. Never throws. */
  void offer(long nanos, int bucket) {
    long now = traces.now();
    int place = power(bucket);
    Kept kept = newest.get(place);
    if (kept != null && now - kept.tick() < STAYS_NANOS) {
      return;
    }
    String trace = traces.current(now);
    if (trace != null) {
      var exemplar = new Exemplar(trace, nanos / 1e9, wall.instant());
      newest.compareAndSet(place, kept, new Kept(exemplar, now));
    }
  }

  List<Exemplar> all() {
    List<Exemplar> all = new ArrayList<>();
    for (int i = 0; i < newest.length(); i++) {
      Kept kept = newest.get(i);
      if (kept != null) {
        all.add(kept.exemplar());
      }
    }
    return all;
  }
}
