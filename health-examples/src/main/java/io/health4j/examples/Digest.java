package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.check.Status;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Hands on to the log what many targets tell: so many changes of state in a period, and of those
 * beyond only their number; news of alerts and recoveries with those of the same kind. That a new
 * target is well is not told: of hundreds, it is what is expected. Thread-safe.
 */
final class Digest implements HealthListener {

  static final int MOST = 8;
  static final Duration PERIOD = Duration.ofSeconds(5);

  private final EventLog events;
  private final Ticker ticker;
  private final NewsDesk desk;

  @GuardedBy("this")
  private final Set<String> known = new HashSet<>();

  @GuardedBy("this")
  private long periodTick;

  @GuardedBy("this")
  private int told;

  Digest(EventLog events, Ticker ticker) {
    this.events = events;
    this.ticker = ticker;
    this.desk = new NewsDesk(events, ticker);
    this.periodTick = ticker.read();
  }

  @Override
  public void on(HealthEvent event) {
    desk.pass();
    Optional<AlertNews> news = AlertNews.of(event);
    if (news.isPresent()) {
      desk.add(news.get());
    } else if (event instanceof HealthEvent.TargetRemoved removed) {
      forget(removed.target().id());
    } else if (!(event instanceof HealthEvent.StateChanged changed)) {
      events.on(event);
    } else if (isNews(changed.transition().target().id(), changed.transition().to()) && hasRoom()) {
      events.on(event);
    }
  }

  private synchronized void forget(String id) {
    known.remove(id);
  }

  private synchronized boolean isNews(String id, Status to) {
    return !known.add(id) || to != Status.HEALTHY;
  }

  private synchronized boolean hasRoom() {
    if (ticker.read() - periodTick >= PERIOD.toNanos()) {
      newPeriod();
    }
    return told++ < MOST;
  }

  /** Tells all that was kept back. */
  void flush() {
    desk.flush();
    newPeriod();
  }

  /** Tells how many changes of state were kept back, and begins a new period. */
  private synchronized void newPeriod() {
    if (told > MOST) {
      events.tell(Texts.format("and %,d more changes of state", told - MOST));
    }
    told = 0;
    periodTick = ticker.read();
  }
}
