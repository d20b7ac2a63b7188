package io.health4j.report;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The past of every reading and score, in memory, within one budget for the whole monitor. While
 * the budget lasts, each series grows up to {@value #MAX_SAMPLES} samples (2 h at 5 s); after that,
 * series keep what room they have and the oldest value makes room, and a series that finds no room
 * at all is left out and counted.
 *
 * <p>Thread-safe: one target's series share a lock, and no lock is held while another's is read.
 */
public final class History {

  /** The series under which each target's score is kept, without attributes. */
  public static final String SCORE = "health.score";

  /** 32 MiB: 1,000 series for 2 h at 5 s (this project's own judgement). */
  public static final long DEFAULT_BYTES = 32L << 20;

  /** 2 h at the default interval of 5 s, rounded up to a power of two. */
  static final int MAX_SAMPLES = 2048;

  /** A map entry, a key and a series beside their columns: estimated, not measured. */
  private static final int BYTES_PER_SERIES = 200;

  private static final Key SCORE_KEY = new Key(SCORE, Attributes.none());

  private final long budget;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong droppedSamples = new AtomicLong();
  private final Map<String, Map<Key, Series>> targets = new ConcurrentHashMap<>();

  /**
   * An empty history.
   *
   * @param budget bytes for all series together, at least 0; 0 keeps nothing
   * @throws IllegalArgumentException when the budget is negative
   */
  public History(long budget) {
    if (budget < 0) {
      throw new IllegalArgumentException("history must have at least 0 bytes, was " + budget);
    }
    this.budget = budget;
  }

  /**
   * Takes in a sample of a target: its score and all its readings.
   *
   * @param health the target's health after the sample
   */
  public void record(TargetHealth health) {
    if (budget == 0) {
      return;
    }
    targets.compute(
        health.target().id(),
        (id, known) -> {
          var series = known == null ? new HashMap<Key, Series>() : known;
          synchronized (series) {
            addAll(series, health);
          }
          return series;
        });
  }

  private void addAll(Map<Key, Series> series, TargetHealth health) {
    long tick = health.sampledTick();
    var score = health.score().value();
    if (score.isPresent()) {
      add(series, SCORE_KEY, tick, score.getAsDouble());
    }
    for (CheckOutcome outcome : health.outcomes()) {
      for (Reading reading : outcome.result().readings()) {
        add(series, new Key(reading.metric().name(), reading.attributes()), tick, reading.value());
      }
    }
  }

  private void add(Map<Key, Series> all, Key key, long tick, double value) {
    Series series = all.get(key);
    if (series == null) {
      if (!reserve(BYTES_PER_SERIES + Series.FIRST_CAPACITY * Series.BYTES_PER_SAMPLE)) {
        droppedSamples.incrementAndGet();
        return;
      }
      series = new Series();
      all.put(key, series);
    } else if (series.isFull()
        && series.capacity() < MAX_SAMPLES
        && reserve((long) series.capacity() * Series.BYTES_PER_SAMPLE)) {
      series.grow();
    }
    series.add(tick, value);
  }

  private boolean reserve(long more) {
    long before;
    do {
      before = bytes.get();
      if (before + more > budget) {
        return false;
      }
    } while (!bytes.compareAndSet(before, before + more));
    return true;
  }

  /**
   * Forgets a target.
   *
   * @param target its id
   */
  public void forget(String target) {
    targets.computeIfPresent(
        target,
        (id, series) -> {
          synchronized (series) {
            series.values().forEach(each -> bytes.addAndGet(-size(each)));
          }
          return null;
        });
  }

  private static long size(Series series) {
    return BYTES_PER_SERIES + (long) series.capacity() * Series.BYTES_PER_SAMPLE;
  }

  /**
   * The past of one series.
   *
   * @param target the target's id
   * @param metric the metric's name, or {@link #SCORE}
   * @param attributes the reading's attributes
   * @param sinceTick the oldest wanted moment, on the monitor's ticker
   * @return its samples from old to new; empty when there is no such series
   */
  public List<Sample> query(String target, String metric, Attributes attributes, long sinceTick) {
    var series = targets.get(target);
    if (series == null) {
      return List.of();
    }
    synchronized (series) {
      Series found = series.get(new Key(metric, attributes));
      return found == null ? List.of() : List.copyOf(found.since(sinceTick));
    }
  }

  /**
   * How much of the budget is taken.
   *
   * @return bytes
   */
  public long bytes() {
    return bytes.get();
  }

  /**
   * How many values found no room.
   *
   * @return a count that only grows
   */
  public long droppedSamples() {
    return droppedSamples.get();
  }

  private record Key(String metric, Attributes attributes) {}
}
