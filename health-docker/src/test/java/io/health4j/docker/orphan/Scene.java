package io.health4j.docker.orphan;

import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.FakeEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** An engine, a folder of leases and a clock, for tests of orphans. */
final class Scene {

  static final String OWNER = "trainer";

  final FakeEngine engine = new FakeEngine();
  final FakeBook leases = new FakeBook();

  /** Near the largest, so that what compares ticks instead of subtracting them fails. */
  long tick = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

  Scene() {
    leases.ended("gone");
    leases.lives("here");
  }

  static Map<String, String> labels(String owner, String home, String session) {
    return Map.of(
        LeaseName.OWNER, owner, LeaseName.HOME, home, LeaseName.SESSION, session, "other", "x");
  }

  /** The labels of an owner's session. */
  static Map<String, String> ours(String session) {
    return labels(OWNER, FakeBook.HOME, session);
  }

  /** Running containers whose session has ended. */
  void orphans(String... ids) {
    for (String id : ids) {
      put(id, ours("gone"));
    }
  }

  void put(String id, Map<String, String> labels) {
    engine.put(FakeEngine.running(id, "n-" + id, labels));
  }

  /** A container in a state that the engine itself goes through. */
  static ContainerState state(String id, String state, Map<String, String> labels) {
    ContainerState it = FakeEngine.exited(id, "n-" + id, 0, labels);
    return new ContainerState(
        it.id(),
        it.name(),
        state,
        it.pid(),
        it.oomKilled(),
        it.exitCode(),
        it.startedAt(),
        it.finishedAt(),
        it.health(),
        it.healthOutput(),
        it.restarts(),
        it.restartPolicy(),
        it.cpuLimit(),
        it.memoryLimit(),
        it.pidsLimit(),
        it.cgroupParent(),
        it.labels());
  }

  OrphansBuilder builder() {
    return new OrphansBuilder(engine.calls(), leases, OWNER).ticker(() -> tick);
  }

  Orphans enforcing() {
    return builder().enforce().build();
  }

  OrphanFinder finder() {
    return new OrphanFinder(
        engine.calls(), leases, new Ownership(OWNER, FakeBook.HOME), () -> tick);
  }

  void pass(Duration time) {
    tick += time.toNanos();
  }

  /** Does something before a call with these words, the n-th time that it is made. */
  void at(String words, int time, Runnable change) {
    int[] calls = {0};
    engine.before =
        asked -> {
          if (asked.equals(words) && ++calls[0] == time) {
            change.run();
          }
        };
  }

  /** Makes each call with these words fail. */
  void fail(String words, Kind kind, String message) {
    engine.before =
        asked -> {
          if (asked.equals(words)) {
            throw new EngineException(kind, message);
          }
        };
  }

  /** How often a call with these words was made. */
  long asked(String words) {
    return engine.asked.stream().filter(words::equals).count();
  }

  boolean isThere(String id) {
    return engine.get(id) != null;
  }

  boolean runs(String id) {
    ContainerState state = engine.get(id);
    return state != null && state.isRunning();
  }

  /** Keeps what is logged about orphans while something runs. */
  static List<String> logged(Action action) throws Exception {
    return logged(Orphans.class, action);
  }

  /** Keeps what a class logs while something runs. */
  static List<String> logged(Class<?> of, Action action) throws Exception {
    var lines = new ArrayList<String>();
    var logger = Logger.getLogger(of.getName());
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(new SimpleFormatter().formatMessage(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO); // whatever other tests set for all of us
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      action.run();
    } finally {
      logger.setLevel(before);
      logger.setUseParentHandlers(true);
      logger.removeHandler(handler);
    }
    return lines;
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }
}
