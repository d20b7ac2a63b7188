package io.health4j.docker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineCalls.Question;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that asks one question after another, over connections of its own that stay open from
 * one to the next. One whose question was given up is never used again: its thread may be anywhere.
 */
final class Lane implements Runnable {

  private final Lanes lanes;
  private final Connect connect;
  private final VersionGate gate;
  private final Duration idle;
  private final Thread thread;

  /** Takes one, given under the lock of the lanes while this one is idle or new. */
  private final BlockingQueue<EngineCall<?>> inbox = new ArrayBlockingQueue<>(1);

  /** Who still is at it: the thread, and who closes the connections of one that was given up. */
  private final AtomicInteger busy = new AtomicInteger(1);

  @GuardedBy("this")
  private @Nullable EngineApi api;

  @GuardedBy("this")
  private boolean abandoned;

  Lane(Lanes lanes, Connect connect, VersionGate gate, Duration idle, int number) {
    this.lanes = lanes;
    this.connect = connect;
    this.gate = gate;
    this.idle = idle;
    this.thread = EngineThreads.daemon("health4j-engine-" + number, this);
  }

  void start() {
    thread.start();
  }

  void give(EngineCall<?> call) {
    inbox.add(call);
  }

  /** Ends one that is idle. */
  void wake() {
    thread.interrupt();
  }

  @Override
  public void run() {
    try {
      boolean going = true;
      while (going) {
        EngineCall<?> call = next();
        going = call != null && isAnswered(call);
      }
      drop();
    } finally {
      leave();
    }
  }

  private boolean isAnswered(EngineCall<?> call) {
    Runnable answer = call.ask(this);
    if (!lanes.settle(call, this)) {
      return false;
    }
    answer.run();
    return true;
  }

  private @Nullable EngineCall<?> next() {
    while (true) {
      EngineCall<?> call = null;
      try {
        call = inbox.poll(idle.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // closed; or the question before left it behind, and then this lane ends or goes on
      }
      if (call != null || lanes.retire(this)) {
        return call;
      }
    }
  }

  /** Asks, on this lane's thread. */
  <T> T ask(Question<T> question) throws EngineException {
    gate.pass();
    EngineApi open = open();
    try {
      return question.ask(open);
    } catch (EngineException e) {
      gate.failed(e);
      throw e;
    }
  }

  private EngineApi open() throws EngineException {
    EngineApi open = current();
    if (open != null) {
      return open;
    }
    EngineApi made;
    try {
      made = connect.open();
    } catch (RuntimeException e) {
      throw Mishap.connecting(e);
    }
    synchronized (this) {
      if (!abandoned) {
        api = made;
        return made;
      }
    }
    EngineThreads.close(made);
    throw Mishap.closed();
  }

  private synchronized @Nullable EngineApi current() {
    return api;
  }

  /** A question failed. What else was said over that connection cannot be trusted. */
  void failed(EngineException why) {
    if (why.kind() == Kind.AWAY
        || why.kind() == Kind.SLOW
        || why.kind() == Kind.GARBLED
        || why.getCause() instanceof Error) {
      drop();
    }
  }

  /** Someone else is at it too, and {@link #leave}s. */
  void enter() {
    busy.incrementAndGet();
  }

  /** The last one to leave takes the lane off the count. */
  private void leave() {
    if (busy.decrementAndGet() == 0) {
      lanes.ended(this);
    }
  }

  /** Its question was given up, and {@link #enter} was called. Does not block. */
  void abandon() {
    synchronized (this) {
      abandoned = true;
    }
    thread.interrupt();
    EngineThreads.apart(
        "health4j-engine-closer",
        () -> {
          drop();
          leave();
        });
  }

  private void drop() {
    EngineApi open;
    synchronized (this) {
      open = api;
      api = null;
    }
    if (open != null) {
      EngineThreads.close(open);
    }
  }
}
