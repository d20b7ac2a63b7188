package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.alert.AlertSink;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.AlertSink.Delivery.Outcome;
import io.health4j.alert.Notification;
import io.health4j.alert.Outbox;
import io.health4j.alert.Outbox.Entry;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way to one sink. One call is in flight at a time, the most urgent notification first. What
 * fails is tried again after a wait that doubles, of which a random share is waited (full jitter,
 * as in the AWS Architecture Blog's "Exponential Backoff And Jitter"), and never sooner than the
 * service asked for; after five failures in a row the sink is left alone for half a minute at a
 * time and then tried with one call. Nothing is given up for that: only what the sink rejects, what
 * finds no room, and what was tried in vain for a day is dropped, counted and told.
 *
 * <p>A call that hangs keeps its thread until it returns, and meanwhile the sink is not called
 * again; what it was to deliver goes on waiting, unless it comes back after all and was delivered.
 */
final class SinkLane implements WorkerPool.Task, Worker.Caller {

  /** What a lane needs of the monitor. */
  interface Host {

    /** Has the lane run on a worker. */
    boolean submit(WorkerPool.Task task);

    /** A notification was delivered. */
    void delivered(Notification notification);

    /** A notification will never be delivered. */
    void dropped(Notification notification, String reason);

    /** How long ago a moment of the clock for display was. */
    Duration since(Instant at);

    /** There is something to do in so many nanoseconds; MAX_VALUE when there is not. */
    void dueIn(long nanos);
  }

  /** So many failures in a row open the breaker (this project's own judgement). */
  static final int FAILURES = 5;

  /** So long it stays open (this project's own judgement). */
  static final Duration OPEN = Duration.ofSeconds(30);

  /** A day, at the pace of an open breaker: then nobody wants to hear of it any more. */
  static final int MOST_ATTEMPTS = 2_880;

  /** Nobody has to be left alone for longer, whatever they ask. */
  private static final Duration LONGEST_ASKED = Duration.ofHours(24);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final long FIRST_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final AlertSink sink;
  private final Ticker ticker;
  private final Host host;
  private final SplittableRandom random;
  private final long timeout;

  @GuardedBy("this")
  private final Breaker breaker;

  @GuardedBy("this")
  private final DeliveryCounts counts = new DeliveryCounts();

  @GuardedBy("this")
  private final Backlog backlog;

  /** What is being delivered, or was when the call hung; null when the sink is free. */
  @GuardedBy("this")
  private @Nullable Entry inFlight;

  /** Its number, so that a call that is given up late is not taken for the next one. */
  @GuardedBy("this")
  private int calls;

  @GuardedBy("this")
  private long startedAt;

  /** Whether the call in flight was given up. */
  @GuardedBy("this")
  private boolean givenUp;

  /** Whether what is in flight found no room meanwhile. */
  @GuardedBy("this")
  private boolean displaced;

  @GuardedBy("this")
  private boolean submitted;

  @GuardedBy("this")
  private int failures;

  @GuardedBy("this")
  private long notBefore;

  SinkLane(
      String name,
      AlertSink sink,
      Outbox outbox,
      Ticker ticker,
      Breaker breaker,
      SplittableRandom random,
      Host host) {
    this.name = name;
    this.sink = sink;
    this.backlog = new Backlog(name, outbox, counts);
    this.ticker = ticker;
    this.breaker = breaker;
    this.random = random;
    this.host = host;
    this.timeout = Durations.inRange("timeout", sink.timeout(), Durations.MIN, HOUR).toNanos();
    this.notBefore = ticker.read();
  }

  String name() {
    return name;
  }

  AlertSink sink() {
    return sink;
  }

  synchronized MonitorStatistics.SinkStatistics statistics() {
    return counts.statistics(name, backlog.size(), breaker.state());
  }

  // --- what is to be told

  /**
   * Keeps a notification for delivery; one that waits for the same group becomes part of it.
   *
   * @return what found no room, of whatever lane
   */
  synchronized Optional<Entry> add(Notification newer) {
    return backlog.add(newer, inFlight);
  }

  /** An entry of this lane found no room. What is in flight is told as dropped when that fails. */
  void displaced(Entry entry) {
    synchronized (this) {
      if (inFlight != null && inFlight.id() == entry.id() && !givenUp) {
        displaced = true;
        return;
      }
      counts.dropped++;
    }
    host.dropped(entry.notification(), "the outbox is full");
  }

  // --- delivery

  /** How long until it has something to do; at least 0, MAX_VALUE when there is nothing. */
  synchronized long untilDue() {
    boolean waits = inFlight == null && !submitted && backlog.size() > 0;
    return waits ? Math.max(0, notBefore - ticker.read()) : Long.MAX_VALUE;
  }

  /** Sees to it that what is due is delivered. */
  void wake() {
    synchronized (this) {
      if (untilDue() > 0) {
        return;
      }
      submitted = true;
    }
    boolean accepted = false;
    try {
      accepted = host.submit(this);
    } finally {
      if (!accepted) {
        refused();
      }
    }
  }

  @Override
  public synchronized void refused() {
    submitted = false;
    notBefore = ticker.read() + FIRST_WAIT;
  }

  /** Delivers what is due, one after another. */
  @Override
  public void run(@Nullable Worker worker) {
    synchronized (this) {
      submitted = false;
    }
    boolean inTime = true;
    for (Flight flight = take(); inTime && flight != null; flight = inTime ? take() : null) {
      if (worker != null) {
        worker.begin(this, flight.call, ticker.read(), timeout);
      }
      Delivery delivery = call(flight.entry.notification());
      inTime = worker == null || worker.end();
      returned(flight.entry, delivery); // throws nothing: its outbox and its host do not
    }
    host.dueIn(untilDue());
  }

  private record Flight(int call, Entry entry) {}

  private synchronized @Nullable Flight take() {
    long now = ticker.read();
    Entry next = inFlight == null && notBefore - now <= 0 ? backlog.next() : null;
    if (next == null) {
      return null;
    }
    if (!breaker.permits()) {
      notBefore = now + FIRST_WAIT;
      return null;
    }
    inFlight = next;
    startedAt = now;
    givenUp = false;
    displaced = false;
    return new Flight(++calls, next);
  }

  @SuppressWarnings("NullAway") // a sink that answers null is found out here
  private Delivery call(Notification notification) {
    try {
      Delivery delivery = sink.deliver(notification);
      return delivery != null ? delivery : Delivery.failed("answered null");
    } catch (Throwable e) { // whatever a sink throws: it may work the next time
      return Delivery.failed(Secrets.describe(e));
    }
  }

  /** A call came back, in time or not. */
  private void returned(Entry entry, Delivery delivery) {
    String dropped;
    synchronized (this) {
      dropped = givenUp ? cameBackLate(entry, delivery) : cameBack(entry, delivery);
      inFlight = null;
      counts.dropped += dropped == null ? 0 : 1;
    }
    if (dropped != null) {
      host.dropped(entry.notification(), Secrets.redact(dropped));
    } else if (delivery.outcome() == Outcome.DELIVERED) {
      host.delivered(entry.notification());
    }
  }

  /** Answers why it is dropped, or null when it is not. */
  @GuardedBy("this")
  private @Nullable String cameBack(Entry entry, Delivery delivery) {
    long now = ticker.read();
    judge(delivery, now);
    if (delivery.outcome() == Outcome.FAILED) {
      return failed(entry, delivery.reason());
    }
    backlog.remove(entry);
    if (delivery.outcome() == Outcome.REJECTED) {
      return "rejected: " + delivery.reason();
    }
    counts.delivered(host.since(entry.notification().at()));
    return null;
  }

  /** It was counted as failed and waits for another try, which a late success makes needless. */
  @GuardedBy("this")
  private @Nullable String cameBackLate(Entry entry, Delivery delivery) {
    if (delivery.outcome() == Outcome.DELIVERED) {
      backlog.remove(entry);
      counts.delivered(host.since(entry.notification().at()));
    }
    return null;
  }

  /** What the breaker and the wait make of it. */
  @GuardedBy("this")
  private void judge(Delivery delivery, long now) {
    counts.attempted(delivery.outcome(), now - startedAt);
    if (delivery.outcome() == Outcome.FAILED) {
      breaker.failed(new IllegalStateException("not delivered"));
      failures++;
      Duration asked = delivery.retryAfter();
      Duration kept = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
      notBefore = now + Math.max(pause(), kept.toNanos());
    } else {
      breaker.succeeded();
      failures = 0;
      notBefore = now;
    }
  }

  @GuardedBy("this")
  private long pause() {
    if (breaker.state() == BreakerState.OPEN) {
      return OPEN.toNanos() + 1 + random.nextLong(FIRST_WAIT); // it opens after, not at, its time
    }
    return random.nextLong(FIRST_WAIT << Math.min(failures - 1, FAILURES));
  }

  /** Keeps what failed for another try. Answers why not, when it shall not be tried again. */
  @GuardedBy("this")
  private @Nullable String failed(Entry entry, String reason) {
    if (displaced) {
      return "the outbox is full";
    }
    if (entry.attempts() + 1 >= MOST_ATTEMPTS) {
      backlog.remove(entry);
      return "tried " + MOST_ATTEMPTS + " times: " + reason;
    }
    backlog.tried(entry);
    return null;
  }

  /** The sink is not called again until it returns; what it was to deliver goes on waiting. */
  @Override
  public void givenUp(int call, long ranNanos) {
    Entry entry;
    String dropped;
    synchronized (this) {
      entry = inFlight;
      if (entry == null || givenUp || call != calls) {
        return;
      }
      String reason = "timed out after " + Durations.text(ranNanos);
      dropped = cameBack(entry, Delivery.failed(reason));
      counts.dropped += dropped == null ? 0 : 1;
      givenUp = true;
    }
    if (dropped != null) {
      host.dropped(entry.notification(), dropped);
    }
  }

  /** What waits will not be delivered, unless the outbox keeps it. */
  void abandon() {
    List<Entry> lost;
    synchronized (this) {
      lost = backlog.abandon();
      counts.dropped += lost.size();
    }
    lost.forEach(entry -> host.dropped(entry.notification(), "the monitor was closed"));
  }

  /** Whether nothing is in flight, and nothing can be delivered now. */
  synchronized boolean isIdle() {
    return inFlight == null && !submitted && untilDue() > 0;
  }
}
