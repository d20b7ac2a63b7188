package io.health4j.examples;

import io.health4j.MetricsBinder;
import io.health4j.time.Ticker;
import java.time.Duration;

/**
 * What a show stands on.
 *
 * @param terminal where it is shown
 * @param ticker the clock of the host and the monitor
 * @param startTick when it began
 * @param events hears what happens
 * @param metrics shows the monitor to Prometheus
 * @param url where Prometheus finds that
 */
record Stage(
    Terminal terminal,
    Ticker ticker,
    long startTick,
    EventLog events,
    MetricsBinder metrics,
    String url) {

  Duration running() {
    return Duration.ofNanos(ticker.read() - startTick);
  }
}
