package io.health4j.nvml;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the XID that another came of. Some XIDs only say that the driver cleans up after an error,
 * which has an XID of its own, before or after: in the same moment, which here is a second (this
 * project's own judgement). Used by one thread at a time.
 */
final class XidFollowers {

  private static final long MOMENT = Duration.ofSeconds(1).toNanos();

  /** One that is not told yet, and the first cause that is known. */
  private record Follower(XidEvent event, @Nullable XidEvent cause) {

    Follower with(@Nullable XidEvent other) {
      boolean near = other != null && Math.abs(other.tick() - event.tick()) <= MOMENT;
      return cause == null && near ? new Follower(event, other) : this;
    }
  }

  private final Map<Integer, Follower> waiting = new HashMap<>();
  private @Nullable XidEvent last;

  /** An XID that may be the cause of others. */
  void cause(XidEvent event) {
    last = event;
    waiting.replaceAll((xid, follower) -> follower.with(event));
  }

  /** An XID that comes of another. Of those of one number the first that waits counts. */
  void follower(XidEvent event) {
    waiting.putIfAbsent(event.xid(), new Follower(event, null).with(last));
  }

  /**
   * What the waiting XID of a number came of, in words; null while that may still show. Then it
   * waits no longer.
   */
  @Nullable String settle(int xid, long now) {
    Follower follower = waiting.get(xid);
    if (follower == null) {
      return "";
    }
    XidEvent cause = follower.cause();
    if (cause == null && now - follower.event().tick() <= MOMENT) {
      return null;
    }
    waiting.remove(xid);
    return cause == null ? ", no other XID came with it" : ", comes of XID " + cause.xid();
  }
}
