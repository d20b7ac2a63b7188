package io.health4j.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Draws what happens to whom, wave by wave; the same for the same seed. Not thread-safe. */
final class MishapPlan {

  /** From the start of one wave to the next. */
  static final Duration WAVE = Duration.ofSeconds(45);

  /** What happens in a wave happens in its first seconds. */
  static final Duration SPREAD = Duration.ofSeconds(6);

  private static final Duration SHORT = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Random random;

  MishapPlan(long seed) {
    this.random = new Random(seed);
  }

  /**
   * One mishap of one worker.
   *
   * @param after when it begins, from the start of its wave
   * @param lasts how long it lasts
   */
  record Planned(Worker worker, Mishap mishap, Duration after, Duration lasts) {}

  /**
   * The next wave.
   *
   * @param well who may be chosen; when they are too few, each once
   * @param all how many workers there are
   */
  List<Planned> wave(List<Worker> well, int all) {
    var drawn = new ArrayList<>(well);
    Collections.shuffle(drawn, random);
    Iterator<Worker> next = drawn.iterator();
    var planned = new ArrayList<Planned>();
    for (Mishap mishap : Mishap.values()) {
      for (int i = 0; i < mishap.among(all) && next.hasNext(); i++) {
        Duration atLeast = i % 2 == 0 ? SHORT : LONG;
        planned.add(new Planned(next.next(), mishap, upTo(SPREAD), atLeast.plus(upTo(SPREAD))));
      }
    }
    return planned;
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis((long) (random.nextDouble() * (double) most.toMillis()));
  }
}
