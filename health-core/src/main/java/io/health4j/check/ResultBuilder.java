package io.health4j.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Collects readings and findings; the status is that of the worst finding. Not thread-safe; used
 * within one call of a check.
 */
public final class ResultBuilder {

  private final List<Reading> readings = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final StringJoiner texts = new StringJoiner("; ");
  private String message = "";

  ResultBuilder() {}

  /**
   * Adds a value.
   *
   * @param metric what is measured
   * @param value the value, finite
   * @return this
   */
  public ResultBuilder reading(Metric metric, double value) {
    return reading(Reading.of(metric, value));
  }

  /**
   * Adds a value with attributes.
   *
   * @param metric what is measured
   * @param value the value, finite
   * @param attributes what tells it from its siblings
   * @return this
   */
  public ResultBuilder reading(Metric metric, double value, Attributes attributes) {
    return reading(Reading.of(metric, value, attributes));
  }

  /**
   * Adds a reading.
   *
   * @param reading the reading
   * @return this
   */
  public ResultBuilder reading(Reading reading) {
    readings.add(reading);
    return this;
  }

  /**
   * Adds something that is wrong.
   *
   * @param finding what is wrong
   * @return this
   */
  public ResultBuilder finding(Finding finding) {
    return finding(finding, text(finding));
  }

  private ResultBuilder finding(Finding finding, String text) {
    findings.add(finding);
    texts.add(text);
    return this;
  }

  /**
   * Holds a value against a threshold, and adds a finding when it is beyond.
   *
   * @param context the check's context, for the status before
   * @param condition the finding's condition
   * @param subject the finding's subject; empty when there is only one
   * @param value what was read
   * @param threshold what it is held against
   * @param remedy what to do; may be empty
   * @return this
   */
  public ResultBuilder judge(
      CheckContext context,
      String condition,
      String subject,
      double value,
      Threshold threshold,
      String remedy) {
    Status status = threshold.judge(value, context.previousStatus(condition, subject));
    if (status.isFailing()) {
      var finding =
          Finding.of(condition, subject, status)
              .value(value)
              .limit(threshold.limit(status), threshold.source())
              .remedy(remedy);
      boolean leaving = threshold.isLeaving(status, value);
      finding(finding, text(finding) + (leaving ? until(threshold.leave(status)) : ""));
    } else if (status == Status.UNKNOWN) {
      finding(Finding.of(condition, subject, status));
    }
    return this;
  }

  /**
   * Adds something that happened since the last look. It does not change the status.
   *
   * @param occurrence what happened
   * @return this
   */
  public ResultBuilder occurrence(Occurrence occurrence) {
    occurrences.add(occurrence);
    return this;
  }

  /**
   * Sets the line for people. Without one, the line is made of the findings.
   *
   * @param line one line, no secrets
   * @return this
   */
  public ResultBuilder message(String line) {
    message = line;
    return this;
  }

  /**
   * Makes the result.
   *
   * @return the result
   */
  public CheckResult build() {
    Status worst = Status.HEALTHY;
    for (Finding finding : findings) {
      worst = worst.worse(finding.status());
    }
    String line = message.isEmpty() || findings.isEmpty() ? message : message + "; ";
    return new CheckResult(worst, line + texts, readings, findings, occurrences, null);
  }

  private static String text(Finding finding) {
    var text = new StringBuilder(finding.condition());
    text.append(finding.subject().isEmpty() ? "" : " " + finding.subject());
    finding.value().ifPresent(value -> text.append(' ').append(number(value)));
    finding.limit().ifPresent(limit -> text.append(" (limit ").append(number(limit)).append(')'));
    return text.toString();
  }

  /** Why a value within its limit still counts. */
  private static String until(double leave) {
    return " until it is back at " + number(leave);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
