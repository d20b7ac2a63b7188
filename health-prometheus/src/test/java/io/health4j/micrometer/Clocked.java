package io.health4j.micrometer;

import io.health4j.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

/** Gives tests of other modules a binder on their clock. */
public final class Clocked {

  private Clocked() {}

  public static MicrometerBinderBuilder builder(MeterRegistry registry, Ticker clock) {
    return MicrometerMetricsBinder.builder(registry).clock(clock);
  }
}
