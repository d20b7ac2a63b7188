package io.health4j.oshi;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Threshold;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How many threads run or want to, for each logical CPU, over 15 minutes: long enough that a burst
 * of work is no finding. One CPU counts as two, as in Netdata's alarms: with a single one, a load
 * of 2 is everyday life.
 */
final class LoadCheck implements HealthCheck {

  static final List<Metric> AVERAGES = List.of(average("1m"), average("5m"), average("15m"));
  static final String CONDITION = "load-high";

  private static final int LEAST_CPUS = 2;

  private final Supplier<double[]> source;
  private final IntSupplier cpus;
  private final Threshold threshold;

  LoadCheck(Supplier<double[]> source, IntSupplier cpus, Threshold threshold) {
    this.source = source;
    this.cpus = cpus;
    this.threshold = threshold;
  }

  private static Metric average(String span) {
    return Metric.gauge(
        "system.cpu.load_average." + span, "{thread}", "Threads that ran or waited, over " + span);
  }

  @Override
  public CheckResult check(CheckContext context) {
    double[] loads = source.get();
    var result = CheckResult.builder();
    for (int i = 0; i < AVERAGES.size(); i++) {
      if (known(loads, i)) {
        result.reading(AVERAGES.get(i), loads[i]);
      }
    }
    int longest = AVERAGES.size() - 1;
    if (!known(loads, longest)) {
      return result.message("this system has no load average").build();
    }
    double share = loads[longest] / Math.max(LEAST_CPUS, cpus.getAsInt());
    return result
        .judge(context, CONDITION, "", share, threshold, "Run less at a time, or add CPUs")
        .build();
  }

  private static boolean known(double[] loads, int index) {
    return loads.length > index && loads[index] >= 0;
  }
}
