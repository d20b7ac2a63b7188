package io.health4j.docker.orphan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of one {@link Leases}, and renews them on a daemon thread that is there only
 * while some are held. Also those that were closed but whose end could not be written are kept, and
 * tried again. Thread-safe.
 */
final class Renewer {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final long period;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();

  @GuardedBy("lock")
  private final Map<LeaseName, Lease> held = new LinkedHashMap<>();

  @GuardedBy("lock")
  private boolean running;

  @GuardedBy("lock")
  private long failures;

  @GuardedBy("lock")
  private String reason = "";

  Renewer(Duration period, Ticker ticker) {
    this.period = period.toNanos();
    this.ticker = ticker;
  }

  long now() {
    return ticker.read();
  }

  void hold(Lease lease) {
    boolean start;
    lock.lock();
    try {
      held.put(lease.name(), lease);
      start = !running;
      running = true;
    } finally {
      lock.unlock();
    }
    if (start) {
      start(lease);
    }
  }

  private void start(Lease lease) {
    Thread thread = new Thread(null, this::run, "health4j-lease", 0, false);
    thread.setContextClassLoader(Renewer.class.getClassLoader()); // keeps none of the host's alive
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // No thread is to be had. This machine's judges see that the process lives even so.
      failed(lease, e);
      stopped();
    }
  }

  private void stopped() {
    lock.lock();
    try {
      running = false;
    } finally {
      lock.unlock();
    }
  }

  /** The end of a lease was written. */
  void ended(Lease lease) {
    if (release(lease)) {
      succeeded();
    }
  }

  /** Keeps a lease no more; true when it was the last. */
  boolean release(Lease lease) {
    lock.lock();
    try {
      held.remove(lease.name());
      if (held.isEmpty()) {
        emptied.signalAll();
      }
      return held.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  Optional<Lease> find(LeaseName name) {
    lock.lock();
    try {
      return Optional.ofNullable(held.get(name));
    } finally {
      lock.unlock();
    }
  }

  /** All that are held now, and all whose end could not be written yet. */
  List<Lease> all() {
    lock.lock();
    try {
      return List.copyOf(held.values());
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitNext()) {
      renewAll();
    }
  }

  private boolean awaitNext() {
    lock.lock();
    try {
      awaitPeriod();
      running = !held.isEmpty();
      return running;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void awaitPeriod() {
    try {
      long left = period;
      while (left > 0 && !held.isEmpty()) {
        left = emptied.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Nobody of ours interrupts this thread. Whoever did, the leases go on: they are renewed now.
    }
  }

  /** Renews each lease that is held, and ends those that are closed. */
  void renewAll() {
    boolean all = true;
    for (Lease lease : all()) {
      all &= renewed(lease);
    }
    if (all) {
      succeeded();
    }
  }

  private boolean renewed(Lease lease) {
    try {
      boolean last = lease.isClosed();
      lease.tell();
      if (last) {
        release(lease);
      }
      return true;
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it was, this thread must go on.
      failed(lease, e);
      return false;
    }
  }

  void failed(Lease lease, Throwable cause) {
    String now = cause.toString();
    boolean first;
    lock.lock();
    try {
      first = failures++ == 0;
      reason = now;
    } finally {
      lock.unlock();
    }
    if (first) {
      LOG.warn("lease {} could not be written, further failures are counted: {}", lease, now);
    }
  }

  private void succeeded() {
    long before;
    lock.lock();
    try {
      before = failures;
      failures = 0;
    } finally {
      lock.unlock();
    }
    if (before > 0) {
      LOG.info("leases are written again, after {} failures", before);
    }
  }

  /** What is wrong with writing; empty when all went well last time, or none is held. */
  Optional<String> trouble() {
    lock.lock();
    try {
      return failures == 0 || held.isEmpty()
          ? Optional.empty()
          : Optional.of("leases could not be written " + failures + " times: " + reason);
    } finally {
      lock.unlock();
    }
  }

  /** How long ago the lease that waits longest was written; empty when none is held. */
  OptionalLong unrenewedNanos() {
    long tick = ticker.read();
    return all().stream().mapToLong(lease -> tick - lease.renewedAt()).max();
  }
}
