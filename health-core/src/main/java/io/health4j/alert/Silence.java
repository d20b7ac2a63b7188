package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.time.Durations;
import java.time.Duration;

/**
 * Keeps the alerts that match from being told for a while. They live on, and what still fires at
 * its end is told then. Immutable.
 *
 * @param matcher tags and values that an alert must all have, see {@link Alert#tag}; a value that
 *     ends with {@code *} matches what begins so
 * @param lasts how long, from 1 s to 365 days
 * @param reason why, and who says so; for people
 */
public record Silence(Attributes matcher, Duration lasts, String reason) {

  public Silence {
    if (matcher.size() == 0) {
      throw new IllegalArgumentException("a silence must match a tag, matched none");
    }
    Durations.inRange("silence", lasts, Duration.ofSeconds(1), Duration.ofDays(365));
  }

  /**
   * A silence.
   *
   * @param lasts how long, from 1 s to 365 days
   * @param reason why, and who says so
   * @param tagsAndValues tag, value, tag, value, …; at least one pair
   * @return the silence
   * @throws IllegalArgumentException for no pair, an odd count, or a time out of range
   */
  public static Silence of(Duration lasts, String reason, String... tagsAndValues) {
    return new Silence(Attributes.of(tagsAndValues), lasts, reason);
  }

  /**
   * Whether an alert is meant.
   *
   * @param alert the alert
   * @return true when it has all the tags
   */
  public boolean matches(Alert alert) {
    return Matching.all(matcher, alert);
  }
}
