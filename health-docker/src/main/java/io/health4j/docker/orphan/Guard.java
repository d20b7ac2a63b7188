package io.health4j.docker.orphan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.docker.api.EngineException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps from time to time, on a daemon thread of its own: at once, since whoever ran here before
 * may have crashed; each half of a lease, since one that can only be watched needs looks that
 * often; and a last time when the JVM ends in an orderly way. The same thread does the last sweep,
 * so that the hook only has to wait for it, and for no longer than {@link #LAST}: when it is not
 * done by then, the next process that starts does the rest.
 *
 * <p>Thread-safe.
 */
public final class Guard implements AutoCloseable {

  /** How long the end of the JVM waits for the last sweep: 5 s (this project's own judgement). */
  public static final Duration LAST = Duration.ofSeconds(5);

  /** After this an engine that was away is asked again (this project's own judgement). */
  static final Duration RETRY = Duration.ofSeconds(5);

  /** So short that two rounds of containers that do not listen fit into {@link #LAST}. */
  static final Duration LAST_GRACE = Duration.ofSeconds(2);

  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(1), LAST);
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final Sweeper sweeper;
  private final LeaseBook leases;
  private final Duration grace;
  private final Pause pause;
  private final Hooks hooks;
  private final Patience patience;
  private final Thread thread = new Thread(null, this::run, "health4j-orphans", 0, false);
  private final Thread hook = new Thread(null, this::jvmEnds, "health4j-orphans-hook", 0, false);

  @GuardedBy("this")
  private Phase phase = Phase.WATCHING;

  private boolean failing;

  private enum Phase {
    WATCHING,
    LAST_SWEEP,
    CLOSED
  }

  /** Waits between two sweeps. */
  @FunctionalInterface
  interface Pause {
    void await(long nanos) throws InterruptedException;
  }

  /** Where hooks for the end of the JVM are kept. */
  interface Hooks {
    void add(Thread hook);

    void remove(Thread hook);
  }

  /**
   * How long is waited for the thread.
   *
   * @param close by who closes a guard
   * @param last by the end of the JVM, for the last sweep
   */
  record Patience(Duration close, Duration last) {}

  Guard(
      Sweeper sweeper,
      LeaseBook leases,
      Duration grace,
      Pause pause,
      Hooks hooks,
      Patience patience) {
    this.sweeper = sweeper;
    this.leases = leases;
    this.grace = grace;
    this.pause = pause;
    this.hooks = hooks;
    this.patience = patience;
  }

  static Guard of(Sweeper sweeper, LeaseBook leases, Duration grace) {
    return new Guard(sweeper, leases, grace, TimeUnit.NANOSECONDS::sleep, new JvmHooks(), PATIENCE);
  }

  static final class JvmHooks implements Hooks {
    @Override
    public void add(Thread hook) {
      Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void remove(Thread hook) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  Guard start() {
    // Neither may keep a class loader of the host's alive.
    thread.setContextClassLoader(Guard.class.getClassLoader());
    hook.setContextClassLoader(Guard.class.getClassLoader());
    thread.setDaemon(true);
    hooks.add(hook);
    thread.start();
    return this;
  }

  private void run() {
    while (phase() == Phase.WATCHING) {
      try {
        pause.await(sweep());
      } catch (InterruptedException e) {
        // The phase says why.
      }
    }
    if (phase() == Phase.LAST_SWEEP) {
      lastSweep();
    }
  }

  /**
   * The phase, without the interrupt that came with it: the last sweep must not be interrupted by
   * what has brought it about.
   */
  @SuppressWarnings("ResultOfMethodCallIgnored")
  private synchronized Phase phase() {
    if (phase != Phase.WATCHING) {
      Thread.interrupted();
    }
    return phase;
  }

  /** Sweeps, and says how long to wait until the next time. */
  private long sweep() throws InterruptedException {
    long period = leases.duration().toNanos() / 2;
    try {
      SweepReport report = sweeper.sweep(grace);
      told("removed", report.whyCutShort());
      return report.isEngineAway() ? Math.min(period, RETRY.toNanos()) : period;
    } catch (EngineException e) {
      told("looked for", Optional.of(String.valueOf(e.getMessage())));
      return Math.min(period, RETRY.toNanos());
    } catch (RuntimeException | Error e) {
      // Whatever it was, this thread must go on.
      told("looked for", Optional.of(e.toString()));
      return period;
    }
  }

  /** One line when it begins to fail, and one when that is over. */
  private void told(String what, Optional<String> trouble) {
    if (trouble.isPresent() && !failing) {
      LOG.warn("orphans cannot be {}, but it is tried again: {}", what, trouble.get());
    } else if (trouble.isEmpty() && failing) {
      LOG.info("orphans can be looked for and removed again");
    }
    failing = trouble.isPresent();
  }

  private void lastSweep() {
    try {
      leases.closeAll();
      // One of the host's that is under way looked before the leases ended.
      sweeper.sweep(grace.compareTo(LAST_GRACE) < 0 ? grace : LAST_GRACE, patience.last);
    } catch (EngineException | InterruptedException | RuntimeException e) {
      LOG.warn("orphans are left for the next start: {}", e.getMessage());
    }
  }

  /** Ends the sessions that are held and sweeps once more; waits for {@link #LAST} at most. */
  void jvmEnds() {
    enter(Phase.LAST_SWEEP);
    join(patience.last);
  }

  /**
   * Ends the guarding, without a last sweep: what is under way is given up, and waited for for 1 s
   * at most. Leases stay as they are. A second call does nothing.
   */
  @Override
  public void close() {
    if (!enter(Phase.CLOSED)) {
      return;
    }
    try {
      hooks.remove(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM ends already: {}", e.getMessage());
    }
    join(patience.close);
  }

  private synchronized boolean enter(Phase next) {
    if (phase != Phase.WATCHING) {
      return false;
    }
    phase = next;
    thread.interrupt();
    return true;
  }

  private void join(Duration most) {
    try {
      thread.join(most.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
