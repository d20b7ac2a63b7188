package io.health4j.examples;

/** Threads that keep no process alive. */
final class Daemons {

  private Daemons() {}

  static Thread thread(Runnable work, String name) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
