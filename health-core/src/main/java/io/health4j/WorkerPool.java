package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.LostTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which all foreign calls run.
 *
 * <p>A ready-made executor cannot do what promise 1 needs: take a thread whose call hangs out of
 * its count at once, put another in its place, know how many there are, and take it back when the
 * call returns. So at most {@code parallelism} threads run tasks; each stuck one is replaced, up to
 * {@code stuckLimit}; beyond that stuck threads use up the parallelism, and when it is used up
 * tasks are refused instead of piling up. Idle threads wait in a stack, so that a quiet monitor
 * keeps one warm and lets the others end.
 */
final class WorkerPool {

  /** Something to run. It must not throw, and makes its foreign calls between begin and end. */
  interface Task {
    void run(Worker worker);

    /** It was accepted, but will never run: meanwhile all threads are stuck. */
    default void refused() {}
  }

  private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final String name;
  private final int parallelism;
  private final int stuckLimit;
  private final CpuTime cpuTime;
  private final Guard guard;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Deque<Task> ready = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Set<Worker> workers = new HashSet<>();

  /** Idle workers in the order in which they fell idle. */
  @GuardedBy("lock")
  private final Deque<Worker> idle = new ArrayDeque<>();

  @GuardedBy("lock")
  private int running;

  @GuardedBy("lock")
  private int stuck;

  @GuardedBy("lock")
  private boolean closed;

  WorkerPool(int parallelism, int stuckLimit, CpuTime cpuTime, Guard guard) {
    this("health4j-worker", parallelism, stuckLimit, cpuTime, guard);
  }

  /**
   * A pool without threads.
   *
   * @param name what its threads are called, before their number
   */
  WorkerPool(String name, int parallelism, int stuckLimit, CpuTime cpuTime, Guard guard) {
    this.name = name;
    this.guard = guard;
    this.parallelism = parallelism;
    this.stuckLimit = stuckLimit;
    this.cpuTime = cpuTime;
  }

  /**
   * Runs a task soon.
   *
   * @return false when it never will: the pool is closed, all its threads are stuck, or it has none
   *     and none can be started
   */
  boolean submit(Task task) {
    lock.lock();
    try {
      if (closed || capacity() <= 0) {
        return false;
      } else if (running >= capacity()) {
        ready.add(task);
        return true;
      }
      if (runNow(task)) {
        return true;
      } else if (running == 0) {
        return false;
      }
      ready.add(task); // no thread to be had: those that run will see to it
      return true;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private int capacity() {
    return parallelism - Math.max(0, stuck - stuckLimit);
  }

  @GuardedBy("lock")
  private boolean runNow(Task task) {
    Worker worker = idle.pollLast();
    if (worker != null) {
      worker.assigned = task;
      worker.running = true;
      worker.wakeUp.signal();
    } else if (!start(task)) {
      return false;
    }
    running++;
    return true;
  }

  @GuardedBy("lock")
  private boolean start(Task task) {
    try {
      var worker =
          new Worker(this, task, lock.newCondition(), name + "-" + THREADS.incrementAndGet());
      workers.add(worker);
      worker.running = true;
      worker.thread.start();
      return true;
    } catch (OutOfMemoryError e) { // no native thread to be had: the host's trouble, not its end
      workers.removeIf(worker -> worker.thread.getState() == Thread.State.NEW);
      return false;
    }
  }

  /** The worker's next task, waiting a while for one; null when it shall end. */
  @Nullable Task next(Worker worker) {
    lock.lock();
    try {
      if (worker.givenUp) {
        return null; // its place was taken when it was given up
      }
      Task task = running > capacity() ? null : ready.poll();
      if (task == null) {
        settle(worker);
        task = await(worker);
      }
      return closed ? null : task;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private @Nullable Task await(Worker worker) {
    idle.addLast(worker);
    long end = System.nanoTime() + KEEP_ALIVE_NANOS;
    while (worker.assigned == null && !closed && end - System.nanoTime() > 0) {
      try {
        worker.wakeUp.awaitNanos(end - System.nanoTime());
      } catch (InterruptedException e) {
        Thread.interrupted(); // a check left its own interrupt behind: it means nothing here
      }
    }
    idle.remove(worker);
    Task task = worker.assigned;
    worker.assigned = null;
    return task;
  }

  /** The worker runs nothing any more that counts against the parallelism. */
  @GuardedBy("lock")
  private void settle(Worker worker) {
    running -= worker.running ? 1 : 0;
    worker.running = false;
  }

  void taskFailed(Throwable thrown) {
    guard.failed("a task of the monitor", thrown);
  }

  /** To be called by the worker's own thread, as {@link #ended} is. */
  void began() {
    cpuTime.add(Thread.currentThread());
  }

  void ended(Worker worker) {
    lock.lock();
    try {
      workers.remove(worker);
      idle.remove(worker);
      stuck -= worker.givenUp ? 1 : 0;
      settle(worker);
      Task untaken = worker.assigned != null ? worker.assigned : worker.first();
      if (untaken != null) { // it ended for want of memory before it took this
        ready.add(untaken);
      }
      cpuTime.remove(worker.thread);
      startReady();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void startReady() {
    while (!closed && !ready.isEmpty() && running < capacity()) {
      if (!runNow(ready.peek())) {
        return;
      }
      ready.remove();
    }
  }

  /** Gives up every overdue call; when that leaves no thread, refuses what waits for one. */
  void expire(long now, LostTime lost) {
    List<Runnable> told;
    lock.lock();
    try {
      told = new ArrayList<>(workers.size() + ready.size()); // before anything is given up
      for (Worker worker : workers) {
        Runnable overdue = worker.expire(now, lost);
        if (overdue != null) {
          stuck++;
          settle(worker);
          told.add(overdue);
        }
      }
      startReady();
      for (Task task = refusable(); task != null; task = refusable()) {
        told.add(task::refused);
      }
    } finally {
      lock.unlock();
    }
    told.forEach(each -> guard.run("giving up a call", each));
  }

  @GuardedBy("lock")
  private @Nullable Task refusable() {
    return capacity() <= 0 ? ready.poll() : null;
  }

  /** Whether a task still waits for a worker. */
  boolean isWaiting(Task task) {
    lock.lock();
    try {
      return ready.contains(task);
    } finally {
      lock.unlock();
    }
  }

  /** How long until the next call is overdue; MAX_VALUE when no call is being made. */
  long left(long now, LostTime lost) {
    lock.lock();
    try {
      long shortest = Long.MAX_VALUE;
      for (Worker worker : workers) {
        shortest = Math.min(shortest, worker.left(now, lost));
      }
      return shortest;
    } finally {
      lock.unlock();
    }
  }

  int stuck() {
    lock.lock();
    try {
      return stuck;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more tasks, interrupts what runs, and waits a while for every thread to end; one that
   * is stuck in a native call ends when that returns.
   */
  void close(long waitNanos) {
    long end = System.nanoTime() + waitNanos;
    for (Thread thread : interruptAll()) {
      if (thread != Thread.currentThread()) {
        Waiting.join(thread, end - System.nanoTime());
      }
    }
  }

  private List<Thread> interruptAll() {
    lock.lock();
    try {
      closed = true;
      ready.clear();
      for (Worker worker : workers) {
        worker.wakeUp.signal();
        worker.thread.interrupt();
      }
      return workers.stream().map(worker -> worker.thread).toList();
    } finally {
      lock.unlock();
    }
  }
}
