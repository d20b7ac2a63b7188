package io.health4j.alert;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.util.List;

/** A rule on a reading: on its value, what is made of it, or whether it is there. */
final class ReadingWatch extends Watch {

  private final String metric;
  private final boolean absence;
  private final String progress;
  private int progressOutcome;
  private int progressReading;

  ReadingWatch(Ruled ruled, Target target, String metric) {
    super(ruled, target);
    this.metric = metric;
    this.absence = ruled.rule.source() instanceof Source.OfAbsence;
    this.progress = ruled.rule.hold() instanceof Hold.Progress of ? of.metric() : "";
  }

  @Override
  void search(List<CheckOutcome> outcomes) {
    progressOutcome = -1;
    for (int i = 0; i < outcomes.size(); i++) {
      CheckOutcome outcome = outcomes.get(i);
      List<Reading> readings = outcome.result().readings();
      for (int j = 0; j < readings.size(); j++) {
        Reading reading = readings.get(j);
        String name = reading.metric().name();
        if (name.equals(metric)) {
          seat(outcome.check(), reading.attributes(), reading.metric(), i, j);
        }
        if (name.equals(progress) && progressOutcome < 0) {
          progressOutcome = i;
          progressReading = j;
          ruled.progressed = true;
        }
      }
    }
  }

  @Override
  void sampled(TargetHealth health, Moment now) {
    double progressed = progressOutcome < 0 ? Double.NaN : progress(health);
    for (int i = 0; i < count; i++) {
      Case one = cases[i];
      boolean known = isKnown(health, one);
      boolean there = known && one.reading >= 0;
      if (absence) {
        one.add(now, there ? 0 : 1, progressed);
      } else if (there) {
        one.add(now, value(health, one.outcome, one.reading), progressed);
      } else if (!known) {
        one.unknown(now);
      } else if (one.gone(now)) {
        close(i);
        i--;
      }
    }
  }

  private double progress(TargetHealth health) {
    boolean known = health.outcomes().get(progressOutcome).status() != Status.UNKNOWN;
    return known ? value(health, progressOutcome, progressReading) : Double.NaN;
  }

  private static double value(TargetHealth health, int outcome, int reading) {
    return health.outcomes().get(outcome).result().readings().get(reading).value();
  }
}
