package io.health4j.examples;

import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import java.util.Optional;

/**
 * Hands on to the log what is news: not that containers end, which is what sandboxes are for.
 * Counts what the clean-up removed. Thread-safe.
 */
final class SandboxNews implements HealthListener {

  static final String REMOVED = "container.removed";
  static final String ENDED = "container.died";

  private final SandboxTally tally;
  private final EventLog events;
  private final NewsDesk desk;

  SandboxNews(SandboxTally tally, Stage stage) {
    this.tally = tally;
    this.events = stage.events();
    this.desk = new NewsDesk(events, stage.ticker());
  }

  @Override
  public void on(HealthEvent event) {
    desk.pass();
    Optional<AlertNews> news = AlertNews.of(event);
    if (news.isPresent()) {
      desk.add(news.get());
    } else if (event instanceof HealthEvent.Occurred occurred) {
      String name = occurred.occurrence().name();
      if (name.equals(REMOVED)) {
        tally.removed().increment();
      }
      if (!name.equals(ENDED)) {
        events.on(event);
      }
    } else {
      events.on(event);
    }
  }

  /** Tells all that was kept back. */
  void flush() {
    desk.flush();
  }
}
