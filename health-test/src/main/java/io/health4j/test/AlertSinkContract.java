package io.health4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertSink;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What each {@link AlertSink} must hold to. A test class implements this, and says how to make a
 * sink whose service takes all that keeps to its rules.
 */
public interface AlertSinkContract {

  /**
   * Makes the sink to be tried; called once a test, which closes it.
   *
   * @return a sink to a service that is there
   */
  AlertSink sink();

  /**
   * What the sink was made with and nobody may see: URLs, tokens, passwords.
   *
   * @return none by default
   */
  default Set<String> secrets() {
    return Set.of();
  }

  /**
   * Whatever the reason, a notification is delivered.
   *
   * @throws Exception when the sink throws it
   */
  @Test
  default void deliver_anyReason_isDelivered() throws Exception {
    try (AlertSink sink = sink()) {
      for (Reason reason : Reason.values()) {
        assertDelivered(sink, CannedAlerts.notification(reason));
      }
    }
  }

  /**
   * The same notification may come again: at least once.
   *
   * @throws Exception when the sink throws it
   */
  @Test
  default void deliver_sameAgain_isDelivered() throws Exception {
    try (AlertSink sink = sink()) {
      assertDelivered(sink, CannedAlerts.notification(Reason.FIRED));
      assertDelivered(sink, CannedAlerts.notification(Reason.FIRED));
    }
  }

  /**
   * An alert with nasty and endless texts, in any state, is delivered.
   *
   * @throws Exception when the sink throws it
   */
  @Test
  default void deliver_nastyTexts_isDelivered() throws Exception {
    try (AlertSink sink = sink()) {
      for (Alert alert : CannedAlerts.nasty(20)) {
        assertDelivered(sink, CannedAlerts.notification(Reason.FIRED, List.of(alert)));
      }
    }
  }

  /**
   * A notification of 300 alerts is delivered, whatever the reason.
   *
   * @throws Exception when the sink throws it
   */
  @Test
  default void deliver_manyAlerts_isDelivered() throws Exception {
    List<Alert> alerts = CannedAlerts.nasty(300);
    try (AlertSink sink = sink()) {
      for (Reason reason : Reason.values()) {
        assertDelivered(sink, CannedAlerts.notification(reason, alerts));
      }
    }
  }

  /** Its settings are within their bounds. */
  @Test
  default void settings_ofTheSink_areInRange() {
    try (AlertSink sink = sink()) {
      assertFalse(sink.name().isBlank(), "a blank name");
      Duration timeout = sink.timeout();
      assertTrue(
          timeout.compareTo(Duration.ofMillis(1)) >= 0
              && timeout.compareTo(Duration.ofHours(1)) <= 0,
          () -> "timeout " + timeout);
      Duration resend = sink.resendEvery();
      assertTrue(
          resend.isZero() || resend.compareTo(Duration.ofSeconds(1)) >= 0,
          () -> "resendEvery " + resend);
      assertEquals(sink.name(), sink.name(), "name, asked twice");
    }
  }

  /** Nothing that it shows of itself has a secret in it. */
  @Test
  default void texts_ofTheSink_hideSecrets() {
    try (AlertSink sink = sink()) {
      for (String secret : secrets()) {
        assertFalse(sink.toString().contains(secret), "a secret in toString");
        assertFalse(sink.name().contains(secret), "a secret in name");
      }
    }
  }

  /**
   * It may be closed more than once, before and after it was used.
   *
   * @throws Exception when the sink throws it
   */
  @Test
  default void close_twice_isFine() throws Exception {
    AlertSink unused = sink();
    unused.close();
    unused.close();
    AlertSink used = sink();
    assertDelivered(used, CannedAlerts.notification(Reason.FIRED));
    used.close();
    used.close();
  }

  private static void assertDelivered(AlertSink sink, Notification notification) throws Exception {
    Delivery delivery = sink.deliver(notification);
    assertNotNull(delivery, "what came of a delivery");
    assertEquals(
        Delivery.Outcome.DELIVERED,
        delivery.outcome(),
        () -> notification.reason() + " of " + notification.alerts().size() + ": " + delivery);
  }
}
