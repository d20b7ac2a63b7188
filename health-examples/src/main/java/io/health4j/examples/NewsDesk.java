package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers news for a moment, so that what happens to many at once is told in one line. Thread-safe.
 */
final class NewsDesk {

  /** As often as workers are sampled: what happens to many is seen within it. */
  static final Duration MOMENT = Duration.ofSeconds(1);

  private final EventLog events;
  private final Ticker ticker;

  @GuardedBy("this")
  private final Map<String, List<AlertNews>> byHeadline = new LinkedHashMap<>();

  @GuardedBy("this")
  private long firstTick;

  NewsDesk(EventLog events, Ticker ticker) {
    this.events = events;
    this.ticker = ticker;
  }

  /** Keeps it until its moment is over. */
  synchronized void add(AlertNews news) {
    if (byHeadline.isEmpty()) {
      firstTick = ticker.read();
    }
    byHeadline.computeIfAbsent(news.headline(), headline -> new ArrayList<>()).add(news);
  }

  /** Tells what waited for long enough; to be called often. */
  void pass() {
    if (isDue()) {
      flush();
    }
  }

  private synchronized boolean isDue() {
    return !byHeadline.isEmpty() && ticker.read() - firstTick >= MOMENT.toNanos();
  }

  /** Tells all that waits. */
  void flush() {
    List<List<AlertNews>> all;
    synchronized (this) {
      all = List.copyOf(byHeadline.values());
      byHeadline.clear();
    }
    all.forEach(same -> events.tell(AlertNews.line(same)));
  }
}
