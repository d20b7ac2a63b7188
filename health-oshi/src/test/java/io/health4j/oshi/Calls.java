package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.List;

/**
 * Calls one check again and again as the monitor would, on a clock that stands until it is moved.
 */
final class Calls {

  private final HealthCheck check;
  private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
  private CheckResult previous;

  Calls(HealthCheck check) {
    this.check = check;
  }

  Calls advance(Duration by) {
    now += by.toNanos();
    return this;
  }

  CheckResult call() throws Exception {
    CheckResult result =
        check.check(CheckContext.of(Target.of("here"), previous, () -> now, new LostTime()));
    if (result.status() != Status.UNKNOWN) {
      previous = result;
    }
    return result;
  }

  /** The values of a metric whose attributes have all these names and values. */
  static List<Double> values(CheckResult result, Metric metric, String... attributes) {
    return result.readings().stream()
        .filter(reading -> reading.metric().equals(metric))
        .filter(reading -> hasAll(reading.attributes(), Attributes.of(attributes)))
        .map(Reading::value)
        .toList();
  }

  private static boolean hasAll(Attributes all, Attributes some) {
    return some.entries().stream().allMatch(e -> e.getValue().equals(all.get(e.getKey())));
  }

  /** Each finding as {@code condition subject status}. */
  static List<String> findings(CheckResult result) {
    return result.findings().stream().map(Calls::text).toList();
  }

  private static String text(Finding finding) {
    return (finding.condition() + " " + finding.subject()).strip() + " " + finding.status();
  }
}
