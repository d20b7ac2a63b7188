package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a trouble begin and end, and notes when the check found it, and when it saw its end. Hands
 * all that it hears to the log first. Thread-safe.
 */
final class GpuTale implements HealthListener {

  /** Long enough for what must be seen several times, such as a call that hangs. */
  static final Duration LASTS = Duration.ofSeconds(20);

  private enum Phase {
    CALM,
    TROUBLE,
    UNDONE,
    OVER
  }

  private final Optional<GpuMishap> mishap;
  private final Ticker ticker;
  private final EventLog events;

  @GuardedBy("this")
  private final List<String> found = new ArrayList<>();

  @GuardedBy("this")
  private Phase phase = Phase.CALM;

  @GuardedBy("this")
  private long since;

  GpuTale(Optional<GpuMishap> mishap, Ticker ticker, EventLog events) {
    this.mishap = mishap;
    this.ticker = ticker;
    this.events = events;
  }

  /** The calm is over. */
  void begin() {
    mishap.ifPresent(
        what -> {
          events.tell("trouble begins: " + what.text());
          enter(Phase.TROUBLE);
          what.begin();
        });
  }

  private synchronized void enter(Phase next) {
    phase = next;
    since = ticker.read();
  }

  @Override
  public void on(HealthEvent event) {
    events.on(event);
    if (event instanceof HealthEvent.Sampled sampled && mishap.isPresent()) {
      sampled.health().outcomes().stream()
          .filter(outcome -> outcome.check().equals(GpuWatch.CHECK))
          .map(CheckOutcome::result)
          .forEach(result -> look(mishap.get(), result));
    }
  }

  private void look(GpuMishap what, CheckResult result) {
    Optional<Finding> evidence = what.evidence(result);
    news(evidence, result).ifPresent(events::tell);
    if (isDue()) {
      what.end();
      enter(Phase.UNDONE);
      events.tell("trouble is undone: " + what.text());
    }
  }

  private synchronized boolean isDue() {
    return phase == Phase.TROUBLE && ticker.read() - since >= LASTS.toNanos();
  }

  private synchronized Optional<String> news(Optional<Finding> evidence, CheckResult result) {
    double after = Texts.seconds(ticker.read() - since);
    if (phase == Phase.TROUBLE && found.isEmpty() && evidence.isPresent()) {
      found.add(Texts.format("found after %.1f s: ", after) + GpuTexts.finding(evidence.get()));
    } else if (phase == Phase.UNDONE && evidence.isEmpty() && !result.readings().isEmpty()) {
      phase = Phase.OVER;
      found.add(Texts.format("seen to be over %.1f s after it was undone", after));
    } else {
      return Optional.empty();
    }
    return Optional.of(found.get(found.size() - 1));
  }

  /** What the check saw of the trouble. */
  synchronized List<String> found() {
    return List.copyOf(found);
  }

  /** What was to be seen, and what was seen; nothing without a trouble. */
  List<String> summary() {
    return mishap.map(what -> summary(what)).orElse(List.of());
  }

  private synchronized List<String> summary(GpuMishap what) {
    var lines = new ArrayList<String>();
    lines.add(what.text());
    lines.addAll(found);
    if (found.isEmpty()) {
      lines.add("not found: it begins after 10 s");
    } else if (phase == Phase.TROUBLE) {
      lines.add("not undone yet: that is " + LASTS.toSeconds() + " s after it began");
    } else if (phase == Phase.UNDONE) {
      lines.add("undone, and not over yet");
    }
    return lines;
  }
}
