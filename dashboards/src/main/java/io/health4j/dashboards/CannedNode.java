package io.health4j.dashboards;

import static io.health4j.check.Metric.counter;
import static io.health4j.check.Metric.gauge;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.time.Ticker;
import java.util.List;

/**
 * What a machine shows that has swap, sensors, and a network whose speed is known, under the names
 * of health-oshi: the machine that a generator runs on may have none of them. Thread-safe.
 */
final class CannedNode implements HealthCheck {

  private static final double MEMORY = 64L << 30;
  private static final double SWAP = 8L << 30;

  private static final Metric UTILIZATION =
      gauge("system.memory.utilization", "1", "Share of the memory in use");
  private static final Metric USAGE = gauge("system.memory.usage", "By", "Memory by state");
  private static final Metric LIMIT = gauge("system.memory.limit", "By", "Memory of the machine");
  private static final Metric PAGING =
      gauge("system.paging.utilization", "1", "Share of the swap space in use");
  private static final Metric PAGING_USAGE =
      gauge("system.paging.usage", "By", "Swap space by state");
  private static final Metric PAGING_OPERATIONS =
      counter("system.paging.operations", "{operation}", "Pages moved from and to swap");
  private static final Metric NETWORK =
      gauge("health.network.utilization", "1", "Used share of the link's speed");
  private static final Metric TEMPERATURE = gauge("hw.temperature", "Cel", "Temperature");
  private static final Metric FAN = gauge("hw.fan.speed", "rpm", "Speed of a fan");
  private static final Metric VOLTAGE = gauge("hw.voltage", "V", "Voltage");

  private final Ticker ticker;
  private final long start;
  private volatile double memory = 0.55;

  CannedNode(Ticker ticker) {
    this.ticker = ticker;
    this.start = ticker.read();
  }

  /** The share of the memory that is used from now on. */
  void memory(double share) {
    memory = share;
  }

  @Override
  public CheckResult check(CheckContext context) {
    double seconds = (ticker.read() - start) / 1e9;
    double wave = Math.sin(seconds / 10);
    var result = CheckResult.builder();
    shares(result, UTILIZATION, USAGE, "system.memory.state", memory, MEMORY);
    result.reading(LIMIT, MEMORY);
    shares(result, PAGING, PAGING_USAGE, "system.paging.state", memory / 10, SWAP);
    for (String direction : List.of("in", "out")) {
      result.reading(
          PAGING_OPERATIONS, seconds * 3, Attributes.of("system.paging.direction", direction));
    }
    for (String direction : List.of("receive", "transmit")) {
      result.reading(
          NETWORK,
          0.3 + 0.1 * wave,
          Attributes.of("network.interface.name", "eth0", "network.io.direction", direction));
    }
    result.reading(TEMPERATURE, 55 + 5 * wave, Attributes.of("hw.id", "cpu"));
    result.reading(VOLTAGE, 1.1 + 0.05 * wave, Attributes.of("hw.id", "cpu"));
    return result.reading(FAN, 1_200 + 100 * wave, Attributes.of("hw.id", "fan0")).build();
  }

  private static void shares(
      ResultBuilder result,
      Metric share,
      Metric usage,
      String attribute,
      double used,
      double total) {
    result.reading(share, used);
    result.reading(usage, used * total, Attributes.of(attribute, "used"));
    result.reading(usage, (1 - used) * total, Attributes.of(attribute, "free"));
  }
}
