package io.health4j.notify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The header of RFC 9110, section 10.2.3: seconds, or a date. */
final class RetryAfter {

  /** A service that asks for more is asked again after this: 1 h, this project's own judgement. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern MANY_SECONDS = Pattern.compile("\\d+");

  private RetryAfter() {}

  /**
   * How long to wait; zero when the header says nothing that can be read, or a time gone by.
   *
   * @param now what a date is held against
   */
  static Duration read(String header, Instant now) {
    String value = header.strip();
    if (SECONDS.matcher(value).matches()) {
      return bounded(Duration.ofSeconds(Integer.parseInt(value)));
    }
    return MANY_SECONDS.matcher(value).matches() ? LONGEST : until(value, now);
  }

  private static Duration until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(Duration.between(now, then));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
