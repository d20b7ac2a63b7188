package io.health4j.nvml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lanes without threads: a task runs on the caller's, or, while the lane is held as by a call that
 * hangs, when the lane is let go.
 */
final class HeldLanes implements Lane.Factory {

  private final class Held implements Lane {
    final List<Runnable> tasks = new ArrayList<>();
    boolean held;
    boolean closed;
    boolean running;

    @Override
    public boolean submit(Runnable task) {
      if (closed || noThreads) {
        return false;
      }
      tasks.add(task);
      run();
      return true;
    }

    void run() {
      if (running) {
        return; // one after another
      }
      running = true;
      while (!held && !tasks.isEmpty()) {
        tasks.remove(0).run();
      }
      running = false;
    }

    @Override
    public void withdraw(Runnable task) {
      tasks.remove(task);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Map<String, Held> lanes = new HashMap<>();
  boolean noThreads;

  @Override
  public Lane open(String name) {
    Held old = lanes.get(name);
    var lane = new Held();
    lane.held = old != null && old.held;
    lanes.put(name, lane);
    return lane;
  }

  private Held lane(String name) {
    return lanes.computeIfAbsent("health4j-nvml-" + name, absent -> new Held());
  }

  void hold(String name) {
    lane(name).held = true;
  }

  void letGo(String name) {
    lane(name).held = false;
    lane(name).run();
  }

  int waiting(String name) {
    return lane(name).tasks.size();
  }

  long open() {
    return lanes.values().stream().filter(lane -> !lane.closed).count();
  }
}
