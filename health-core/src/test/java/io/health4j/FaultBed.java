package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.HealthCheck;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a run of faults needs: it knows the threads that called a check, whatever they are named by
 * then, and sees that all end, that none dies of an exception, and that the host's own thread is as
 * it was.
 */
final class FaultBed implements AutoCloseable {

  static final Duration TICK = Duration.ofMillis(5);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  final Heard heard = new Heard();

  /** Threads that called a check. */
  final Set<Thread> callers = ConcurrentHashMap.newKeySet();

  private final List<Hang> hangs = new CopyOnWriteArrayList<>();
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final Thread.UncaughtExceptionHandler handler =
      Thread.getDefaultUncaughtExceptionHandler();

  FaultBed() {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  @Override
  public void close() {
    release();
    callers.addAll(ours());
    awaitEnd();
    Thread.setDefaultUncaughtExceptionHandler(handler);
    assertThat(uncaught).isEmpty();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Threads with the monitor's names that were not there before. */
  Set<Thread> ours() {
    Set<Thread> now = Thread.getAllStackTraces().keySet();
    now.removeAll(before);
    now.removeIf(thread -> !thread.getName().startsWith("health4j-"));
    return now;
  }

  Hang hang() {
    var hang = new Hang();
    hangs.add(hang);
    return hang;
  }

  /** Lets all that hangs return. */
  void release() {
    hangs.forEach(Hang::release);
    hangs.clear();
  }

  /** A check whose threads are noted. */
  HealthCheck noted(HealthCheck check) {
    return context -> {
      callers.add(Thread.currentThread());
      return check.check(context);
    };
  }

  /** Called every time, whatever it did before, and never given up on a busy machine. */
  static void patient(CheckSpec check) {
    check.breaker(100, Duration.ofHours(1)).timeout(Duration.ofMinutes(1));
  }

  /** Waits for all noted threads to end. */
  void awaitEnd() {
    awaitTrue("the end of threads", () -> callers.stream().noneMatch(Thread::isAlive));
  }

  static void awaitTrue(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(end - System.nanoTime()).as("time left for " + what).isPositive();
      Thread.onSpinWait();
    }
  }

  /** Collects garbage until all of it is gone. */
  static void awaitGone(String what, Collection<? extends WeakReference<?>> left) {
    awaitTrue(
        what,
        () -> {
          System.gc();
          return left.stream().allMatch(each -> each.get() == null);
        });
  }
}
