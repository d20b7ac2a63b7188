package io.health4j.check;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Whether a queue can be reached, and how much waits in it. */
final class QueueCheck implements HealthCheck {

  static final String DISCONNECTED = "queue-disconnected";
  static final String DEEP = "queue-deep";

  private static final Metric CONNECTED =
      Metric.gauge("health.queue.connected", "1", "1 when the queue can be reached, else 0.");
  private static final Metric DEPTH =
      Metric.gauge("health.queue.depth", "{message}", "What waits in the queue.");
  private static final String CONNECT =
      "See that the broker runs, and that its address and the right to use it still hold.";
  private static final String DRAIN =
      "See whether what takes from the queue still runs, or let more take from it.";

  private final String name;
  private final BooleanSupplier connected;
  private final LongSupplier depth;
  private final Threshold threshold;
  private final Attributes attributes;

  QueueCheck(String name, BooleanSupplier connected, LongSupplier depth, Threshold threshold) {
    this.name = Texts.named("name", name);
    this.connected = connected;
    this.depth = depth;
    this.threshold = threshold;
    this.attributes = Attributes.of("messaging.destination.name", name);
  }

  @Override
  public CheckResult check(CheckContext context) {
    // A depth read from a lost connection is an old one, so it is not asked for.
    return connected.getAsBoolean() ? depth(context) : disconnected();
  }

  private CheckResult disconnected() {
    return CheckResult.builder()
        .reading(CONNECTED, 0, attributes)
        .finding(Finding.of(DISCONNECTED, name, Status.CRITICAL).remedy(CONNECT))
        .build();
  }

  private CheckResult depth(CheckContext context) {
    long waiting = depth.getAsLong();
    if (waiting < 0) {
      return CheckResult.unknown("the queue " + name + " tells no depth, was " + waiting);
    }
    return CheckResult.builder()
        .reading(CONNECTED, 1, attributes)
        .reading(DEPTH, (double) waiting, attributes)
        .judge(context, DEEP, name, (double) waiting, threshold, DRAIN)
        .build();
  }
}
