package io.health4j.dashboards;

import io.health4j.check.Heartbeat;
import io.health4j.check.ModelLoad;
import io.health4j.check.TaskStats;
import io.health4j.loop.LoopProbe;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a host does that evolves something and works off tasks: a turn of it shows all that a loop
 * can show. One thread takes the turns; troubles may be made from any.
 */
final class CannedWork {

  private static final int INDIVIDUALS = 40;
  private static final int LOCI = 64;

  /** A champion is found every so many turns; a task fails as often. */
  private static final int RARELY = 25;

  final LoopProbe loop;
  final TaskStats tasks;
  final Heartbeat heartbeat;
  final ModelLoad model;
  final ModelLoad slowModel;
  final Queue<Integer> queue = new ConcurrentLinkedQueue<>();

  private final TaskStats.Task endless;
  private volatile boolean stalled;
  private volatile boolean failing;
  private volatile boolean collapsed;
  private final AtomicInteger turns = new AtomicInteger();

  CannedWork(Ticker ticker) {
    loop = LoopProbe.builder().ticker(ticker).build();
    tasks = TaskStats.builder().ticker(ticker).traceIds(this::trace).build();
    heartbeat = Heartbeat.create(Heartbeat.DEFAULT_WARN, Heartbeat.DEFAULT_CRITICAL, ticker);
    model = ModelLoad.create("judge", ModelLoad.DEFAULT_WARN, ModelLoad.DEFAULT_CRITICAL, ticker);
    slowModel =
        ModelLoad.create("writer", ModelLoad.DEFAULT_WARN, ModelLoad.DEFAULT_CRITICAL, ticker);
    model.loaded();
    slowModel.loading();
    endless = tasks.start("evaluate");
  }

  /** No turn ends any more. */
  void stall(boolean value) {
    stalled = value;
  }

  /** Each turn and each task fails. */
  void fail(boolean value) {
    failing = value;
  }

  /** All individuals are the same. */
  void collapse(boolean value) {
    collapsed = value;
  }

  /** Ends the task that runs all the time. */
  void end() {
    endless.close();
  }

  /** One turn, unless it is stalled. */
  void turn() {
    if (stalled) {
      return;
    }
    int turn = turns.incrementAndGet();
    try (LoopProbe.Iteration it = loop.begin()) {
      it.best(Math.floor((double) turn / RARELY));
      it.population(INDIVIDUALS, LOCI, this::allele);
      it.vectors(INDIVIDUALS, LOCI, this::allele);
      it.distances(INDIVIDUALS, (a, b) -> collapsed ? 0 : Math.abs(a - b));
      it.islands(8, island -> island == 0 ? 0 : island + turn % 3);
      if (!failing) {
        it.succeeded();
      }
    }
    tasks.record("evaluate", Duration.ofMillis(20 + turn % 50), !failing);
    tasks.record("crossover", Duration.ofMillis(1 + turn % 5), turn % RARELY != 0);
    heartbeat.beat();
    breathe(turn);
  }

  /** How many turns were taken. */
  int turns() {
    return turns.get();
  }

  /** As a tracing library would give it: one for each turn. */
  private String trace() {
    return "%032x".formatted(turns.get() + 1);
  }

  private int allele(int individual, int locus) {
    return collapsed ? 1 : (individual * 31 + locus * 17 + turns.get()) % 2;
  }

  /** The queue grows to its tenth entry and empties again. */
  private void breathe(int turn) {
    queue.add(turn);
    if (turn % 10 == 0) {
      queue.clear();
    }
  }
}
