package io.health4j;

import io.health4j.MonitorStatistics.SinkStatistics;
import io.health4j.alert.AlertSink.Delivery.Outcome;
import java.time.Duration;

/** What came of the calls of one sink. Guarded by its owner. */
final class DeliveryCounts {

  private long delivered;
  long dropped;
  long folded;
  private long failed;
  private long totalNanos;
  private long longestNanos;
  private Duration latency = Duration.ZERO;

  void attempted(Outcome outcome, long tookNanos) {
    failed += outcome == Outcome.FAILED ? 1 : 0;
    totalNanos += tookNanos;
    longestNanos = Math.max(longestNanos, tookNanos);
  }

  void delivered(Duration sinceItWasMade) {
    delivered++;
    latency = sinceItWasMade.isNegative() ? Duration.ZERO : sinceItWasMade; // that clock may jump
  }

  SinkStatistics statistics(String name, int waiting, BreakerState breaker) {
    return new SinkStatistics(
        name,
        delivered,
        failed,
        dropped,
        folded,
        waiting,
        Duration.ofNanos(totalNanos),
        Duration.ofNanos(longestNanos),
        latency,
        breaker);
  }
}
