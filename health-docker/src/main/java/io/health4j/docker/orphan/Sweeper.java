package io.health4j.docker.orphan;

import io.health4j.docker.api.EngineException;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists an owner's orphans and has them removed or, in SHADOW, only told; one sweep at a time.
 * Thread-safe.
 */
final class Sweeper {

  static final String UNDER_WAY = "a sweep is under way";

  /** Nobody waits for a sweep, so a busy engine may take longer for it than for a check. */
  private static final Duration LIST = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

  private final OrphanFinder finder;
  private final LeaseBook leases;
  private final String owner;
  private final CleanUp cleanUp;
  private final Ticker ticker;
  private final boolean enforcing;
  private final Semaphore idle = new Semaphore(1);
  private final Once shadowed = new Once();
  private final Once unseen = new Once();

  Sweeper(
      OrphanFinder finder,
      LeaseBook leases,
      String owner,
      CleanUp cleanUp,
      boolean enforcing,
      Ticker ticker) {
    this.finder = finder;
    this.leases = leases;
    this.owner = owner;
    this.cleanUp = cleanUp;
    this.enforcing = enforcing;
    this.ticker = ticker;
  }

  /**
   * Sweeps, unless a sweep is under way.
   *
   * @param grace how long a container may take to end by itself
   */
  SweepReport sweep(Duration grace) throws EngineException, InterruptedException {
    return sweep(grace, Duration.ZERO);
  }

  /**
   * Sweeps, once no other sweep is under way.
   *
   * @param grace how long a container may take to end by itself
   * @param patience how long to wait for another sweep
   */
  SweepReport sweep(Duration grace, Duration patience)
      throws EngineException, InterruptedException {
    if (!idle.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return SweepReport.of(UNDER_WAY);
    }
    try {
      return swept(grace);
    } finally {
      idle.release();
    }
  }

  private SweepReport swept(Duration grace) throws EngineException, InterruptedException {
    // Before the list: a session that lives now may yet start a container, and then end.
    var unused = new ArrayList<>(leases.ended(owner, ticker.read()));
    OrphanList list = finder.find(LIST);
    for (Orphan each : unseen.fresh(list.unseen())) {
      LOG.info("never touching {}, though it is labelled {}", each.text(), owner);
    }
    unused.removeAll(list.sessions());
    unused.forEach(session -> leases.forget(owner, session, ticker.read()));
    return enforcing ? cleanUp.remove(list.orphans(), grace) : shadow(list.orphans());
  }

  private SweepReport shadow(List<Orphan> orphans) {
    for (Orphan each : shadowed.fresh(orphans)) {
      LOG.info("would remove {}", each.text());
    }
    return SweepReport.of(
        orphans.isEmpty()
            ? "no orphans"
            : "would remove " + Orphan.count(orphans.size()) + ": " + Orphan.texts(orphans));
  }
}
