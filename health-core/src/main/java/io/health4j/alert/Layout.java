package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import java.util.List;

/**
 * Which readings a target's sample had, and where. As long as the next sample has the same at the
 * same places, each rule finds its readings where it found them before, and there is none that it
 * did not see; so samples are searched only when their layout changed. Checks mostly keep their
 * metrics and attributes, so that two names or attributes that are equal mostly are the same
 * object.
 */
final class Layout {

  private final String[] checks;
  private final int[] counts;
  private final String[] metrics;
  private final Attributes[] attributes;

  Layout(List<CheckOutcome> outcomes) {
    checks = outcomes.stream().map(CheckOutcome::check).toArray(String[]::new);
    counts = outcomes.stream().mapToInt(each -> each.result().readings().size()).toArray();
    List<Reading> all =
        outcomes.stream().flatMap(each -> each.result().readings().stream()).toList();
    metrics = all.stream().map(each -> each.metric().name()).toArray(String[]::new);
    attributes = all.stream().map(Reading::attributes).toArray(Attributes[]::new);
  }

  boolean fits(List<CheckOutcome> outcomes) {
    if (outcomes.size() != checks.length) {
      return false;
    }
    int place = 0;
    for (int i = 0; i < checks.length; i++) {
      CheckOutcome outcome = outcomes.get(i);
      List<Reading> readings = outcome.result().readings();
      if (readings.size() != counts[i]
          || !checks[i].equals(outcome.check())
          || !fits(readings, place)) {
        return false;
      }
      place += counts[i];
    }
    return true;
  }

  private boolean fits(List<Reading> readings, int from) {
    for (int i = 0; i < readings.size(); i++) {
      Reading reading = readings.get(i);
      if (!metrics[from + i].equals(reading.metric().name())
          || !attributes[from + i].equals(reading.attributes())) {
        return false;
      }
    }
    return true;
  }
}
