package io.health4j;

import io.health4j.report.HealthReport;
import io.health4j.report.History;

/**
 * What readers of health may see. Nothing here runs a check or waits for one: all of it was
 * published before. Thread-safe.
 */
public interface HealthSource {

  /**
   * All targets' health, with freshness judged now.
   *
   * @return an immutable snapshot
   */
  HealthReport report();

  /**
   * The past of scores and readings.
   *
   * @return the history
   */
  History history();

  /**
   * How the monitor itself fares, and what it costs.
   *
   * @return an immutable snapshot
   */
  MonitorStatistics statistics();

  /**
   * Tells a listener of everything from now on.
   *
   * @param listener who hears it
   * @return ends it when closed
   */
  Subscription listen(HealthListener listener);

  /** Ends what {@link #listen} began. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
