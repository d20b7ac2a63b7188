package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.report.TargetHealth;
import io.health4j.state.Transition;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what the monitor says of workers against what was really done to them.
 *
 * <p>A trouble counts as named when the worker's settled state is a failing one, and one of its
 * findings is the condition that goes with the trouble. A worker counts as accused when its state
 * falls though nothing was done to it, now or within the last {@value #WELL_AFTER_SECONDS} s: a
 * verdict outlives its cause for as long as it takes to see it gone.
 *
 * <p>Thread-safe.
 */
final class Ledger implements HealthListener {

  static final int WELL_AFTER_SECONDS = 10;

  private static final long WELL_AFTER = Duration.ofSeconds(WELL_AFTER_SECONDS).toNanos();

  /** Accused workers that are told by name. */
  private static final int MOST_NAMES = 5;

  private final Ticker ticker;

  @GuardedBy("this")
  private final Map<String, Case> open = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, Long> ended = new HashMap<>();

  @GuardedBy("this")
  private final Map<Mishap, Tried> tried = new EnumMap<>(Mishap.class);

  @GuardedBy("this")
  private final List<String> accused = new ArrayList<>();

  @GuardedBy("this")
  private long accusations;

  Ledger(Ticker ticker) {
    this.ticker = ticker;
    for (Mishap mishap : Mishap.values()) {
      tried.put(mishap, new Tried(mishap));
    }
  }

  private static final class Case {

    final Mishap mishap;
    final long tick;
    boolean named;

    Case(Mishap mishap, long tick) {
      this.mishap = mishap;
      this.tick = tick;
    }

    /** Whether this health shows what is wrong, and nobody saw it before. */
    boolean isNamedFirstBy(TargetHealth health) {
      return !named
          && health.status().isFailing()
          && health.outcomes().stream()
              .flatMap(outcome -> outcome.result().findings().stream())
              .anyMatch(finding -> finding.condition().equals(mishap.condition()));
    }
  }

  synchronized void began(String worker, Mishap mishap) {
    open.put(worker, new Case(mishap, ticker.read()));
    tried(mishap).made();
  }

  /** It passed by itself. */
  synchronized void ended(String worker) {
    Case over = open.remove(worker);
    if (over != null) {
      ended.put(worker, ticker.read());
      tried(over.mishap).ended();
    }
  }

  /** A restart ended it. */
  synchronized void restarted(String worker) {
    Case over = open.remove(worker);
    if (over != null) {
      ended.put(worker, ticker.read());
      tried(over.mishap).restarted();
    }
  }

  /** Whether nothing is done to it, nor was of late. */
  synchronized boolean isWell(String worker) {
    Long tick = ended.get(worker);
    return !open.containsKey(worker) && (tick == null || ticker.read() - tick >= WELL_AFTER);
  }

  @Override
  public void on(HealthEvent event) {
    if (event instanceof HealthEvent.Sampled sampled) {
      look(sampled.health());
    } else if (event instanceof HealthEvent.StateChanged changed) {
      judge(changed.transition());
    }
  }

  private synchronized void look(TargetHealth health) {
    Case of = open.get(health.target().id());
    if (of != null && of.isNamedFirstBy(health)) {
      of.named = true;
      tried(of.mishap).named(Texts.seconds(ticker.read() - of.tick));
    }
  }

  private synchronized void judge(Transition change) {
    String id = change.target().id();
    boolean falls = change.to().isFailing() && change.to().compareTo(change.from()) > 0;
    if (falls && isWell(id)) {
      accusations++;
      if (accused.size() < MOST_NAMES) {
        accused.add(id + " " + change.to());
      }
    }
  }

  private synchronized Tried tried(Mishap mishap) {
    return tried.computeIfAbsent(mishap, Tried::new);
  }

  /** What was done and what came of it, with a label before each line. */
  synchronized List<String> lines() {
    var lines = new ArrayList<String>();
    tried.values().forEach(each -> lines.add(each.toString()));
    String whom =
        accusations == 0
            ? "none of those that were well"
            : accusations + " though nothing was wrong: " + String.join(", ", accused);
    lines.add(Texts.label("accused") + whom + (accusations > accused.size() ? ", ..." : ""));
    return lines;
  }
}
