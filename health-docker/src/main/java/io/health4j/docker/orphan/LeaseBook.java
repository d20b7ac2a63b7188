package io.health4j.docker.orphan;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** What finding orphans and removing them needs to know of a folder of leases. Thread-safe. */
interface LeaseBook extends LeaseJudge {

  /** Which folder it is: what the label {@code io.health4j.lease.home} of its containers says. */
  String home();

  /** After what time without a sign of life a lease that can only be watched has ended. */
  Duration duration();

  /** The sessions of an owner that have a lease file here, and ended. */
  Collection<String> ended(String owner, long tick);

  /** Removes the file of an owner's session that ended; one that lives keeps it. */
  void forget(String owner, String session, long tick);

  /**
   * How long ago the leases that are held were last renewed.
   *
   * @return nanoseconds; empty when it holds none
   */
  OptionalLong unrenewedNanos();

  /** Why a lease could not be renewed the last time; empty when it could. */
  Optional<String> trouble();

  /** Ends all sessions that are held. */
  void closeAll();
}
