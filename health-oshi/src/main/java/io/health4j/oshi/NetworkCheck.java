package io.health4j.oshi;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Traffic, errors and drops of the interfaces that are up. A container's end of a pair ({@code
 * veth…}) is left out: its traffic passes a bridge that is seen, and containers come and go. A busy
 * link is no finding: to pull a model at line speed is what the link is for.
 */
final class NetworkCheck implements HealthCheck {

  static final Metric IO = Metric.counter("system.network.io", "By", "Bytes moved");
  static final Metric PACKETS =
      Metric.counter("system.network.packet.count", "{packet}", "Packets moved");
  static final Metric ERRORS =
      Metric.counter("system.network.errors", "{error}", "Packets that were lost to errors");
  static final Metric DROPPED =
      Metric.counter("system.network.packet.dropped", "{packet}", "Sound packets thrown away");
  static final Metric UTILIZATION =
      Metric.gauge("health.network.utilization", "1", "Used share of the speed of the link");
  static final String FAULTY = "network-errors";
  static final String DROPPING = "network-drops";
  static final String DOWN = "network-down";

  /** So many interfaces are watched, by name, so that a host of many virtual ones stays bounded. */
  static final int WATCHED = 32;

  private final Callable<List<Nic>> source;
  private final Threshold threshold;
  private final Map<String, NicWindow> windows = new HashMap<>();
  private boolean everUp;

  NetworkCheck(Callable<List<Nic>> source, Threshold threshold) {
    this.source = source;
    this.threshold = threshold;
  }

  static boolean isWatched(String name) {
    return !name.startsWith("veth");
  }

  @Override
  public CheckResult check(CheckContext context) throws Exception {
    List<Nic> nics =
        source.call().stream()
            .filter(nic -> isWatched(nic.name()))
            .sorted(Comparator.comparing(Nic::name))
            .limit(WATCHED)
            .toList();
    windows.keySet().retainAll(new HashSet<>(nics.stream().map(Nic::name).toList()));
    if (nics.isEmpty()) {
      return none();
    }
    everUp = true;
    long tick = context.ticker().read();
    var result = CheckResult.builder();
    nics.forEach(nic -> look(context, result, nic, tick));
    return result.build();
  }

  /** A machine may be meant to have no network; one that had it has lost it. */
  private CheckResult none() {
    var result = CheckResult.builder();
    return everUp
        ? result
            .finding(Finding.of(DOWN, "", Status.CRITICAL).remedy("See why all links went down"))
            .build()
        : result.message("no network interface is up").build();
  }

  private void look(CheckContext context, ResultBuilder result, Nic nic, long tick) {
    NicWindow window = windows.computeIfAbsent(nic.name(), name -> new NicWindow(nic, tick));
    window.update(nic, tick);
    addReadings(result, nic, window);
    String name = nic.name();
    result
        .judge(
            context, FAULTY, name, window.errorShare(), threshold, "Check cable, port and driver")
        .judge(context, DROPPING, name, window.dropShare(), threshold, "Check for overload");
  }

  private static void addReadings(ResultBuilder result, Nic nic, NicWindow window) {
    result
        .reading(IO, (double) nic.in().bytes(), window.in)
        .reading(IO, (double) nic.out().bytes(), window.out)
        .reading(PACKETS, (double) nic.in().packets(), window.in)
        .reading(PACKETS, (double) nic.out().packets(), window.out)
        .reading(ERRORS, (double) nic.in().errors(), window.in)
        .reading(ERRORS, (double) nic.out().errors(), window.out)
        .reading(DROPPED, (double) nic.droppedIn(), window.in);
    window.inUse().ifPresent(share -> result.reading(UTILIZATION, share, window.in));
    window.outUse().ifPresent(share -> result.reading(UTILIZATION, share, window.out));
  }
}
