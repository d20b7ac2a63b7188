package io.health4j.oshi;

import java.util.OptionalLong;

/**
 * What a network interface has counted since it came up.
 *
 * @param name such as {@code eth0}
 * @param in what came in
 * @param out what went out
 * @param droppedIn packets that came in and were thrown away
 * @param bitsPerSecond the speed of the link, where it is known
 */
record Nic(String name, Way in, Way out, long droppedIn, OptionalLong bitsPerSecond) {

  /** One direction's counts. */
  record Way(long bytes, long packets, long errors) {

    boolean isBehind(Way before) {
      return bytes < before.bytes || packets < before.packets || errors < before.errors;
    }
  }

  /** Whether a counter fell: the interface was made anew, or its driver was. */
  boolean isReset(Nic before) {
    return in.isBehind(before.in) || out.isBehind(before.out) || droppedIn < before.droppedIn;
  }

  long packetsAndErrors() {
    return in.packets + out.packets + errors();
  }

  long errors() {
    return in.errors + out.errors;
  }
}
