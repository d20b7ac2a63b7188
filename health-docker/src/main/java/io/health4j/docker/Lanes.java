package io.health4j.docker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings questions to lanes.
 *
 * <p>A call to an engine may never come back, so it is made on a thread that nobody needs: the
 * lane's. Whoever waits for the answer gives the call up at its deadline. That a call is either
 * answered or given up is decided in one place: who takes it out of {@code running} does it. The
 * lane of a call that was given up is interrupted, its connections are closed, and it counts as
 * stuck until both have come to an end; so the number of threads stays within its limit whatever
 * the engine does.
 *
 * <p>The lane that was idle last is used first, so that those that are not needed end.
 */
final class Lanes {

  /** Calls at once, stuck ones among them (this project's own judgement). */
  static final int MOST = 8;

  /** Questions that wait for a lane (this project's own judgement). */
  static final int WAITING = 256;

  private final Connect connect;
  private final VersionGate gate;
  private final Duration idleTime;

  @GuardedBy("this")
  private final Set<Lane> lanes = new HashSet<>();

  @GuardedBy("this")
  private final Deque<Lane> idle = new ArrayDeque<>();

  @GuardedBy("this")
  private final Set<Lane> stuck = new HashSet<>();

  @GuardedBy("this")
  private final Map<EngineCall<?>, Lane> running = new HashMap<>();

  @GuardedBy("this")
  private final Deque<EngineCall<?>> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private int opened;

  @GuardedBy("this")
  private boolean closed;

  Lanes(Connect connect, VersionGate gate, Duration idleTime) {
    this.connect = connect;
    this.gate = gate;
    this.idleTime = idleTime;
  }

  /** Has a question asked as soon as there is a lane. */
  void begin(EngineCall<?> call) {
    try {
      start(place(call), call);
    } catch (EngineException e) {
      call.fail(e);
    }
  }

  /** The lane that is to be started for it; null when there is no need. */
  private synchronized @Nullable Lane place(EngineCall<?> call) throws EngineException {
    if (closed) {
      throw Mishap.closed();
    } else if (stuck.size() >= MOST) {
      throw new EngineException(
          Kind.SLOW, stuck.size() + " calls to the engine hang; no more are made until one ends");
    }
    Lane lane = idle.pollFirst();
    if (lane != null) {
      assign(call, lane);
    } else if (lanes.size() < MOST) {
      return open(call);
    } else if (waiting.size() < WAITING) {
      waiting.addLast(call);
    } else {
      throw new EngineException(Kind.SLOW, WAITING + " questions already wait for the engine");
    }
    return null;
  }

  @GuardedBy("this")
  private Lane open(EngineCall<?> call) {
    var lane = new Lane(this, connect, gate, idleTime, ++opened);
    lanes.add(lane);
    assign(call, lane);
    return lane;
  }

  @GuardedBy("this")
  private void assign(EngineCall<?> call, Lane lane) {
    running.put(call, lane);
    lane.give(call);
  }

  private void start(@Nullable Lane lane, EngineCall<?> first) {
    if (lane == null) {
      return;
    }
    try {
      lane.start();
    } catch (OutOfMemoryError e) { // no thread is to be had
      synchronized (this) {
        lanes.remove(lane);
        stuck.remove(lane);
        running.remove(first);
      }
      first.fail(Mishap.of(e));
    }
  }

  /** A lane has the answer. False when the call was given up meanwhile, and the lane must end. */
  synchronized boolean settle(EngineCall<?> call, Lane lane) {
    if (running.remove(call) == null) {
      return false;
    }
    EngineCall<?> next = waiting.pollFirst();
    if (next == null) {
      idle.addFirst(lane);
    } else {
      assign(next, lane);
    }
    return true;
  }

  /**
   * Gives a call up. Does not block.
   *
   * @return false when it was answered or given up before
   */
  boolean giveUp(EngineCall<?> call, EngineException why) {
    Lane lane;
    synchronized (this) {
      lane = running.containsKey(call) ? part(call) : null;
      if (lane == null && !waiting.remove(call)) {
        return false;
      }
    }
    if (lane == null) {
      call.fail(Mishap.waited(why));
    } else {
      lane.abandon();
      call.fail(why);
    }
    return true;
  }

  @GuardedBy("this")
  private @Nullable Lane part(EngineCall<?> call) {
    Lane lane = running.remove(call);
    if (lane != null) {
      stuck.add(lane);
      lane.enter();
    }
    return lane;
  }

  /** Whether an idle lane may end; false when it has just been given a call. */
  synchronized boolean retire(Lane lane) {
    return idle.remove(lane);
  }

  /** A lane's thread came to its end, and its connections are closed. */
  void ended(Lane lane) {
    EngineCall<?> call;
    Lane next;
    synchronized (this) {
      lanes.remove(lane);
      stuck.remove(lane);
      call = waiting.pollFirst();
      next = call == null ? null : open(call);
    }
    if (call != null) {
      start(next, call);
    }
  }

  /** Calls that were given up, and have not come to an end. */
  synchronized int stuck() {
    return stuck.size();
  }

  /** Gives all calls up and ends all lanes; returns at once. */
  void close() {
    var lost = new ArrayList<EngineCall<?>>();
    var abandoned = new ArrayList<Lane>();
    synchronized (this) {
      closed = true;
      lost.addAll(waiting);
      waiting.clear();
      for (EngineCall<?> call : List.copyOf(running.keySet())) {
        lost.add(call);
        abandoned.add(part(call));
      }
      idle.forEach(Lane::wake);
    }
    abandoned.forEach(Lane::abandon);
    lost.forEach(call -> call.fail(Mishap.closed()));
  }
}
