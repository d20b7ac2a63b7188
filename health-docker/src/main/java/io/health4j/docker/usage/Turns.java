package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose turn it is: who waited longest comes first. It goes by when one was tried, not by when it
 * was last read: one that never answers would else always come first.
 */
final class Turns {

  private final Map<String, Long> last = new HashMap<>();
  private long count;

  /** Forgets all but these. */
  void keepOnly(Set<String> ids) {
    last.keySet().retainAll(ids);
  }

  /** These, and first those that were never tried; otherwise as they come. */
  List<ContainerState> inOrder(Collection<ContainerState> containers) {
    List<ContainerState> sorted = new ArrayList<>(containers);
    sorted.sort(Comparator.comparingLong(container -> last.getOrDefault(container.id(), 0L)));
    return sorted;
  }

  /** Notes that this one is tried now. */
  void take(String id) {
    last.put(id, ++count);
  }
}
