package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.state.Transition;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hears what happens, tells it in lines, and notes when a trouble was found. Thread-safe. */
final class EventLog implements HealthListener {

  /** Lines kept for the summary. */
  private static final int MOST_LINES = 200;

  private final TroubleMaker troubles;
  private final Ticker ticker;
  private final long startTick;
  private final Consumer<String> out;

  @GuardedBy("this")
  private final Deque<String> lines = new ArrayDeque<>();

  @GuardedBy("this")
  private long dropped;

  @GuardedBy("this")
  private Optional<String> found = Optional.empty();

  @GuardedBy("this")
  private Status settled = Status.UNKNOWN;

  /**
   * An empty log.
   *
   * @param startTick what the times of lines are counted from
   * @param out hears each line at once
   */
  EventLog(TroubleMaker troubles, Ticker ticker, long startTick, Consumer<String> out) {
    this.troubles = troubles;
    this.ticker = ticker;
    this.startTick = startTick;
    this.out = out;
  }

  @Override
  public void on(HealthEvent event) {
    if (event instanceof HealthEvent.StateChanged changed) {
      tell(transition(changed.transition()));
      if (isOfSearch(changed.transition().target().id())) {
        look(changed.transition().to(), changed.transition().outcomes());
      }
    } else if (event instanceof HealthEvent.Sampled sampled) {
      if (isOfSearch(sampled.health().target().id()) && isSettled(sampled.health().status())) {
        look(sampled.health().status(), sampled.health().outcomes());
      }
    } else if (event instanceof HealthEvent.CheckTimedOut late) {
      tell(
          late.target().id()
              + "/"
              + late.check()
              + " timed out after "
              + Durations.text(late.after())
              + ", and is left to itself");
    } else if (event instanceof HealthEvent.BreakerChanged changed) {
      tell(changed.target().id() + "/" + changed.check() + ": breaker " + changed.state());
    } else if (event instanceof HealthEvent.TimeLost lost) {
      tell("this process did not run for " + Durations.text(lost.lost()));
    }
  }

  private static boolean isOfSearch(String target) {
    return target.equals(Watch.SEARCH);
  }

  /** A sample that settles a new state is told of by its transition, which comes next. */
  private synchronized boolean isSettled(Status status) {
    boolean same = status == settled;
    settled = status;
    return same;
  }

  private static String transition(Transition transition) {
    var text = new StringBuilder();
    text.append(transition.target().id()).append(' ').append(transition.from());
    text.append(" -> ").append(transition.to());
    text.append(" (").append(Texts.score(transition.score())).append(')');
    for (CheckOutcome outcome : transition.unhealthy()) {
      text.append("; ").append(outcome.check()).append(": ").append(outcome.result().message());
    }
    return text.toString();
  }

  private void look(Status state, List<CheckOutcome> outcomes) {
    Optional<String> evidence =
        state == Status.HEALTHY ? Optional.empty() : troubles.evidence(outcomes);
    String line;
    synchronized (this) {
      if (found.isPresent() || evidence.isEmpty()) {
        return;
      }
      long after = ticker.read() - troubles.began().orElseThrow();
      line = Texts.format("found after %.1f s: ", Texts.seconds(after)) + evidence.get();
      found = Optional.of(line);
    }
    tell(line);
  }

  /** Tells and keeps a line, with the time since the start. */
  void tell(String text) {
    Duration since = Duration.ofNanos(ticker.read() - startTick);
    String line = Texts.stamped(since, text);
    synchronized (this) {
      lines.add(line);
      if (lines.size() > MOST_LINES) {
        lines.remove();
        dropped++;
      }
    }
    out.accept(line);
  }

  /** The latest lines, from old to new. */
  synchronized List<String> latest(int most) {
    return lines.stream().skip(Math.max(0, lines.size() - most)).toList();
  }

  synchronized long dropped() {
    return dropped;
  }

  /** The line that told of the trouble. */
  synchronized Optional<String> found() {
    return found;
  }
}
