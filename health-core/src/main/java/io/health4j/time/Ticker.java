package io.health4j.time;

/**
 * A monotonic clock. All decisions of the engine (intervals, timeouts, ages) read this and never
 * the wall clock, which may jump.
 *
 * <p>Implementations must be thread-safe and must never go backwards.
 */
@FunctionalInterface
public interface Ticker {

  /**
   * Nanoseconds since an arbitrary origin. Like {@link System#nanoTime()}, only differences mean
   * anything, and they must be taken by subtraction, since the value may overflow.
   *
   * @return the current tick, in nanoseconds
   */
  long read();

  /**
   * The JVM's own monotonic clock.
   *
   * @return a ticker over {@link System#nanoTime()}
   */
  static Ticker system() {
    return System::nanoTime;
  }
}
