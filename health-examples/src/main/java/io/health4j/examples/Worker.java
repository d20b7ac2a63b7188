package io.health4j.examples;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.check.Heartbeat;
import io.health4j.check.TaskStats;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes blocks from its own queue and checks them. It works in turns that never wait, so that a few
 * threads serve hundreds of workers: a task whose answer does not come keeps the worker from its
 * next task, but no thread.
 *
 * <p>What goes wrong goes wrong in the work. Heartbeat, statistics and queue are never touched but
 * by work that is done: {@link #suffer} sets only what the next turns meet.
 *
 * <p>All methods may be called by any thread.
 */
final class Worker {

  /** Tasks that may wait. */
  static final int ROOM = 100;

  /** More than come in between two turns, so that what waits is worked off. */
  static final int TASKS_PER_TURN = 4;

  static final String TASK = "check-block";

  private static final Duration BEAT_WARNING = Duration.ofSeconds(3);
  private static final Duration BEAT_CRITICAL = Duration.ofSeconds(6);

  /** About 4 s of work: a verdict soon, and more than chance. */
  private static final int TASKS_PER_VERDICT = 40;

  private final String name;
  private final int damagedEvery;
  private final Blocks blocks;
  private final Tally tally;
  private final Heartbeat heartbeat;
  private final TaskStats tasks;
  private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(ROOM);
  private volatile @Nullable Mishap mishap;
  private volatile int life;

  @GuardedBy("this")
  private TaskStats.@Nullable Task unanswered;

  @GuardedBy("this")
  private long reads;

  /**
   * A worker that is well, with an empty queue.
   *
   * @param damagedEvery of so many blocks that it reads one is damaged when it is made to fail
   */
  Worker(String name, int damagedEvery, Blocks blocks, Tally tally, Ticker ticker) {
    this.name = name;
    this.damagedEvery = damagedEvery;
    this.blocks = blocks;
    this.tally = tally;
    heartbeat = Heartbeat.create(BEAT_WARNING, BEAT_CRITICAL, ticker);
    tasks = TaskStats.builder().minimumSample(TASKS_PER_VERDICT).ticker(ticker).build();
  }

  /** Gives it a task, which it refuses when its queue is full. */
  void give(int block) {
    if (mishap == Mishap.SIGN_OFF) {
      return;
    }
    if (!queue.offer(block)) {
      tally.refused().increment();
    }
  }

  /** Works on the tasks that wait. */
  synchronized void turn() {
    if (mishap == Mishap.VANISH || mishap == Mishap.SIGN_OFF || isWaiting()) {
      return;
    }
    heartbeat.beat();
    for (int i = 0; i < TASKS_PER_TURN && unanswered == null; i++) {
      Integer block = queue.poll();
      if (block == null) {
        return;
      }
      work(block);
    }
  }

  /** Whether its last task has no answer yet; once it has, the task is done. */
  @GuardedBy("this")
  private boolean isWaiting() {
    TaskStats.Task task = unanswered;
    if (task != null && mishap != Mishap.HANG) {
      end(task, true);
      unanswered = null;
    }
    return unanswered != null;
  }

  @GuardedBy("this")
  private void work(int block) {
    TaskStats.Task task = tasks.start(TASK);
    if (mishap == Mishap.HANG) {
      unanswered = task;
    } else {
      end(task, blocks.isWhole(block, read(block)));
    }
  }

  private void end(TaskStats.Task task, boolean well) {
    if (well) {
      task.succeeded();
    }
    task.close();
    (well ? tally.done() : tally.failed()).increment();
  }

  @GuardedBy("this")
  private byte[] read(int block) {
    byte[] content = blocks.read(block);
    if (++reads % damagedEvery == 0 && mishap == Mishap.FAIL) {
      content[block] ^= 1;
    }
    return content;
  }

  /** From the next turn on this happens to it, until it recovers. */
  void suffer(Mishap what) {
    mishap = what;
  }

  /** What happened is over: it works again, and first on what waited meanwhile. */
  void recover() {
    mishap = null;
  }

  /**
   * A new worker takes its place, and its queue: whatever happened to the old one is over, and the
   * task that has no answer failed. Its signs of life and statistics go on, and it gives the first
   * sign when its next turn comes.
   *
   * @return what was done
   */
  synchronized String restart() {
    life++;
    mishap = null;
    TaskStats.Task task = unanswered;
    if (task == null) {
      return "restarted";
    }
    end(task, false);
    unanswered = null;
    return "restarted, and the task without an answer given up";
  }

  /** How often it was restarted. */
  int life() {
    return life;
  }

  String name() {
    return name;
  }

  Heartbeat heartbeat() {
    return heartbeat;
  }

  TaskStats tasks() {
    return tasks;
  }

  /** How many tasks wait. */
  int waiting() {
    return queue.size();
  }
}
