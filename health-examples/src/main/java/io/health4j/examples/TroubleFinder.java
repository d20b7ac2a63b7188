package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.time.Ticker;
import java.util.List;
import java.util.Optional;

/**
 * Notes when the monitor found the trouble of the search. Hands all that it hears to the log first,
 * so that the log has the change of state before what it means. Thread-safe.
 */
final class TroubleFinder implements HealthListener {

  private final TroubleMaker troubles;
  private final Ticker ticker;
  private final EventLog events;

  @GuardedBy("this")
  private Optional<String> found = Optional.empty();

  @GuardedBy("this")
  private Status settled = Status.UNKNOWN;

  TroubleFinder(TroubleMaker troubles, Ticker ticker, EventLog events) {
    this.troubles = troubles;
    this.ticker = ticker;
    this.events = events;
  }

  @Override
  public void on(HealthEvent event) {
    events.on(event);
    if (event instanceof HealthEvent.StateChanged changed) {
      if (isOfSearch(changed.transition().target().id())) {
        look(changed.transition().to(), changed.transition().outcomes());
      }
    } else if (event instanceof HealthEvent.Sampled sampled) {
      if (isOfSearch(sampled.health().target().id()) && isSettled(sampled.health().status())) {
        look(sampled.health().status(), sampled.health().outcomes());
      }
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
    events.tell(line);
  }

  /** The line that told of the trouble. */
  synchronized Optional<String> found() {
    return found;
  }
}
