package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.time.FakeTicker;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a check again and again as a monitor does, handing it its last known answer. */
final class CheckRunner {

  final FakeTicker ticker;
  final LostTime lost = new LostTime();
  private final HealthCheck check;
  private @Nullable CheckResult previous;

  CheckRunner(HealthCheck check, FakeTicker ticker) {
    this.check = check;
    this.ticker = ticker;
  }

  CheckRunner(HealthCheck check) {
    this(check, new FakeTicker());
  }

  CheckResult run() throws Exception {
    CheckResult result = check.check(CheckContext.of(Target.of("host"), previous, ticker, lost));
    if (result.status() != Status.UNKNOWN) {
      previous = result;
    }
    return result;
  }

  CheckResult runAfter(Duration time) throws Exception {
    ticker.advance(time);
    return run();
  }

  /** The readings of a metric, whatever their attributes. */
  static List<Reading> readings(CheckResult result, String metric) {
    return result.readings().stream().filter(r -> r.metric().name().equals(metric)).toList();
  }

  /** The only reading of a metric with these attributes. */
  static Reading reading(CheckResult result, String metric, String... attributes) {
    Attributes wanted = Attributes.of(attributes);
    List<Reading> found =
        readings(result, metric).stream().filter(r -> r.attributes().equals(wanted)).toList();
    assertThat(found).as(metric + " " + wanted).hasSize(1);
    return found.get(0);
  }
}
