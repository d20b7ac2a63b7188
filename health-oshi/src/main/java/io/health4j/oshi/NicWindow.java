package io.health4j.oshi;

import io.health4j.check.Attributes;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * What one interface did lately. The share of errors and drops is taken over at least {@link
 * #LEAST_PACKETS} packets, however many samples that takes, since one bad packet of three on an
 * idle link says nothing; after {@link #LONGEST_NANOS} without so many, the link is idle and
 * nothing is held against it. Both bounds are Netdata's (1,000 packets, 10 minutes). A counter that
 * fell is a reset: counting starts again, and no difference is taken across it.
 */
final class NicWindow {

  static final long LEAST_PACKETS = 1_000;
  static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final double NANOS = 1e-9;
  private static final int BITS = 8;

  final Attributes in;
  final Attributes out;

  private Nic start;
  private long startTick;
  private Nic last;
  private long lastTick;
  private double errorShare;
  private double dropShare;
  private OptionalDouble inUse = OptionalDouble.empty();
  private OptionalDouble outUse = OptionalDouble.empty();

  NicWindow(Nic first, long tick) {
    var name = Attributes.of("network.interface.name", first.name());
    in = name.with("network.io.direction", "receive");
    out = name.with("network.io.direction", "transmit");
    start = first;
    startTick = tick;
    last = first;
    lastTick = tick;
  }

  void update(Nic now, long tick) {
    if (now.isReset(last)) {
      judgeNothing();
      restart(now, tick);
      inUse = OptionalDouble.empty();
      outUse = OptionalDouble.empty();
    } else {
      inUse = use(now, tick, now.in().bytes() - last.in().bytes());
      outUse = use(now, tick, now.out().bytes() - last.out().bytes());
      judgeWhenFull(now, tick);
    }
    last = now;
    lastTick = tick;
  }

  private OptionalDouble use(Nic now, long tick, long bytes) {
    long elapsed = tick - lastTick;
    if (now.bitsPerSecond().isEmpty() || elapsed <= 0) {
      return OptionalDouble.empty();
    }
    double rate = bytes * BITS / (elapsed * NANOS);
    return OptionalDouble.of(Math.min(1, rate / now.bitsPerSecond().getAsLong()));
  }

  private void judgeWhenFull(Nic now, long tick) {
    long packets = now.packetsAndErrors() - start.packetsAndErrors();
    if (packets >= LEAST_PACKETS) {
      errorShare = (double) (now.errors() - start.errors()) / packets;
      dropShare = dropShare(now);
      restart(now, tick);
    } else if (tick - startTick >= LONGEST_NANOS) {
      judgeNothing();
      restart(now, tick);
    }
  }

  /** Of what came in; some drivers count a dropped packet as received, others do not. */
  private double dropShare(Nic now) {
    long dropped = now.droppedIn() - start.droppedIn();
    long received = Math.max(now.in().packets() - start.in().packets(), dropped);
    return received == 0 ? 0 : (double) dropped / received;
  }

  private void judgeNothing() {
    errorShare = 0;
    dropShare = 0;
  }

  private void restart(Nic now, long tick) {
    start = now;
    startTick = tick;
  }

  double errorShare() {
    return errorShare;
  }

  double dropShare() {
    return dropShare;
  }

  /** Share of the link's speed used by what came in since the sample before. */
  OptionalDouble inUse() {
    return inUse;
  }

  OptionalDouble outUse() {
    return outUse;
  }
}
