package io.health4j.score;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How well a target is, from 0.0 (does not work) to 1.0 (all well), or no score when too little is
 * known; and why. Immutable. What each check gave by its weight is worked out when it is asked for,
 * since most scores are only looked at.
 */
public final class Score {

  private final double value;
  private final String reason;
  private final List<CheckOutcome> outcomes;
  private final @Nullable List<Contribution> explained;

  private Score(
      double value,
      String reason,
      List<CheckOutcome> outcomes,
      @Nullable List<Contribution> explained) {
    this.value = value;
    this.reason = reason;
    this.outcomes = List.copyOf(outcomes);
    this.explained = explained;
  }

  /**
   * A score that is explained by the checks' weights.
   *
   * @param value from 0 to 1
   * @param outcomes what it was made of
   * @return the score
   * @throws IllegalArgumentException when the value is out of range
   */
  public static Score of(double value, List<CheckOutcome> outcomes) {
    return new Score(inRange(value), "", outcomes, null);
  }

  /**
   * A score with an explanation of its own.
   *
   * @param value from 0 to 1
   * @param outcomes what it was made of
   * @param contributions what each check gave to it, in the same order
   * @return the score
   * @throws IllegalArgumentException when the value is out of range
   */
  public static Score of(
      double value, List<CheckOutcome> outcomes, List<Contribution> contributions) {
    return new Score(inRange(value), "", outcomes, List.copyOf(contributions));
  }

  private static double inRange(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("score must be from 0 to 1, was " + value);
    }
    return value;
  }

  /**
   * No score.
   *
   * @param reason why there is none
   * @param outcomes what was there
   * @return a score without a value
   * @throws IllegalArgumentException when the reason is blank
   */
  public static Score none(String reason, List<CheckOutcome> outcomes) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("no score must have a reason, had none");
    }
    return new Score(Double.NaN, reason, outcomes, null);
  }

  /**
   * The number.
   *
   * @return from 0 to 1, or empty when too little is known
   */
  public OptionalDouble value() {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Why there is no number.
   *
   * @return the reason; empty when there is a number
   */
  public String reason() {
    return reason;
  }

  /**
   * The share of the weight whose status is known.
   *
   * @return from 0 to 1; 0 when nothing has weight
   */
  public double known() {
    double total = weight(outcomes, false);
    return total == 0 ? 0 : weight(outcomes, true) / total;
  }

  /**
   * The vital checks that are CRITICAL.
   *
   * @return their names, in the target's order
   */
  public List<String> vetoes() {
    return outcomes.stream()
        .filter(outcome -> outcome.vital() && outcome.status() == Status.CRITICAL)
        .map(CheckOutcome::check)
        .toList();
  }

  /**
   * What each check could give, and gave. By weight, a check that is HEALTHY gives its weight,
   * WARNING half of it and CRITICAL nothing, out of the weight that is known; an unknown one gives
   * nothing, and takes nothing away.
   *
   * @return one for each check, in the target's order
   */
  public List<Contribution> contributions() {
    List<Contribution> given = explained;
    return given != null ? given : byWeight(outcomes);
  }

  private static List<Contribution> byWeight(List<CheckOutcome> outcomes) {
    double total = weight(outcomes, false);
    double known = weight(outcomes, true);
    return outcomes.stream()
        .map(
            each -> {
              double share = total == 0 ? 0 : each.weight() / total;
              double earned = known == 0 ? 0 : each.weight() * worth(each.status()) / known;
              return new Contribution(each.check(), each.status(), share, earned);
            })
        .toList();
  }

  private static double weight(List<CheckOutcome> outcomes, boolean onlyKnown) {
    double sum = 0;
    for (CheckOutcome outcome : outcomes) {
      sum += onlyKnown && outcome.status() == Status.UNKNOWN ? 0 : outcome.weight();
    }
    return sum;
  }

  static double worth(Status status) {
    return status == Status.HEALTHY ? 1 : status == Status.WARNING ? 0.5 : 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Score that
        && Double.compare(value, that.value) == 0
        && reason.equals(that.reason)
        && outcomes.equals(that.outcomes)
        && Objects.equals(explained, that.explained);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, reason, outcomes);
  }

  /** The number with two decimals, or why there is none. */
  @Override
  public String toString() {
    return reason.isEmpty() ? String.format(Locale.ROOT, "%.2f", value) : "none (" + reason + ")";
  }

  /**
   * One check's part in a score.
   *
   * @param check the check's name
   * @param status what it found
   * @param share its part of the whole, from 0 to 1
   * @param earned what it gave to the score; all together they are the score, unless it was vetoed
   */
  public record Contribution(String check, Status status, double share, double earned) {}
}
