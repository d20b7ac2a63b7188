package io.health4j.notify;

import io.health4j.alert.AlertSink.Delivery;
import java.time.Duration;

/**
 * What came of a request: an answer, or none.
 *
 * @param status 0 when there was no answer
 * @param body the beginning of the answer's body; never shown, as it may repeat what was asked
 * @param retryAfter how long the service asked to be left alone; zero when it didn't
 * @param trouble why there was no answer; empty when there was one
 */
record HttpReply(int status, String body, Duration retryAfter, String trouble) {

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int CLIENT_ERROR = 400;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  static HttpReply none(String trouble) {
    return new HttpReply(0, "", Duration.ZERO, trouble);
  }

  boolean isOk() {
    return status >= OK && status < REDIRECT;
  }

  /** Timeouts and limits pass, and so do a server's own errors; what a client did wrong doesn't. */
  Delivery delivery() {
    if (isOk()) {
      return Delivery.delivered();
    }
    return passes() ? Delivery.retryAfter(retryAfter, reason()) : Delivery.rejected(reason());
  }

  private boolean passes() {
    return switch (status) {
      case 0, REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY_REQUESTS -> true;
      default -> status >= SERVER_ERROR;
    };
  }

  private String reason() {
    if (status == 0) {
      return trouble;
    }
    boolean moved = status >= REDIRECT && status < CLIENT_ERROR;
    return "answered " + status + (moved ? ", but redirects are not followed" : "");
  }
}
