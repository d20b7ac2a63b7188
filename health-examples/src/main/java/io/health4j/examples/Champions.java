package io.health4j.examples;

import io.health4j.check.Occurrence;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.Optional;

/** Lets through one champion in a while: a search that is well finds many. Not thread-safe. */
final class Champions {

  static final String NAME = "loop.champion";
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final Ticker ticker;
  private boolean any;
  private long toldTick;
  private long leftOut;

  Champions(Ticker ticker) {
    this.ticker = ticker;
  }

  /** What to tell of a champion, if anything. */
  Optional<String> news(Occurrence champion) {
    long now = ticker.read();
    if (any && now - toldTick < PAUSE.toNanos()) {
      leftOut++;
      return Optional.empty();
    }
    String text = "champion: " + champion.message();
    if (leftOut > 0) {
      text += Texts.format(" (%,d others since the last line)", leftOut);
    }
    any = true;
    toldTick = now;
    leftOut = 0;
    return Optional.of(text);
  }
}
