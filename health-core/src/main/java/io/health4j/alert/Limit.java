package io.health4j.alert;

import io.health4j.check.Threshold;

/**
 * Where a value begins and ceases to be bad.
 *
 * @param direction 1 when larger values are worse, −1 when smaller ones are
 * @param enter bad beyond this
 * @param clear good again at or before this; what lies between is neither
 */
record Limit(int direction, double enter, double clear) {

  /** Of what is bad or not, as 1 or 0. */
  static final Limit YES_OR_NO = new Limit(1, 0.5, 0.5);

  static Limit of(String rule, int direction, double enter) {
    if (enter == 0) {
      throw new IllegalArgumentException("rule '" + rule + "' at 0 needs its own clear value");
    }
    double clear = enter - direction * Math.abs(enter) * Threshold.DEFAULT_MARGIN;
    return of(rule, direction, enter, clear);
  }

  static Limit of(String rule, int direction, double enter, double clear) {
    if (!Double.isFinite(enter) || !Double.isFinite(clear)) {
      throw new IllegalArgumentException(
          "limit of rule '" + rule + "' must be finite, was " + enter + ", clear " + clear);
    }
    if (direction * clear > direction * enter) {
      String side = direction > 0 ? "above" : "below";
      throw new IllegalArgumentException(
          "clear of rule '"
              + rule
              + "' must not be "
              + side
              + " its limit, was limit "
              + enter
              + ", clear "
              + clear);
    }
    return new Limit(direction, enter, clear);
  }

  boolean isBad(double value) {
    return direction * value > direction * enter;
  }

  boolean isGood(double value) {
    return direction * value <= direction * clear;
  }

  String text() {
    return equals(YES_OR_NO) ? "" : (direction > 0 ? " above " : " below ") + enter;
  }
}
