package io.health4j.test.gpu;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of a machine. As with a driver, who has not registered for a GPU does not hear of it,
 * not later either. Thread-safe.
 */
final class EventSets {

  private static final long LIMIT_SECONDS = 60;
  private static final long WITHOUT_MIG = 0xFFFFFFFFL;

  private static final class EventSet {
    final Map<CannedGpu, Long> handles = new HashMap<>();
    final Queue<long[]> events = new ArrayDeque<>();
    int waiting;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final Map<Long, EventSet> sets = new HashMap<>();

  @GuardedBy("lock")
  private long last;

  long create() {
    lock.lock();
    try {
      sets.put(++last, new EventSet());
      return last;
    } finally {
      lock.unlock();
    }
  }

  int register(long set, CannedGpu gpu, long handle) {
    lock.lock();
    try {
      EventSet found = sets.get(set);
      if (found == null) {
        return NvmlReturn.INVALID_ARGUMENT;
      }
      found.handles.put(gpu, handle);
      return NvmlReturn.SUCCESS;
    } finally {
      lock.unlock();
    }
  }

  int free(long set) {
    lock.lock();
    try {
      boolean there = sets.remove(set) != null;
      changed.signalAll();
      return there ? NvmlReturn.SUCCESS : NvmlReturn.INVALID_ARGUMENT;
    } finally {
      lock.unlock();
    }
  }

  void freeAll() {
    lock.lock();
    try {
      sets.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void raise(CannedGpu gpu, int xid, int gpuInstance) {
    lock.lock();
    try {
      long instance = gpuInstance < 0 ? WITHOUT_MIG : gpuInstance;
      for (EventSet set : sets.values()) {
        Long handle = set.handles.get(gpu);
        if (handle != null) {
          set.events.add(new long[] {handle, NvmlApi.XID_EVENT, xid, instance, WITHOUT_MIG});
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** As a native call waits: an interrupt does not end it. */
  int await(long set, int timeoutMillis, long[] out) {
    boolean interrupted = false;
    lock.lock();
    try {
      EventSet found = sets.get(set);
      if (found == null) {
        return NvmlReturn.INVALID_ARGUMENT;
      }
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
      long left = deadline - System.nanoTime();
      while (found != null && found.events.isEmpty() && left > 0) {
        found.waiting++;
        changed.signalAll();
        try {
          changed.awaitNanos(left);
        } catch (InterruptedException e) {
          interrupted = true;
        } finally {
          found.waiting--;
        }
        left = deadline - System.nanoTime();
        found = sets.get(set);
      }
      return take(found, out);
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static int take(@Nullable EventSet set, long[] out) {
    if (set == null) {
      return NvmlReturn.UNINITIALIZED; // it went while somebody waited
    }
    long[] event = set.events.poll();
    if (event == null) {
      return NvmlReturn.TIMEOUT;
    }
    System.arraycopy(event, 0, out, 0, event.length);
    return NvmlReturn.SUCCESS;
  }

  void awaitListener(CannedGpu gpu) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (!isHeard(gpu)) {
        if (left <= 0) {
          throw new IllegalStateException(
              "nobody waits for events of the GPU after " + LIMIT_SECONDS + " s");
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean isHeard(CannedGpu gpu) {
    return sets.values().stream()
        .anyMatch(set -> set.handles.containsKey(gpu) && set.waiting > 0 && set.events.isEmpty());
  }
}
