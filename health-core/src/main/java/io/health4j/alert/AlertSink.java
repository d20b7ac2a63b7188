package io.health4j.alert;

import java.time.Duration;
import java.util.Objects;

/**
 * Where notifications go: a chat, a pager, another alerting system. Implemented by the host or by
 * {@code health-notify}.
 *
 * <p>A sink is called by one thread at a time and may block: a call that outruns {@link #timeout}
 * is given up and tried again. It answers what came of it; what it throws counts as {@link
 * Delivery#failed}. The same notification may come again (at least once): where the service allows,
 * a sink folds by the alerts' fingerprints.
 */
public interface AlertSink extends AutoCloseable {

  /**
   * How long a delivery may take before it is given up: 10 s, as Alertmanager gives its receivers
   * by default.
   */
  Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Delivers a notification.
   *
   * @param notification what to tell
   * @return what came of it
   * @throws Exception when it could not be delivered, and should be tried again
   */
  Delivery deliver(Notification notification) throws Exception;

  /**
   * Its name in metrics and logs, such as {@code slack}; no secrets.
   *
   * @return by default the class's simple name
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * How long a delivery may take.
   *
   * @return from 1 ms to 1 h; by default {@link #DEFAULT_TIMEOUT}
   */
  default Duration timeout() {
    return DEFAULT_TIMEOUT;
  }

  /**
   * How often active alerts must be told again, for services where they expire otherwise.
   *
   * @return from 1 s; zero, the default, when they don't
   */
  default Duration resendEvery() {
    return Duration.ZERO;
  }

  /** Lets go of what it holds. By default nothing. */
  @Override
  default void close() {}

  /**
   * What came of a delivery.
   *
   * @param outcome delivered, failed for now, or rejected for good
   * @param retryAfter how long the service asked to be left alone; zero when it didn't say
   * @param reason why it was not delivered; no secrets
   */
  record Delivery(Outcome outcome, Duration retryAfter, String reason) {

    /** The kinds of outcome. */
    public enum Outcome {
      /** The service has it. */
      DELIVERED,
      /** Not now: to be tried again. */
      FAILED,
      /** The service will never take it: it goes to the dead letters. */
      REJECTED
    }

    private static final Delivery DELIVERED = new Delivery(Outcome.DELIVERED, Duration.ZERO, "");

    public Delivery {
      Objects.requireNonNull(outcome, "outcome");
      if (retryAfter.isNegative()) {
        throw new IllegalArgumentException("retryAfter must be at least 0, was " + retryAfter);
      }
    }

    /**
     * The service has it.
     *
     * @return a delivery that went well
     */
    public static Delivery delivered() {
      return DELIVERED;
    }

    /**
     * It should be tried again, when this side sees fit.
     *
     * @param reason why it failed
     * @return a delivery that failed for now
     */
    public static Delivery failed(String reason) {
      return new Delivery(Outcome.FAILED, Duration.ZERO, reason);
    }

    /**
     * It should be tried again, but not before the service allows.
     *
     * @param wait how long the service asked to be left alone
     * @param reason what it said
     * @return a delivery that failed for now
     */
    public static Delivery retryAfter(Duration wait, String reason) {
      return new Delivery(Outcome.FAILED, wait, reason);
    }

    /**
     * It will never be taken.
     *
     * @param reason why not
     * @return a delivery that failed for good
     */
    public static Delivery rejected(String reason) {
      return new Delivery(Outcome.REJECTED, Duration.ZERO, reason);
    }
  }
}
