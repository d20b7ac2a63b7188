package io.health4j.docker;

import io.health4j.docker.api.EngineException.Kind;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a broken stream is begun again: twice as long after each failure in a
 * row, less up to a fifth by chance, so that many listeners do not come at once. Where a person
 * must act first, it waits longer. All figures are this project's own judgement.
 */
final class Retry {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LAST = Duration.ofSeconds(5);
  private static final Duration LONG_LAST = Duration.ofSeconds(60);
  private static final double CHANCE = 0.2;

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final Ticker ticker;
  private final Pause pause;
  private final DoubleSupplier random;
  private int failures;
  private long began;

  Retry() {
    this(
        Ticker.system(),
        time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /** By another clock and chance, from 0 to 1. */
  Retry(Ticker ticker, Pause pause, DoubleSupplier random) {
    this.ticker = ticker;
    this.pause = pause;
    this.random = random;
  }

  /** A stream begins. */
  void begin() {
    began = ticker.read();
  }

  /** A stream ended. One that lived for a while begins a new row. */
  void end() {
    if (ticker.read() - began >= LAST.toNanos()) {
      failures = 0;
    }
  }

  /** Waits after a failure. */
  void pause(Kind kind) throws InterruptedException {
    boolean person = kind == Kind.TOO_OLD || kind == Kind.DENIED;
    long first = (person ? LAST : FIRST).toNanos();
    long last = (person ? LONG_LAST : LAST).toNanos();
    long time = Math.min(last, first << Math.min(failures, 10));
    failures++;
    pause.of(Duration.ofNanos((long) (time * (1 - CHANCE * random.getAsDouble()))));
  }
}
