package io.health4j.docker.orphan;

import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.orphan.LeaseState.Life;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Says which containers are orphans, and why. The engine is asked for the owner's containers, but
 * what it answers is held against the labels again: a wrong answer must not make anything ours.
 * Thread-safe.
 */
final class OrphanFinder {

  private static final Comparator<Orphan> OLDEST_FIRST =
      Comparator.comparing(Orphan::created).thenComparing(Orphan::id);

  private final EngineCalls engine;
  private final LeaseJudge judge;
  private final Ownership ours;
  private final Ticker ticker;

  OrphanFinder(EngineCalls engine, LeaseJudge judge, Ownership ours, Ticker ticker) {
    this.engine = engine;
    this.judge = judge;
    this.ours = ours;
    this.ticker = ticker;
  }

  /** Lists and judges the owner's containers. */
  OrphanList find(Duration within) throws EngineException, InterruptedException {
    return judged(engine.ask(within, api -> api.containers(ours.filter())));
  }

  /** Judges each lease once, however many containers name it. */
  private OrphanList judged(List<ContainerEntry> entries) {
    var owned = entries.stream().filter(entry -> ours.isOwned(entry.labels())).toList();
    var orphans = new ArrayList<Orphan>();
    var unseen = new ArrayList<Orphan>();
    var sessions = new HashSet<String>();
    var judged = new HashMap<Map<String, String>, LeaseState>();
    for (ContainerEntry entry : owned) {
      LeaseState lease = judged.computeIfAbsent(LeaseName.only(entry.labels()), this::lease);
      var found = Orphan.of(entry, lease.reason());
      sessions.add(found.session());
      if (lease.life() == Life.ENDED) {
        orphans.add(found);
      } else if (lease.life() == Life.UNSEEN) {
        unseen.add(found);
      }
    }
    orphans.sort(OLDEST_FIRST);
    return new OrphanList(owned.size(), orphans, unseen, sessions);
  }

  private LeaseState lease(Map<String, String> labels) {
    if (!ours.isSeen(labels)) {
      return new LeaseState(Life.UNSEEN, "its lease is kept elsewhere");
    } else if (!labels.containsKey(LeaseName.SESSION)) {
      return new LeaseState(Life.UNSEEN, "it names no session");
    }
    return judge.judge(labels, ticker.read());
  }

  /** Whether a container is, at a closer look, the one that was listed, and still an orphan. */
  boolean isStill(Orphan orphan, ContainerState now) {
    return now.id().equals(orphan.id())
        && orphan.session().equals(now.labels().get(LeaseName.SESSION))
        && lease(now.labels()).life() == Life.ENDED;
  }
}
