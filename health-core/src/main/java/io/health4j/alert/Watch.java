package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule in a target, with a case for each thing that it looks at there. What a case looks at is
 * searched in {@link #bind}, when the layout of the samples changed; from then on its place in the
 * sample is known, and holding it against the rule is a few steps that allocate nothing.
 */
abstract sealed class Watch permits ReadingWatch, CheckWatch, FindingWatch, TargetWatch {

  /** So many siblings of a reading are looked at in one target. */
  static final int MAX_CASES = 1_000;

  private static final Case[] NONE = {};

  final Ruled ruled;
  final Target target;
  Case[] cases = NONE;
  int count;
  private int next;

  /** How many things found no room. */
  int refused;

  Watch(Ruled ruled, Target target) {
    this.ruled = ruled;
    this.target = target;
  }

  static Watch of(Ruled ruled, Target target) {
    Source source = ruled.rule.source();
    if (source instanceof Source.OfReading one) {
      return new ReadingWatch(ruled, target, one.metric());
    } else if (source instanceof Source.OfRate rate) {
      return new ReadingWatch(ruled, target, rate.metric());
    } else if (source instanceof Source.OfTrend trend) {
      return new ReadingWatch(ruled, target, trend.metric());
    } else if (source instanceof Source.OfAbsence absence) {
      return new ReadingWatch(ruled, target, absence.metric());
    } else if (source instanceof Source.OfFinding finding) {
      return new FindingWatch(ruled, target, finding);
    }
    boolean status = source instanceof Source.OfStatus || source instanceof Source.OfUnknown;
    return status && ruled.rule.where().get("check") != null
        ? new CheckWatch(ruled, target)
        : new TargetWatch(ruled, target);
  }

  /** What a rule on statuses makes of one: 1 when it is bad, 0 when good, NaN when not known. */
  final double judge(Status status) {
    if (ruled.rule.source() instanceof Source.OfStatus of) {
      return status == Status.UNKNOWN ? Double.NaN : status.compareTo(of.worst()) >= 0 ? 1 : 0;
    }
    return status == Status.UNKNOWN ? 1 : 0;
  }

  /** Finds what the rule looks at in samples of this layout. */
  final void bind(List<CheckOutcome> outcomes) {
    refused = 0;
    for (int i = 0; i < count; i++) {
      cases[i].outcome = place(cases[i].check, outcomes);
      cases[i].reading = -1;
    }
    search(outcomes);
  }

  private static int place(String check, List<CheckOutcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).check().equals(check)) {
        return i;
      }
    }
    return -1;
  }

  abstract void search(List<CheckOutcome> outcomes);

  /** Takes in a sample of the layout that was bound. */
  abstract void sampled(TargetHealth health, Moment now);

  /** No sample came for too long. */
  void silent(Moment now) {
    for (int i = 0; i < count; i++) {
      cases[i].unknown(now);
    }
  }

  static boolean isKnown(TargetHealth health, Case one) {
    return one.outcome >= 0 && health.outcomes().get(one.outcome).status() != Status.UNKNOWN;
  }

  /** Gives a thing its place, in the case that it had or a new one; null when it has none. */
  final @Nullable Case seat(
      String check, Attributes subject, @Nullable Metric metric, int outcome, int reading) {
    if (!Where.holds(ruled.rule.where(), target, check, subject)) {
      return null;
    }
    Case found = find(check, subject);
    if (found == null && hasRoom()) {
      found = open(new Case(ruled, target, check, subject, metric));
    }
    if (found == null) {
      refused++;
    } else {
      found.outcome = outcome;
      found.reading = reading;
    }
    return found;
  }

  /** They mostly come in the same order, so the search goes on where it ended. */
  private @Nullable Case find(String check, Attributes subject) {
    for (int i = 0; i < count; i++) {
      next = next + 1 >= count ? 0 : next + 1;
      Case one = cases[next];
      if (one.check.equals(check) && one.subject.equals(subject)) {
        return one;
      }
    }
    return null;
  }

  private boolean hasRoom() {
    for (int i = count - 1; count >= MAX_CASES && i >= 0; i--) {
      if (cases[i].isIdleAndGone()) {
        close(i);
      }
    }
    return count < MAX_CASES;
  }

  final Case open(Case one) {
    if (count == cases.length) {
      cases = Arrays.copyOf(cases, Math.max(1, count * 2));
    }
    cases[count] = one;
    next = count;
    count++;
    ruled.fed = true;
    return one;
  }

  /** The order of the others stays. */
  final void close(int index) {
    count--;
    System.arraycopy(cases, index + 1, cases, index, count - index);
    Arrays.fill(cases, count, count + 1, null);
  }
}
