package io.health4j.alert;

import java.util.List;
import java.util.Optional;

/**
 * Where notifications wait until they are delivered. The one in memory forgets them with the
 * process; another may keep them, and what it holds from before is then delivered first.
 *
 * <p>Implementations are thread-safe and quick: they are called while alerts are worked out, and by
 * the thread that keeps all timeouts.
 */
public interface Outbox {

  /**
   * How many wait at most: 1,000. Those of one group wait as one, so this is room for hundreds of
   * targets in trouble while a service is away (this project's own judgement).
   */
  int DEFAULT_CAPACITY = 1_000;

  /**
   * A notification that waits.
   *
   * @param id tells it from others; later ones are larger
   * @param lane whose it is: the name of the first route to its sink
   * @param notification what is to be told
   * @param attempts how often that was tried in vain
   */
  record Entry(long id, String lane, Notification notification, int attempts) {}

  /**
   * Keeps an entry, in place of that of the same id. When there is no room the least urgent goes,
   * of equals the newest.
   *
   * @param entry what is to be kept
   * @return what had to go, which may be the entry itself; empty when there was room
   */
  Optional<Entry> put(Entry entry);

  /**
   * The next to be delivered: the most urgent of a lane, of equals the one that was tried the
   * least, of these the oldest.
   *
   * @param lane whose
   * @return the entry, which stays until it is removed; empty when none waits
   */
  Optional<Entry> next(String lane);

  /**
   * What waits on a route.
   *
   * @param lane whose
   * @param route the notifications' route
   * @return the entries, from old to new; empty when none waits
   */
  List<Entry> find(String lane, String route);

  /**
   * Forgets an entry.
   *
   * @param id its id
   */
  void remove(long id);

  /**
   * How many wait in a lane.
   *
   * @param lane whose
   * @return at least 0
   */
  int size(String lane);

  /**
   * An id that none of its entries has had.
   *
   * @return larger than any before
   */
  long nextId();

  /**
   * Whether its entries outlive the process.
   *
   * @return by default false
   */
  default boolean isDurable() {
    return false;
  }

  /**
   * An outbox in memory.
   *
   * @param capacity how many wait at most, from 1 to 1,000,000
   * @return an empty outbox
   * @throws IllegalArgumentException when the capacity is out of range
   */
  static Outbox inMemory(int capacity) {
    if (capacity < 1 || capacity > 1_000_000) {
      throw new IllegalArgumentException("capacity must be from 1 to 1000000, was " + capacity);
    }
    return new MemoryOutbox(capacity);
  }
}
