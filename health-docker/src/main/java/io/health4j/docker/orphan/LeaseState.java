package io.health4j.docker.orphan;

/**
 * What is known of the lease that a container was made under.
 *
 * @param life whether its owner lives
 * @param reason why, for people: {@code process 812 ended}
 */
record LeaseState(Life life, String reason) {

  /** Whether an owner lives. */
  enum Life {
    /** It does, or may. */
    ALIVE,
    /** It ended its session, or it is dead, or it did not renew for a whole lease. */
    ENDED,
    /** Its lease is kept where it cannot be seen from here. */
    UNSEEN
  }
}
