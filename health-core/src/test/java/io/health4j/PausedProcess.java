package io.health4j;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Heartbeat;
import io.health4j.check.Status;
import io.health4j.report.TargetHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that {@link PausedProcessTest} stops and resumes. It says {@code calling} when a
 * check is in flight, lets that return when it reads a line, and then prints what happened.
 */
final class PausedProcess implements HealthListener {

  private static final int SAMPLES_AFTERWARDS = 5;

  private final Duration interval;
  private final CountDownLatch settled = new CountDownLatch(2);
  private final CountDownLatch resumed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(2 * SAMPLES_AFTERWARDS);
  private final AtomicInteger held = new AtomicInteger();
  private volatile int falseReads;

  private PausedProcess(Duration interval) {
    this.interval = interval;
  }

  /**
   * Runs it.
   *
   * @param args interval and timeout in milliseconds, then the heartbeat's limits or nothing for
   *     the default
   */
  public static void main(String[] args) throws Exception {
    var heartbeat =
        args.length == 2 ? Heartbeat.create() : Heartbeat.create(millis(args[2]), millis(args[3]));
    new PausedProcess(millis(args[0])).run(heartbeat, millis(args[1]));
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  private void run(Heartbeat heartbeat, Duration timeout) throws Exception {
    forever(() -> beat(heartbeat));
    forever(PausedProcess::endAtLast);
    try (var monitor =
        HealthMonitor.builder()
            .listener(this)
            .watch(
                "beats",
                t ->
                    t.interval(interval)
                        .check("heartbeat", heartbeat.health(), c -> c.timeout(timeout)))
            .watch(
                "calls",
                t -> t.interval(interval).check("held", this::hold, c -> c.timeout(timeout)))
            .start()) {
      forever(() -> watch(monitor));
      ended.await();
      System.out.println("timeouts " + timeouts(monitor));
      awaitHealthy(monitor);
      System.out.println("false reads " + falseReads);
    }
  }

  /** States are told as they change, but a report may find a sample stale on a busy machine. */
  private static void awaitHealthy(HealthMonitor monitor) {
    while (monitor.report().status() != Status.HEALTHY) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    System.out.println("status " + Status.HEALTHY);
  }

  private static long timeouts(HealthMonitor monitor) {
    return monitor.statistics().checks().stream().mapToLong(each -> each.timeouts()).sum();
  }

  private static void forever(Runnable what) {
    var thread = new Thread(what);
    thread.setDaemon(true);
    thread.start();
  }

  private static void beat(Heartbeat heartbeat) {
    while (true) {
      heartbeat.beat();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Whatever goes wrong, no process is left behind. */
  private static void endAtLast() {
    LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(2));
    Runtime.getRuntime().halt(3);
  }

  /** Reads as fast as it can, so that one read comes before anything is sampled anew. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void watch(HealthMonitor monitor) {
    while (true) {
      long before = System.nanoTime();
      for (TargetHealth health : monitor.report().targets()) {
        boolean old = before - health.sampledTick() > 3 * health.interval().toNanos();
        falseReads += old && health.status() != Status.UNKNOWN ? 1 : 0;
      }
    }
  }

  private CheckResult hold(CheckContext context) throws IOException {
    if (settled.getCount() == 0 && held.getAndIncrement() == 0) {
      System.out.println("calling");
      if (System.in.read() < 0) {
        Runtime.getRuntime().halt(4); // whoever started this is gone
      }
      resumed.countDown();
    }
    return CheckResult.healthy();
  }

  @Override
  public void on(HealthEvent event) {
    if (event instanceof HealthEvent.TimeLost lost) {
      System.out.println("lost " + lost.lost().toMillis());
    } else if (event instanceof HealthEvent.StateChanged changed) {
      var transition = changed.transition();
      System.out.println("state " + transition.target().id() + " " + transition.to());
      settled.countDown();
    } else if (event instanceof HealthEvent.CheckTimedOut out) {
      System.out.println("timed out " + out.check());
    } else if (event instanceof HealthEvent.Sampled && resumed.getCount() == 0) {
      ended.countDown();
    }
  }
}
