package io.health4j.score;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How well a target is, from 0.0 (does not work) to 1.0 (all well), or no score when too little is
 * known; and why. Immutable. The explanation is worked out when it is asked for, since most scores
 * are only looked at.
 */
public final class Score {

  private final double value;
  private final String reason;
  private final List<CheckOutcome> outcomes;

  private Score(double value, String reason, List<CheckOutcome> outcomes) {
    this.value = value;
    this.reason = reason;
    this.outcomes = List.copyOf(outcomes);
  }

  /**
   * A score.
   *
   * @param value from 0 to 1
   * @param outcomes what it was made of
   * @return the score
   * @throws IllegalArgumentException when the value is out of range
   */
  public static Score of(double value, List<CheckOutcome> outcomes) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("score must be from 0 to 1, was " + value);
    }
    return new Score(value, "", outcomes);
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
    return new Score(Double.NaN, reason, outcomes);
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
    double total = total();
    double known = 0;
    for (CheckOutcome outcome : outcomes) {
      known += outcome.status() == Status.UNKNOWN ? 0 : outcome.weight();
    }
    return total == 0 ? 0 : known / total;
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
   * What each check could give and gave, by its status: HEALTHY all of its share, WARNING half, the
   * others none.
   *
   * @return one for each check, in the target's order
   */
  public List<Contribution> contributions() {
    double total = total();
    return outcomes.stream().map(outcome -> contribution(outcome, total)).toList();
  }

  private static Contribution contribution(CheckOutcome outcome, double total) {
    double share = total == 0 ? 0 : outcome.weight() / total;
    return new Contribution(
        outcome.check(), outcome.status(), share, share * worth(outcome.status()));
  }

  private double total() {
    return outcomes.stream().mapToDouble(CheckOutcome::weight).sum();
  }

  static double worth(Status status) {
    return status == Status.HEALTHY ? 1 : status == Status.WARNING ? 0.5 : 0;
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
   * @param share its part of the whole weight, from 0 to 1
   * @param earned what it gave of that, from 0 to {@code share}
   */
  public record Contribution(String check, Status status, double share, double earned) {}
}
