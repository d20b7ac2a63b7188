package io.health4j.test.gpu;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What hangs: GPUs, queries, functions. A call that hangs is like a native one: an interrupt does
 * not end it, and any number of them may hang at a time. Thread-safe.
 */
final class Hangs {

  private static final long LIMIT_SECONDS = 60;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final Set<Object> stuck = new HashSet<>();

  @GuardedBy("lock")
  private int hanging;

  @GuardedBy("lock")
  private long releases;

  void hang(Object what) {
    lock.lock();
    try {
      stuck.add(what);
    } finally {
      lock.unlock();
    }
  }

  void release() {
    lock.lock();
    try {
      stuck.clear();
      releases++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns at once, or, when something that is asked for hangs, with the next release. */
  void pass(@Nullable Object... asked) {
    lock.lock();
    try {
      if (!isStuck(asked)) {
        return;
      }
      long before = releases;
      hanging++;
      changed.signalAll();
      while (releases == before) {
        changed.awaitUninterruptibly();
      }
      hanging--;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean isStuck(@Nullable Object... asked) {
    if (stuck.isEmpty()) {
      return false;
    }
    for (Object one : asked) {
      if (one != null && stuck.contains(one)) {
        return true;
      }
    }
    return false;
  }

  void awaitHanging(int calls) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (hanging < calls) {
        if (left <= 0) {
          throw new IllegalStateException(
              hanging + " calls hang after " + LIMIT_SECONDS + " s, not " + calls);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
