package io.health4j.docker.orphan;

import java.util.Map;

/**
 * Whose containers are meant.
 *
 * @param owner the owner's name
 * @param home the folder of leases that can be seen from here
 */
record Ownership(String owner, String home) {

  /** What the engine is asked for. Its answer is not believed: see {@link #isOwned}. */
  Map<String, String> filter() {
    return Map.of(LeaseName.OWNER, owner);
  }

  /** Whether a container says that it is this owner's, wherever its lease is kept. */
  boolean isOwned(Map<String, String> labels) {
    return owner.equals(labels.get(LeaseName.OWNER));
  }

  /** Whether it also says that its lease is kept where it can be seen from here. */
  boolean isSeen(Map<String, String> labels) {
    return isOwned(labels) && home.equals(labels.get(LeaseName.HOME));
  }
}
