package io.health4j;

/**
 * Makes the monitor's threads. They take nothing over from the host thread that happens to make
 * them, neither its thread-locals nor its class loader, which would be kept for as long as they
 * live.
 */
final class Daemons {

  private Daemons() {}

  static Thread of(Runnable task, String name) {
    var thread = new Thread(null, task, name, 0, false);
    thread.setContextClassLoader(Daemons.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }
}
