package io.health4j.check;

import java.util.OptionalDouble;

/**
 * One thing that is wrong, in enough words to act on.
 *
 * @param condition what kind of thing, in lower case with dashes ({@code disk-full}); stable, for
 *     rules to refer to
 * @param subject which one: a mount, a GPU, a task type; empty when there is only one
 * @param status how bad it is
 * @param value what was read, when it is a number
 * @param limit what it was held against, when there is a limit
 * @param limitSource where the limit comes from ("default", "configured", "reported by the
 *     device"); empty without a limit
 * @param remedy what to do about it; may be empty
 */
public record Finding(
    String condition,
    String subject,
    Status status,
    OptionalDouble value,
    OptionalDouble limit,
    String limitSource,
    String remedy) {

  public Finding {
    if (condition.isBlank()) {
      throw new IllegalArgumentException("a finding's condition must not be blank");
    }
  }

  /**
   * A finding without value, limit and remedy.
   *
   * @param condition what kind of thing is wrong; not blank
   * @param subject which one; empty when there is only one
   * @param status how bad it is
   * @return the finding
   */
  public static Finding of(String condition, String subject, Status status) {
    var none = OptionalDouble.empty();
    return new Finding(condition, subject, status, none, none, "", "");
  }

  /**
   * This finding with the value that was read.
   *
   * @param read the value
   * @return a new finding
   */
  public Finding value(double read) {
    var now = OptionalDouble.of(read);
    return new Finding(condition, subject, status, now, limit, limitSource, remedy);
  }

  /**
   * This finding with the limit that was passed.
   *
   * @param passed the limit
   * @param source where it comes from
   * @return a new finding
   */
  public Finding limit(double passed, String source) {
    var now = OptionalDouble.of(passed);
    return new Finding(condition, subject, status, value, now, source, remedy);
  }

  /**
   * This finding with what to do.
   *
   * @param advice one imperative sentence
   * @return a new finding
   */
  public Finding remedy(String advice) {
    return new Finding(condition, subject, status, value, limit, limitSource, advice);
  }
}
