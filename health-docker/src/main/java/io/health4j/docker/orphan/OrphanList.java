package io.health4j.docker.orphan;

import java.util.List;
import java.util.Set;

/**
 * One look at an owner's containers. Immutable.
 *
 * @param owned how many there are
 * @param orphans those whose lease has ended, the oldest first
 * @param unseen those whose lease is kept where it cannot be seen from here
 * @param sessions the sessions that any of them names
 */
record OrphanList(int owned, List<Orphan> orphans, List<Orphan> unseen, Set<String> sessions) {

  OrphanList {
    orphans = List.copyOf(orphans);
    unseen = List.copyOf(unseen);
    sessions = Set.copyOf(sessions);
  }
}
