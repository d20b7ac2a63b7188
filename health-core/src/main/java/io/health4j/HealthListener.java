package io.health4j;

/**
 * Hears what happens. Called by the monitor's threads, one event at a time and in order; events
 * wait in a bounded queue; when it is full, samples are dropped first, and all that is dropped is
 * counted. A listener that throws or hangs is heard of in the log once; it alone loses events.
 */
@FunctionalInterface
public interface HealthListener {

  /**
   * Something happened.
   *
   * @param event what happened
   */
  void on(HealthEvent event);
}
