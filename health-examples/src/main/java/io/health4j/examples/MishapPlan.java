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

  /** An outage begins within this for all, and ends for all. */
  private static final Duration OUTAGE_SPREAD = Duration.ofSeconds(1);

  private static final Duration OUTAGE = Duration.ofSeconds(30);
  private static final double OUTAGE_SHARE = 0.6;
  private static final Duration SHORT = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Random random;
  private boolean outage;

  /**
   * A plan.
   *
   * @param outage whether the first wave is one: more than half of all vanish at once
   */
  MishapPlan(long seed, boolean outage) {
    this.random = new Random(seed);
    this.outage = outage;
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
    if (outage) {
      outage = false;
      return drawn.subList(0, (int) (OUTAGE_SHARE * drawn.size())).stream().map(this::cut).toList();
    }
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

  private Planned cut(Worker worker) {
    return new Planned(worker, Mishap.VANISH, upTo(OUTAGE_SPREAD), OUTAGE);
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis((long) (random.nextDouble() * (double) most.toMillis()));
  }
}
