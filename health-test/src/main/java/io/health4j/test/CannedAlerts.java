package io.health4j.test;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.Target;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Alerts and notifications as a monitor makes them, for tests of sinks. Always the same. */
public final class CannedAlerts {

  /** When the alerts fired, and the notifications are made. */
  public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  /** What a name or a value may be made of, and what every format has to escape. */
  public static final String NASTY =
      "\"quoted\" 'it' \\back\\ <b>&amp;</b> <!channel> \r\n.\r\nSubject: x\ttab \u0000\u0007\u001b"
          + "\u2028 \ud83d\udd25 é ü 漢字 half \ud800 ${x} %s {}";

  private static final int LONG = 100_000;
  private static final List<Severity> SEVERITIES =
      List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
  private static final List<State> STATES =
      List.of(State.FIRING, State.RESOLVED, State.NO_DATA, State.RECOVERING, State.WITHDRAWN);

  private CannedAlerts() {}

  /**
   * An alert that fired: {@code memory-high} of a target's check {@code memory}, 0.93 of at most
   * 0.8.
   *
   * @param target the target's id
   * @param severity how urgent
   * @return the alert
   */
  public static Alert firing(String target, Severity severity) {
    return new Alert(
        fingerprint(target.hashCode()),
        "memory-high",
        new Target(target, Attributes.of("zone", "a")),
        "memory",
        Attributes.none(),
        Attributes.of("team", "search"),
        severity,
        State.FIRING,
        OptionalDouble.of(0.93),
        OptionalDouble.of(0.8),
        "memory is 93 %, above 80 %",
        AT,
        AT.minusSeconds(30),
        AT,
        null,
        false,
        "",
        "",
        List.of("fired"));
  }

  /**
   * The same alert in another state, a minute later.
   *
   * @param alert the alert
   * @param state its new state
   * @return the alert, with its end when it is over, and without a value when there are no data
   */
  public static Alert in(Alert alert, State state) {
    Instant now = AT.plusSeconds(60);
    return new Alert(
        alert.fingerprint(),
        alert.rule(),
        alert.target(),
        alert.check(),
        alert.subject(),
        alert.labels(),
        alert.severity(),
        state,
        state == State.NO_DATA ? OptionalDouble.empty() : alert.value(),
        alert.limit(),
        alert.message(),
        now,
        alert.startedAt(),
        state == State.PENDING ? null : alert.firedAt(),
        state.isOver() ? now : null,
        alert.flapping(),
        alert.acknowledgedBy(),
        alert.mutedBy(),
        alert.story());
  }

  /**
   * The same alert, which somebody looks after.
   *
   * @param alert the alert
   * @param by who
   * @return the alert
   */
  public static Alert acknowledged(Alert alert, String by) {
    return new Alert(
        alert.fingerprint(),
        alert.rule(),
        alert.target(),
        alert.check(),
        alert.subject(),
        alert.labels(),
        alert.severity(),
        alert.state(),
        alert.value(),
        alert.limit(),
        alert.message(),
        alert.since(),
        alert.startedAt(),
        alert.firedAt(),
        alert.endedAt(),
        alert.flapping(),
        by,
        alert.mutedBy(),
        alert.story());
  }

  /**
   * Alerts that are as unpleasant as can be: {@link #NASTY} wherever a text may stand, messages of
   * 100,000 characters, numbers that are none, all states but PENDING.
   *
   * @param count how many
   * @return the alerts, each with a fingerprint of its own
   */
  public static List<Alert> nasty(int count) {
    String message = NASTY + "\ud83d\udd25".repeat(LONG / 2);
    return IntStream.range(0, count).mapToObj(i -> nasty(i, message)).toList();
  }

  private static Alert nasty(int i, String message) {
    double[] values = {0.5, Double.NaN, Double.POSITIVE_INFINITY, -1e300};
    State state = STATES.get(i % STATES.size());
    return new Alert(
        fingerprint(i),
        "rule " + NASTY,
        new Target("target " + i + NASTY, Attributes.of("label " + NASTY, NASTY)),
        i % 3 == 0 ? "" : NASTY,
        Attributes.of("hw.id", NASTY, "1st", NASTY),
        Attributes.of("zone", "", "hw_id", NASTY),
        SEVERITIES.get(i % 3),
        state,
        i % 7 == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[i % values.length]),
        i % 5 == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[(i + 1) % values.length]),
        message,
        AT,
        AT.minusSeconds(30),
        AT,
        state.isOver() ? AT.plusSeconds(1) : null,
        i % 2 == 0,
        i % 4 == 0 ? NASTY : "",
        "",
        List.of(NASTY, "line two"));
  }

  private static String fingerprint(int seed) {
    return String.format("%016x", 0x9e3779b97f4a7c15L * (seed + 1L));
  }

  /**
   * A notification of some alerts.
   *
   * @param reason why it is told
   * @param alerts the alerts; at least one
   * @return a notification of the group {@code zone=a} by the route {@code canned}
   */
  public static Notification notification(Reason reason, List<Alert> alerts) {
    return new Notification("zone=a", "canned", reason, alerts, AT);
  }

  /**
   * A notification of one alert that {@link #firing} makes, of a target {@code gpu-3}: ended for
   * {@link Reason#ENDED}, acknowledged for {@link Reason#ACKNOWLEDGED}.
   *
   * @param reason why it is told
   * @return the notification
   */
  public static Notification notification(Reason reason) {
    Alert alert = firing("gpu-3", Severity.CRITICAL);
    Alert told =
        switch (reason) {
          case FIRED, REPEATED, ESCALATED -> alert;
          case ENDED -> in(alert, State.RESOLVED);
          case ACKNOWLEDGED -> acknowledged(alert, "ada");
        };
    return notification(reason, List.of(told));
  }
}
