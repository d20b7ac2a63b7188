package io.health4j;

/**
 * Hears what happens. Called by the monitor's threads, one event at a time and in order; events
 * wait in a bounded queue, and when it is full the oldest is dropped and counted. A listener that
 * throws is heard of in the log once; one that hangs loses events, and nobody else does.
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
