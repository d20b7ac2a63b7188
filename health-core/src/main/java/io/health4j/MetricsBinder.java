package io.health4j;

/**
 * Shows a {@link HealthSource} to a metrics system. A scrape must only read what was published.
 * Thread-safe.
 */
public interface MetricsBinder extends AutoCloseable {

  /**
   * Begins to show a source. Called once, when the monitor is built.
   *
   * @param source what to show
   */
  void bindTo(HealthSource source);

  /** Takes everything away that was shown. Called once, when the monitor closes. */
  @Override
  void close();
}
