package io.health4j.docker.orphan;

import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes orphans. What a list says may be old when its turn comes, so each container is looked at
 * again before it is stopped, and once more before it is removed: the same id, the same labels, its
 * lease still ended. It is addressed by its whole id alone, since a name is given away again. What
 * is gone meanwhile is well, too, so two sweeps at once, of two processes, do no harm.
 *
 * <p>Stopping takes as long as the grace time for what does not listen, so {@value #AT_ONCE} are
 * stopped at once. After a failure of the engine those are finished with, as far as it answers, and
 * no other is begun with; the rest is found again by the next sweep.
 *
 * <p>Used by one thread at a time.
 */
final class CleanUp {

  /** Half of the calls that {@code ContainerEngine} has under way; checks must get through. */
  static final int AT_ONCE = 4;

  /** A minute, so that one sweep does not last for ever (this project's own judgement). */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private static final Duration INSPECT = Duration.ofSeconds(2);
  private static final Duration STOP_MARGIN = Duration.ofSeconds(10);
  private static final Duration REMOVE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

  private final EngineCalls engine;
  private final OrphanFinder finder;
  private final RemovalBudget budget;
  private final Stubborn stubborn;
  private final Journal journal;
  private final Ticker ticker;

  /** What was told as removed. The engine may list it for a while yet. */
  private final Set<String> told = new HashSet<>();

  CleanUp(
      EngineCalls engine,
      OrphanFinder finder,
      RemovalBudget budget,
      Stubborn stubborn,
      Journal journal,
      Ticker ticker) {
    this.engine = engine;
    this.finder = finder;
    this.budget = budget;
    this.stubborn = stubborn;
    this.journal = journal;
    this.ticker = ticker;
  }

  private record Stopping(Orphan orphan, CompletableFuture<Boolean> stopped) {}

  /** Removes what it may of a fresh list. */
  SweepReport remove(List<Orphan> orphans, Duration grace) throws InterruptedException {
    long start = ticker.read();
    var report = new SweepReport(orphans.size());
    stubborn.keepOnly(orphans);
    told.retainAll(orphans.stream().map(Orphan::id).toList());
    var rest = new ArrayDeque<>(stubborn.due(orphans, start));
    if (rest.size() < orphans.size()) {
      report.rest("an hour after their first of " + Stubborn.TRIES + " failures");
    }
    while (!rest.isEmpty() && !report.isCutShort() && ticker.read() - start < LONGEST.toNanos()) {
      for (Stopping each : stopSome(rest, grace, report)) {
        finish(each, report);
      }
    }
    return report;
  }

  private List<Stopping> stopSome(Deque<Orphan> rest, Duration grace, SweepReport report)
      throws InterruptedException {
    var begun = new ArrayList<Stopping>();
    while (begun.size() < AT_ONCE && !rest.isEmpty() && !report.isCutShort()) {
      if (!budget.hasRoom(ticker.read())) {
        report.rest("the next sweep, since the budget is " + budget.perMinute() + " a minute");
        rest.clear();
        break;
      }
      Orphan orphan = rest.removeFirst();
      if (mayBeStopped(orphan, report)) {
        budget.take(ticker.read());
        begun.add(new Stopping(orphan, stop(orphan.id(), grace)));
      }
    }
    return begun;
  }

  private CompletableFuture<Boolean> stop(String id, Duration grace) {
    return engine.begin(
        grace.plus(STOP_MARGIN),
        api -> {
          api.stop(id, grace);
          return true;
        });
  }

  private boolean mayBeStopped(Orphan orphan, SweepReport report) throws InterruptedException {
    try {
      return isStillOrphan(orphan, report);
    } catch (EngineException e) {
      if (e.kind() == Kind.SLOW) { // even to look: that says more of the engine than of this one
        stubborn.putOff(orphan);
        report.cutShort(e);
      } else {
        failed(orphan, e, report);
      }
      return false;
    }
  }

  private boolean isStillOrphan(Orphan orphan, SweepReport report)
      throws EngineException, InterruptedException {
    if (finder.isStill(orphan, look(orphan))) {
      return true;
    }
    report.spared();
    LOG.info("leaving {}: it is no orphan any more", orphan.text());
    return false;
  }

  private ContainerState look(Orphan orphan) throws EngineException, InterruptedException {
    return engine.ask(INSPECT, api -> api.inspect(orphan.id()));
  }

  private void finish(Stopping stopping, SweepReport report) throws InterruptedException {
    Orphan orphan = stopping.orphan();
    try {
      await(stopping.stopped());
      if (removeNow(orphan, report)) {
        tell(orphan, report);
      }
    } catch (EngineException e) {
      failed(orphan, e, report);
    }
  }

  private void tell(Orphan orphan, SweepReport report) {
    if (!told.add(orphan.id())) {
      report.gone();
      return;
    }
    report.removed(orphan);
    journal.removed(orphan, ticker.read());
    LOG.info("removed {}", orphan.text());
  }

  /** Removes what was stopped; false when it is no orphan any more. */
  private boolean removeNow(Orphan orphan, SweepReport report)
      throws EngineException, InterruptedException {
    try {
      if (!isStillOrphan(orphan, report)) {
        LOG.info("{} was stopped before that", orphan.text());
        return false;
      }
      engine.ask(
          REMOVE,
          api -> {
            api.remove(orphan.id());
            return true;
          });
    } catch (EngineException e) {
      if (!isGoing(orphan, e.kind())) {
        throw e;
      }
    }
    return true;
  }

  /** Whether it goes without us: made with {@code --rm}, it does so once it was stopped. */
  private boolean isGoing(Orphan orphan, Kind kind) throws InterruptedException {
    try {
      return kind == Kind.NOT_FOUND
          || (kind == Kind.CONFLICT && look(orphan).state().equals("removing"));
    } catch (EngineException e) {
      return e.kind() == Kind.NOT_FOUND;
    }
  }

  private void failed(Orphan orphan, EngineException e, SweepReport report) {
    switch (e.kind()) {
      case NOT_FOUND -> report.gone();
      case AWAY, DENIED, TOO_OLD -> {
        stubborn.putOff(orphan);
        report.cutShort(e);
      }
      default -> {
        stubborn.failed(orphan, String.valueOf(e.getMessage()), ticker.read());
        report.failed(orphan, e);
        LOG.warn("{} could not be removed: {}", orphan.text(), e.getMessage());
        if (e.kind() == Kind.SLOW || e.kind() == Kind.GARBLED) {
          report.cutShort(e);
        }
      }
    }
  }

  private static void await(CompletableFuture<Boolean> stopped)
      throws EngineException, InterruptedException {
    try {
      stopped.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException failure) {
        throw failure;
      }
      throw new EngineException(Kind.REFUSED, String.valueOf(e.getCause()), e);
    }
  }
}
