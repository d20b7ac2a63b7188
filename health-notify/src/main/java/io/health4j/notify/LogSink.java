package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells alerts to the host's log, by SLF4J: a line each, CRITICAL ones as errors, WARNING ones as
 * warnings, and those of INFO and those that are over as information. Thread-safe; never fails.
 */
public final class LogSink implements AlertSink {

  /** The logger that is used when none is named. */
  public static final String DEFAULT_LOGGER = "io.health4j.alerts";

  /** Lines beyond this wrap for ever: this project's own judgement. */
  private static final int MOST = 1_000;

  private final Logger logger;

  private LogSink(String logger) {
    this.logger = LoggerFactory.getLogger(logger);
  }

  /**
   * A sink to {@link #DEFAULT_LOGGER}.
   *
   * @return the sink
   */
  public static LogSink of() {
    return of(DEFAULT_LOGGER);
  }

  /**
   * A sink to a logger.
   *
   * @param logger its name
   * @return the sink
   */
  public static LogSink of(String logger) {
    return new LogSink(logger);
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Delivery deliver(Notification notification) {
    String why = Details.word(notification.reason());
    for (Alert alert : notification.alerts()) {
      logger
          .atLevel(level(alert))
          .log(
              "{} ({}): {}: {} [{}]",
              Wording.state(alert),
              why,
              Wording.name(alert),
              Texts.cut(Texts.line(alert.message()), MOST),
              alert.fingerprint());
    }
    return Delivery.delivered();
  }

  private static Level level(Alert alert) {
    if (alert.state().isOver()) {
      return Level.INFO;
    }
    return switch (alert.severity()) {
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case CRITICAL -> Level.ERROR;
    };
  }

  @Override
  public String toString() {
    return "LogSink[" + name() + "]";
  }
}
