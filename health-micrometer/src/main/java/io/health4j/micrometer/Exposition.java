package io.health4j.micrometer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.HealthSource;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.time.Ticker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One source while it is shown. Events say when meters come and go; what they are worth is read
 * from the source at each scrape, so an event that was lost, or a monitor that died, leaves no old
 * value standing. Since events can be lost, the targets are also compared with the source's own
 * list from time to time.
 *
 * <p>Thread-safe: meters come and go under one lock, on the monitor's listener thread but for those
 * that are there from the start. Scrapes take no lock.
 */
final class Exposition implements HealthListener {

  /** A lost event is made good at the first sample after this. */
  private static final long RECONCILE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Ticker clock;
  private final Snapshots snapshots;

  @GuardedBy("this")
  private final Shelf shelf;

  @GuardedBy("this")
  private final Map<String, TargetMeters> targets = new HashMap<>();

  @GuardedBy("this")
  private long reconciledAt;

  @GuardedBy("this")
  private boolean closed;

  private final HealthSource.Subscription subscription;

  @SuppressWarnings("this-escape")
  Exposition(HealthSource source, Shelf shelf, Ticker clock) {
    this.clock = clock;
    this.shelf = shelf;
    this.snapshots = new Snapshots(source, clock);
    synchronized (this) { // what happens from now on waits until what is there is shown
      this.subscription = source.listen(this);
      MonitorMeters.show(shelf, snapshots);
      AlertMeters.show(shelf, snapshots);
      reconcile();
    }
  }

  @Override
  public synchronized void on(HealthEvent event) {
    if (closed) {
      return;
    }
    snapshots.forget();
    if (event instanceof HealthEvent.Sampled sampled) {
      sampled(sampled.health());
    } else if (event instanceof HealthEvent.TargetAdded) {
      reconcile();
    } else if (event instanceof HealthEvent.TargetRemoved removed) {
      remove(removed.target().id()); // it may be back already, with other checks
      reconcile();
    }
  }

  @GuardedBy("this")
  private void sampled(TargetHealth health) {
    TargetMeters known = targets.get(health.target().id());
    if (known == null || !known.target().equals(health.target())) {
      reconcile();
    } else {
      known.sync(health);
      if (clock.read() - reconciledAt >= RECONCILE_NANOS) {
        reconcile();
      }
    }
  }

  /** Shows the targets that the source has, and no others. */
  @GuardedBy("this")
  private void reconcile() {
    reconciledAt = clock.read();
    List<TargetHealth> wanted = snapshots.now().targets();
    Set<Target> known = new HashSet<>();
    wanted.forEach(health -> known.add(health.target()));
    for (TargetMeters meters : List.copyOf(targets.values())) {
      if (!known.contains(meters.target())) {
        remove(meters.target().id());
      }
    }
    for (TargetHealth health : wanted) {
      if (!targets.containsKey(health.target().id())) {
        var meters = new TargetMeters(shelf, snapshots, health.target());
        targets.put(health.target().id(), meters);
        meters.sync(health);
      }
    }
  }

  @GuardedBy("this")
  private void remove(String id) {
    TargetMeters gone = targets.remove(id);
    if (gone != null) {
      gone.hide();
    }
  }

  void close() {
    subscription.close();
    synchronized (this) {
      closed = true;
      targets.clear();
      shelf.clear();
    }
  }
}
