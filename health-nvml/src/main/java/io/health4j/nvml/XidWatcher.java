package io.health4j.nvml;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.nvml.XidLoop.State;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.time.Ticker;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the XIDs of all GPUs, on one thread of its own, since waiting for events is a call that
 * blocks: {@link XidLoop} says what the thread does. The thread lives while there is something to
 * watch. Thread-safe; nothing here throws, and no method but {@link #stop} waits.
 */
final class XidWatcher {

  /** What {@link #stop} waits at most, as a rule: one wait of the loop, and room to leave it. */
  static final long STOP_MILLIS = 300;

  private static final Logger LOG = LoggerFactory.getLogger(XidWatcher.class);

  private final NvmlApi api;
  private final XidLog log;
  private final Runnable cameBack;
  private final long stopMillis;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Run run;

  /** The last one that was to end and had not when that was looked at. */
  @GuardedBy("lock")
  private @Nullable Run stuck;

  /** What the last loop ended with. */
  @GuardedBy("lock")
  private State ended = State.IDLE;

  /**
   * A watcher that watches nothing yet.
   *
   * @param cameBack called when {@link #stop} said that a call is stuck, and that came back: on the
   *     thread that it was stuck on
   * @param stopMillis what {@link #stop} waits at most
   */
  XidWatcher(NvmlApi api, XidLog log, Runnable cameBack, long stopMillis) {
    this.api = api;
    this.log = log;
    this.cameBack = cameBack;
    this.stopMillis = stopMillis;
  }

  /**
   * Watches these GPUs from now on, and no others. To be called after each enumeration.
   *
   * @param uuidByHandle the GPUs
   * @param ticker what events are stamped with: the one that the checks go by
   */
  void watch(Map<Long, String> uuidByHandle, Ticker ticker) {
    synchronized (lock) {
      var plan = new XidLoop.Plan(uuidByHandle, ticker);
      Run current = run;
      if (current == null) {
        var begun = new Run(new XidLoop(api, log, Ticker.system()));
        begun.loop.follow(plan);
        begun.thread.start();
        run = begun;
      } else {
        current.loop.follow(plan);
        LockSupport.unpark(current.thread);
      }
    }
  }

  /** How watching goes. */
  State state() {
    synchronized (lock) {
      return run == null ? ended : run.loop.state();
    }
  }

  /**
   * Ends watching, and gives back what the driver holds for it. A later {@link #watch} begins anew.
   *
   * @return whether all is given back. If not, a call is stuck in the driver: the session must not
   *     be shut down, and the thread ends when the call returns, without touching the driver again
   */
  boolean stop() {
    Run current;
    Run before;
    synchronized (lock) {
      current = run;
      before = stuck;
      run = null;
      ended = State.IDLE;
    }
    boolean all = before == null || before.stop();
    if (current != null && !current.stop()) {
      all = false;
      before = current;
    }
    synchronized (lock) {
      stuck = all ? null : before;
    }
    return all;
  }

  /** The thread has nothing to do: ends it, unless there is news. */
  private boolean isOver(Run idle) {
    synchronized (lock) {
      boolean over = !idle.loop.hasNews();
      if (over && run == idle) {
        ended = idle.loop.state();
        run = null;
      }
      return over;
    }
  }

  private final class Run implements Runnable {

    final XidLoop loop;
    final Thread thread;
    private volatile boolean stopped;
    private volatile boolean abandoned;

    @GuardedBy("this")
    private boolean over;

    Run(XidLoop loop) {
      this.loop = loop;
      thread = new Thread(this, "health4j-nvml-xid");
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      while (!stopped) {
        long pause = step();
        if (pause == XidLoop.NOTHING_TO_DO && isOver(this)) {
          break;
        }
        if (pause > 0 && !stopped) {
          LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(pause));
        }
        Thread.interrupted(); // who interrupts us would make every wait a short one
      }
      try {
        if (!abandoned) {
          loop.close();
        }
      } finally {
        end();
      }
    }

    private void end() {
      boolean late;
      synchronized (this) {
        over = true;
        late = abandoned;
      }
      if (late) {
        cameBack.run();
      }
    }

    private long step() {
      try {
        return loop.step();
      } catch (Throwable e) {
        LOG.warn("watching for XIDs failed", e);
        return TimeUnit.MINUTES.toMillis(1);
      }
    }

    boolean stop() {
      stopped = true;
      LockSupport.unpark(thread);
      if (!hasEnded()) {
        try {
          thread.join(stopMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      synchronized (this) {
        abandoned = !over;
        return over;
      }
    }

    private synchronized boolean hasEnded() {
      return over;
    }
  }
}
