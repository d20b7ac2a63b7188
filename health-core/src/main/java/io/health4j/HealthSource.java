package io.health4j;

import io.health4j.alert.Alert;
import io.health4j.recovery.RecoveryEngine;
import io.health4j.report.HealthReport;
import io.health4j.report.History;
import java.util.List;

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
   * The alerts that live: pending, firing, recovering, without data.
   *
   * @return as they are now, the most urgent first
   */
  List<Alert> alerts();

  /**
   * What was done to recover targets.
   *
   * @return the latest attempts, from old to new, as far as they are remembered
   */
  List<RecoveryEngine.Attempt> recoveries();

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
