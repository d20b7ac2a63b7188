package io.health4j.prometheus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that answer requests, each for a limited time.
 *
 * <p>The JDK's server reads a request and writes its answer on one thread, blocking, and its own
 * limits are system properties of the whole JVM. But the channels that it blocks on are
 * interruptible: interrupting the thread closes the connection. So whoever is not done in time, be
 * it half a request that came or an answer that nobody takes, is interrupted, and once a second
 * from then on, should a source have swallowed it. The time that a request waited for its thread
 * counts: whoever sent it is gone by then, and a queue full of halves is gone in one such time and
 * not in one for each. A request that finds no room is refused by an exception, on which the server
 * closes its connection.
 */
final class ScrapeThreads implements Executor {

  /** Threads that tell those beyond the limit so, also while every scrape is slow. */
  static final int SPARE = 4;

  static final int MOST_WAITING = 256;
  private static final int IDLE_SECONDS = 30;
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor watch;
  private final Duration timeout;
  private final ScrapeCounts counts;
  private final Ticker ticker;

  ScrapeThreads(int concurrentScrapes, Duration timeout, ScrapeCounts counts, Ticker ticker) {
    this.timeout = timeout;
    this.ticker = ticker;
    this.counts = counts;
    int threads = concurrentScrapes + SPARE;
    var number = new AtomicInteger();
    ThreadFactory factory = task -> known(task, "health4j-scrape-" + number.incrementAndGet());
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            factory);
    pool.allowCoreThreadTimeOut(true);
    watch = new ScheduledThreadPoolExecutor(1, task -> known(task, "health4j-scrape-watch"));
    watch.setRemoveOnCancelPolicy(true);
    watch.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // when stopped
  }

  private Thread known(Runnable task, String name) {
    Thread thread = daemon(task, name);
    alive.removeIf(other -> other.getState() == Thread.State.TERMINATED);
    alive.add(thread);
    return thread;
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ScrapeThreads.class.getClassLoader());
    return thread;
  }

  /** Runs a task on a daemon of its own, and waits for it for a while. */
  static void runAside(Runnable task, String name, long millis) {
    Thread thread = daemon(task, name);
    thread.start();
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void execute(Runnable exchange) {
    try {
      pool.execute(new Timed(exchange));
    } catch (RejectedExecutionException e) {
      counts.refused.increment();
      throw e;
    }
  }

  /** Interrupts all, and takes no more. */
  void interrupt() {
    pool.shutdownNow();
  }

  /** Waits for all to end, after {@link #interrupt}; tells whether they did. */
  boolean stop(long millis) {
    watch.shutdownNow();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean ended = true;
    for (Thread thread : alive) { // of a pool only the threads themselves tell when they are gone
      ended &= isOver(thread, end - System.nanoTime());
    }
    return ended;
  }

  private static boolean isOver(Thread thread, long nanos) {
    try {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** One request and its answer. */
  private final class Timed implements Runnable {

    private final Runnable exchange;
    private final long came = ticker.read();

    @GuardedBy("this")
    private @Nullable Thread runner;

    @GuardedBy("this")
    private boolean late;

    Timed(Runnable exchange) {
      this.exchange = exchange;
    }

    @Override
    public void run() {
      runBy(Thread.currentThread());
      long left = timeout.toNanos() - (ticker.read() - came);
      Future<?> deadline =
          watch.scheduleWithFixedDelay(this::breakOff, left, AGAIN_NANOS, TimeUnit.NANOSECONDS);
      try {
        exchange.run();
      } finally {
        deadline.cancel(false);
        runBy(null); // from here on no interrupt comes; the pool clears one that came
      }
    }

    private synchronized void runBy(@Nullable Thread thread) {
      runner = thread;
    }

    private synchronized void breakOff() {
      if (runner == null) {
        return;
      }
      if (!late) {
        late = true;
        counts.brokenOff.increment();
      }
      runner.interrupt();
    }
  }
}
