package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has to say of one subject of one target, at one moment of its life. Immutable; its
 * life goes on in newer ones with the same {@link #fingerprint}.
 *
 * @param fingerprint tells it from all others and stays the same from one firing to the next, and
 *     from one run of the host to the next: 16 hexadecimal digits made of target, check, rule and
 *     subject
 * @param rule the rule's name, such as {@code memory-high}
 * @param target whose
 * @param check the check that read the value; empty when the rule is about the whole target
 * @param subject which of its siblings, as a reading's attributes tell, or a finding's {@code
 *     condition} and {@code subject}; empty when there is only one
 * @param labels what the rule adds, for routes and silences to go by
 * @param severity how urgent
 * @param state where it is in its life
 * @param value what was last read, when there is a number; none is known in {@link State#NO_DATA},
 *     and of a finding that is gone
 * @param limit what it is held against, when there is a limit
 * @param message one line for people, with the values in it
 * @param since when it came into this state, for display
 * @param startedAt when the trouble was first seen, for display
 * @param firedAt when it fired, for display; null while it is pending, and when it ended without
 * @param endedAt when it ended, for display; null until then
 * @param flapping whether it comes and goes so often that it is kept firing
 * @param acknowledgedBy who said that they look after it; empty when nobody did
 * @param mutedBy why nobody is told of it now; empty when they are
 * @param story what happened to it so far and what was done about it, from old to new, a line each
 */
public record Alert(
    String fingerprint,
    String rule,
    Target target,
    String check,
    Attributes subject,
    Attributes labels,
    Severity severity,
    State state,
    OptionalDouble value,
    OptionalDouble limit,
    String message,
    Instant since,
    Instant startedAt,
    @Nullable Instant firedAt,
    @Nullable Instant endedAt,
    boolean flapping,
    String acknowledgedBy,
    String mutedBy,
    List<String> story) {

  /** Where an alert is in its life. */
  public enum State {
    /** Its condition is met, but not yet for as long as the rule wants. Nobody is told. */
    PENDING,
    /** It fired. */
    FIRING,
    /** It fired, and the last data were good, but not yet for as long as the rule wants. */
    RECOVERING,
    /** It fired, and now there are no data. Still an alert: only good data resolve it. */
    NO_DATA,
    /**
     * Good data ended it. One that was pending and did not fire is shown so once, without {@link
     * Alert#firedAt}; nobody is told.
     */
    RESOLVED,
    /**
     * Nobody will ever know whether it got well: what it was about is no longer watched. Without
     * {@link Alert#firedAt} it did not fire, and nobody is told.
     */
    WITHDRAWN;

    /**
     * Whether it fired and has not ended.
     *
     * @return true for FIRING, RECOVERING and NO_DATA
     */
    public boolean isActive() {
      return this == FIRING || this == RECOVERING || this == NO_DATA;
    }

    /**
     * Whether it is over.
     *
     * @return true for RESOLVED and WITHDRAWN
     */
    public boolean isOver() {
      return this == RESOLVED || this == WITHDRAWN;
    }
  }

  public Alert {
    story = List.copyOf(story);
  }

  /**
   * The value of a tag: what routes, silences and messages go by.
   *
   * @param name {@code rule}, {@code severity}, {@code target}, {@code check}, one of the rule's
   *     labels, of the subject's attributes or of the target's labels; of equal names the first
   * @return its value, or null when there is none
   */
  public @Nullable String tag(String name) {
    String own =
        switch (name) {
          case "rule" -> rule;
          case "severity" -> severity.name().toLowerCase(Locale.ROOT);
          case "target" -> target.id();
          case "check" -> check.isEmpty() ? null : check;
          default -> labels.get(name);
        };
    if (own != null) {
      return own;
    }
    String attribute = subject.get(name);
    return attribute != null ? attribute : target.labels().get(name);
  }
}
