package io.health4j.nvml;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds the XID that another came of. Some XIDs only say that the driver cleans up after an error,
 * which has an XID of its own, before or after: in the same moment, which here is a second (this
 * project's own judgement). Used by one thread at a time.
 */
final class XidFollowers {

  private static final long MOMENT = Duration.ofSeconds(1).toNanos();

  private @Nullable XidEvent cause;
  private @Nullable XidEvent waiting;

  /** An XID that may be the cause of another. */
  void cause(XidEvent event) {
    if (waiting == null || !isNear(cause, waiting)) {
      cause = event;
    }
  }

  /** An XID that comes of another. */
  void follower(XidEvent event) {
    if (waiting == null) {
      waiting = event;
    }
  }

  /**
   * What the waiting XID came of, in words; null while that may still show. Then nothing waits any
   * longer.
   */
  @Nullable String settle(long now) {
    XidEvent follower = waiting;
    if (follower == null) {
      return null;
    }
    boolean known = isNear(cause, follower);
    if (!known && now - follower.tick() <= MOMENT) {
      return null;
    }
    waiting = null;
    return known && cause != null ? ", comes of XID " + cause.xid() : ", no other XID came with it";
  }

  private static boolean isNear(@Nullable XidEvent one, XidEvent other) {
    return one != null && Math.abs(one.tick() - other.tick()) <= MOMENT;
  }
}
