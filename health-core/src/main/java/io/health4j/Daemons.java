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
    thread.setDaemon(true);
    detach(thread);
    return thread;
  }

  /** Lets a thread know no class loader of the host's. */
  static void detach(Thread thread) {
    ClassLoader ours = Daemons.class.getClassLoader();
    if (thread.getContextClassLoader() != ours) {
      thread.setContextClassLoader(ours);
    }
  }
}
