package io.health4j.dashboards;

import io.health4j.dashboards.RuleCase.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One series of a test for promtool.
 *
 * @param series its name and labels
 * @param counter whether it is summed up
 * @param value what it is, or grows by, in a state; NaN where it is not there
 */
record Line(String series, boolean counter, ToDoubleFunction<State> value) {

  /** In promtool's notation: a start, what is added, and how often. */
  String values(List<State> states, int[] phases) {
    var runs = new ArrayList<String>();
    double sum = 0;
    for (int i = 0, until; i < phases.length; i = until) {
      double now = of(states.get(i));
      int samples = phases[i];
      for (until = i + 1; until < phases.length && now == of(states.get(until)); until++) {
        samples += phases[until];
      }
      runs.add(run(sum + now, now, samples - 1));
      sum += Double.isNaN(now) ? 0 : samples * now;
    }
    return String.join(" ", runs);
  }

  private double of(State state) {
    return value.applyAsDouble(state);
  }

  private String run(double sum, double now, int more) {
    if (Double.isNaN(now)) {
      return "stale _x" + more;
    }
    return counter ? number(sum) + "+" + number(now) + "x" + more : number(now) + "+0x" + more;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
