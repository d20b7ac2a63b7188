package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Threshold;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Temperature and voltage of the CPU, and the fans. Most virtual machines and containers have no
 * sensors at all: there is nothing to be ill there, and UNKNOWN for ever would hold the score back,
 * so such a machine is healthy, without readings and with a line that says so. A temperature that
 * was there and is gone is UNKNOWN.
 */
final class SensorCheck implements HealthCheck {

  /** °C, revolutions a minute, V; absent when unreadable. */
  record Sensed(OptionalDouble celsius, List<OptionalDouble> fans, OptionalDouble volts) {

    boolean isEmpty() {
      return celsius.isEmpty()
          && volts.isEmpty()
          && fans.stream().allMatch(OptionalDouble::isEmpty);
    }
  }

  static final Metric TEMPERATURE = Metric.gauge("hw.temperature", "Cel", "Temperature");
  static final Metric FAN_SPEED = Metric.gauge("hw.fan.speed", "rpm", "Speed of a fan");
  static final Metric VOLTAGE = Metric.gauge("hw.voltage", "V", "Voltage");
  static final String CONDITION = "cpu-hot";

  private static final Attributes CPU = Attributes.of("hw.id", "cpu");

  private final Supplier<Sensed> source;
  private final Threshold threshold;
  private boolean everWarm;

  SensorCheck(Supplier<Sensed> source, Threshold threshold) {
    this.source = source;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    Sensed now = source.get();
    if (now.celsius.isEmpty() && everWarm) {
      return CheckResult.unknown("the CPU's temperature can no longer be read");
    }
    var result = CheckResult.builder();
    if (now.isEmpty()) {
      return result.message("this machine shows no sensors").build();
    }
    now.volts.ifPresent(volts -> result.reading(VOLTAGE, volts, CPU));
    for (int i = 0; i < now.fans.size(); i++) {
      Attributes fan = Attributes.of("hw.id", "fan" + i);
      now.fans.get(i).ifPresent(rpm -> result.reading(FAN_SPEED, rpm, fan));
    }
    if (now.celsius.isPresent()) {
      everWarm = true;
      double celsius = now.celsius.getAsDouble();
      result
          .reading(TEMPERATURE, celsius, CPU)
          .judge(context, CONDITION, "", celsius, threshold, "Look at fans, dust and air flow");
    }
    return result.build();
  }
}
