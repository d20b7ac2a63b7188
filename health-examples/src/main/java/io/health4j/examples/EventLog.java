package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Occurrence;
import io.health4j.state.Transition;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hears what happens, and tells it in lines. Thread-safe. */
final class EventLog implements HealthListener {

  /** Lines kept for the summary. */
  private static final int MOST_LINES = 200;

  private final Ticker ticker;
  private final long startTick;
  private final Consumer<String> out;

  @GuardedBy("this")
  private final Champions champions;

  @GuardedBy("this")
  private final Deque<String> lines = new ArrayDeque<>();

  @GuardedBy("this")
  private long dropped;

  /**
   * An empty log.
   *
   * @param startTick what the times of lines are counted from
   * @param out hears each line at once
   */
  EventLog(Ticker ticker, long startTick, Consumer<String> out) {
    this.ticker = ticker;
    this.startTick = startTick;
    this.out = out;
    this.champions = new Champions(ticker);
  }

  @Override
  public void on(HealthEvent event) {
    if (event instanceof HealthEvent.StateChanged changed) {
      tell(transition(changed.transition()));
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
    } else if (event instanceof HealthEvent.Occurred occurred) {
      occurred(occurred.target().id() + "/" + occurred.check() + " ", occurred.occurrence());
    } else {
      AlertNews.of(event).ifPresent(news -> tell(AlertNews.line(List.of(news))));
    }
  }

  private void occurred(String where, Occurrence occurrence) {
    if (occurrence.name().equals(Champions.NAME)) {
      // Not kept: in the summary they would leave no room for what matters.
      champion(occurrence).ifPresent(text -> out.accept(stamped(where + text)));
    } else {
      tell(where + occurrence.message());
    }
  }

  private synchronized Optional<String> champion(Occurrence occurrence) {
    return champions.news(occurrence);
  }

  private String stamped(String text) {
    return Texts.stamped(Duration.ofNanos(ticker.read() - startTick), text);
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

  /** Tells and keeps a line, with the time since the start. */
  void tell(String text) {
    String line = stamped(text);
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

  /** The latest lines, cut where they are wider. */
  List<String> latest(int most, int width) {
    return latest(most).stream().map(line -> Texts.fit(line, width)).toList();
  }

  /** The latest lines as a summary tells them: how many older ones there were, then each folded. */
  synchronized List<String> summary(int most, int width) {
    var told = new ArrayList<String>();
    long older = dropped + Math.max(0, lines.size() - most);
    if (older > 0) {
      told.add(Texts.format("  (%,d older ones are left out)", older));
    }
    latest(most).forEach(line -> told.addAll(Texts.fold(line, width)));
    return told;
  }
}
