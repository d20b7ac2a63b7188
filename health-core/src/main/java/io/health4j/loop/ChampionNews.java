package io.health4j.loop;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.Occurrence;
import io.health4j.check.ResultBuilder;
import io.health4j.loop.ChampionRing.Champion;
import io.health4j.time.Ticker;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Tells each champion found since it was made, once. Thread-safe. */
final class ChampionNews {

  private final LoopCounts counts;
  private final Ticker ticker;

  /** The number of the first champion that was not told. */
  @GuardedBy("this")
  private long next;

  ChampionNews(LoopCounts counts, Ticker ticker) {
    this.counts = counts;
    this.ticker = ticker;
    this.next = counts.champions();
  }

  synchronized void tell(CheckContext context, ResultBuilder result) {
    List<Champion> fresh = counts.championsSince(next);
    if (fresh.isEmpty()) {
      return;
    }
    // A tick of this probe's clock is turned into one of the monitor's, which need not be the same.
    long offset = context.ticker().read() - ticker.read();
    long leftOut = fresh.get(0).number() - next;
    Champion last = fresh.get(fresh.size() - 1);
    for (Champion each : fresh) {
      result.occurrence(occurrence(each, each.number() == last.number() ? leftOut : 0, offset));
    }
    next = last.number() + 1;
  }

  private static Occurrence occurrence(Champion champion, long leftOut, long offset) {
    String text = "fitness " + number(champion.fitness()) + " at iteration " + champion.iteration();
    text += champion.number() == 0 ? ", the first" : ", was " + number(champion.before());
    text += leftOut == 0 ? "" : "; " + leftOut + " more since the last look are not told";
    return new Occurrence(
        "loop.champion",
        text,
        OptionalDouble.of(champion.fitness()),
        Attributes.of("loop.iteration", Long.toString(champion.iteration())),
        champion.tick() + offset);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }
}
