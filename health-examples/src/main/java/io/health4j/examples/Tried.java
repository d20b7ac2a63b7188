package io.health4j.examples;

import java.util.ArrayDeque;
import java.util.Deque;

/** How often one mishap was made, and how soon it was named. Not thread-safe. */
final class Tried {

  /** Times kept for the median. */
  private static final int MOST_TIMES = 1_000;

  private final Mishap mishap;
  private final Deque<Double> seconds = new ArrayDeque<>();
  private long made;
  private long ended;
  private long restarted;
  private long named;
  private double longest;

  Tried(Mishap mishap) {
    this.mishap = mishap;
  }

  void made() {
    made++;
  }

  void ended() {
    ended++;
  }

  void restarted() {
    restarted++;
  }

  void named(double afterSeconds) {
    named++;
    longest = Math.max(longest, afterSeconds);
    seconds.add(afterSeconds);
    if (seconds.size() > MOST_TIMES) {
      seconds.remove();
    }
  }

  private String times() {
    return Texts.format(" after %.1f s (median), %.1f s (longest)", median(), longest);
  }

  private double median() {
    return seconds.stream().sorted().skip((seconds.size() - 1) / 2).findFirst().orElse(Double.NaN);
  }

  /** A line of the summary. */
  @Override
  public String toString() {
    var text = new StringBuilder(Texts.label(mishap.verb()));
    text.append(Texts.format("%,d made", made));
    if (!Mishap.TROUBLES.contains(mishap)) {
      text.append(", and watched no longer");
    } else if (made > 0) {
      text.append(Texts.format(", %,d named by the monitor", named));
      text.append(named > 0 ? times() : "");
    }
    text.append(restarted > 0 ? Texts.format("; %,d restarted", restarted) : "");
    return text.append(ended > 0 ? Texts.format("; %,d came back", ended) : "").toString();
  }
}
