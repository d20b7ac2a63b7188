package io.health4j.docker.orphan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Orphans that could not be removed. Each is tried again, {@value #TRIES} times in any hour, after
 * those that made less trouble, so that it holds up no other. From the third failure on it is told
 * as stuck, until it is gone. Thread-safe.
 */
final class Stubborn {

  /** This project's own judgement: what failed so often in an hour needs a human. */
  static final int TRIES = 3;

  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  @GuardedBy("this")
  private final Map<String, Failures> failures = new HashMap<>();

  /**
   * An orphan that will not go.
   *
   * @param orphan which
   * @param reason why it could not be removed the last time
   */
  record Stuck(Orphan orphan, String reason) {}

  private static final class Failures {
    private final Deque<Long> ticks = new ArrayDeque<>();
    private int count;
    private int putOff;
    private String reason = "";
  }

  /** Those of a list that may be tried now, those that made least trouble first. */
  synchronized List<Orphan> due(List<Orphan> orphans, long tick) {
    return orphans.stream()
        .filter(orphan -> tries(orphan, tick) < TRIES)
        .sorted(Comparator.comparingInt(this::trouble))
        .toList();
  }

  private synchronized int trouble(Orphan orphan) {
    Failures known = failures.get(orphan.id());
    return known == null ? 0 : known.count + known.putOff;
  }

  private synchronized int tries(Orphan orphan, long tick) {
    Failures known = failures.get(orphan.id());
    if (known == null) {
      return 0;
    }
    while (!known.ticks.isEmpty() && tick - known.ticks.getFirst() >= HOUR) {
      known.ticks.removeFirst();
    }
    return known.ticks.size();
  }

  /** The engine could not even look at it; others come first from now on. */
  synchronized void putOff(Orphan orphan) {
    failures.computeIfAbsent(orphan.id(), id -> new Failures()).putOff++;
  }

  /** It could not be stopped or removed. */
  synchronized void failed(Orphan orphan, String reason, long tick) {
    Failures known = failures.computeIfAbsent(orphan.id(), id -> new Failures());
    known.ticks.addLast(tick);
    known.count++;
    known.reason = reason;
  }

  /** Forgets all that are no orphans any more, so that no more are kept than there are. */
  synchronized void keepOnly(List<Orphan> orphans) {
    Set<String> ids = new HashSet<>();
    orphans.forEach(orphan -> ids.add(orphan.id()));
    failures.keySet().retainAll(ids);
  }

  /** Those of a list that failed too often. */
  synchronized List<Stuck> stuck(List<Orphan> orphans) {
    var stuck = new ArrayList<Stuck>();
    for (Orphan orphan : orphans) {
      Failures known = failures.get(orphan.id());
      if (known != null && known.count >= TRIES) {
        stuck.add(new Stuck(orphan, known.reason));
      }
    }
    return stuck;
  }
}
