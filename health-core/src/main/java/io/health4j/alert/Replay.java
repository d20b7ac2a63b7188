package io.health4j.alert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** One series of a back-test. Its alerts are kept as bare ticks, as there may be a great many. */
final class Replay {

  private static final long[] NONE = {};

  private final Life life;
  private boolean begun;
  private long last;
  private long[] ticks = NONE;

  /** How many changes there were: one that fires, one that resolves, and so on. */
  private int changes;

  Replay(AlertRule rule) {
    life = new Life(rule);
  }

  void add(String series, long tick, double value, long interval) {
    if (begun && tick - last <= 0) {
      throw new IllegalArgumentException(
          "tick of series '" + series + "' must be after " + last + ", was " + tick);
    }
    begun = true;
    last = tick;
    boolean fired = life.isActive();
    life.add(tick, value, interval);
    if (life.isActive() != fired) {
      note(tick);
    }
  }

  private void note(long tick) {
    if (changes == ticks.length) {
      ticks = Arrays.copyOf(ticks, Math.max(2, changes * 2));
    }
    ticks[changes] = tick;
    changes++;
  }

  List<AlertBacktest.Firing> firings(String series) {
    var firings = new ArrayList<AlertBacktest.Firing>((changes + 1) / 2);
    for (int i = 0; i < changes; i += 2) {
      OptionalLong end = i + 1 < changes ? OptionalLong.of(ticks[i + 1]) : OptionalLong.empty();
      firings.add(new AlertBacktest.Firing(series, ticks[i], end));
    }
    return firings;
  }
}
