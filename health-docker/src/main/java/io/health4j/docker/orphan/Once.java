package io.health4j.docker.orphan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Has each container told once, for as long as it is listed. Of those beyond {@value #MOST} nothing
 * is told. Thread-safe.
 */
final class Once {

  static final int MOST = 1_000;

  private final Set<String> told = new HashSet<>();

  /** Those that were not told yet. */
  synchronized List<Orphan> fresh(List<Orphan> listed) {
    var ids = new HashSet<String>();
    listed.forEach(each -> ids.add(each.id()));
    told.retainAll(ids);
    var fresh = new ArrayList<Orphan>();
    for (Orphan each : listed) {
      if (told.size() < MOST && told.add(each.id())) {
        fresh.add(each);
      }
    }
    return fresh;
  }
}
