package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule on what checks found. Findings come and go from sample to sample, so they are searched in
 * each: a finding that is bad opens a case, and from then on a sample without it is a good one, if
 * its check says what it found at all. What is well costs nothing, and is forgotten an hour after
 * it last had an alert.
 *
 * <p>Not known is what a finding that is UNKNOWN is about, with all of its parts: of a GPU that
 * hangs nobody knows whether it is still hot. Without a subject it is about all that its check
 * looks at, as a check is that is UNKNOWN without saying of what.
 */
final class FindingWatch extends Watch {

  private static final String CONDITION = "condition";
  private static final String SUBJECT = "subject";

  private final Source.OfFinding source;
  private final Attributes scope;
  private int next;

  FindingWatch(Ruled ruled, Target target, Source.OfFinding source) {
    super(ruled, target);
    this.source = source;
    this.scope = scope(ruled.rule.where());
  }

  /** What the rule wants of a check, whatever it finds. */
  private static Attributes scope(Attributes where) {
    var tags = new TreeMap<String, String>();
    where.forEach(tags::put);
    tags.remove(CONDITION);
    tags.remove(SUBJECT);
    return Attributes.of(tags);
  }

  @Override
  void search(List<CheckOutcome> outcomes) {}

  @Override
  void sampled(TargetHealth health, Moment now) {
    refused = 0;
    for (int i = 0; i < count; i++) {
      cases[i].reading = -1;
    }
    List<CheckOutcome> outcomes = health.outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      take(outcomes.get(i), i);
    }
    for (int i = 0; i < count; i++) {
      if (isOver(cases[i], outcomes, now)) {
        close(i);
        i--;
      }
    }
  }

  private void take(CheckOutcome outcome, int place) {
    boolean answered = outcome.status() != Status.UNKNOWN;
    if (answered && !ruled.fed && Where.holds(scope, target, outcome.check(), Attributes.none())) {
      ruled.fed = true;
    }
    List<Finding> findings = outcome.result().findings();
    for (int i = 0; i < findings.size(); i++) {
      if (Matching.one(source.condition(), findings.get(i).condition())) {
        take(outcome, place, i);
      }
    }
  }

  private void take(CheckOutcome outcome, int place, int index) {
    List<Finding> findings = outcome.result().findings();
    Finding finding = findings.get(index);
    Case one = find(outcome.check(), finding);
    if (one == null && verdict(finding.status()) == 1) {
      one = seat(outcome.check(), subject(finding), null, place, index);
      if (one != null) {
        one.finding = finding;
      }
    } else if (one != null && (one.reading < 0 || isWorse(finding, findings.get(one.reading)))) {
      one.reading = index;
    }
  }

  /** Told twice, the worse counts. */
  private static boolean isWorse(Finding one, Finding other) {
    return one.status().compareTo(other.status()) > 0;
  }

  private static Attributes subject(Finding finding) {
    return finding.subject().isEmpty()
        ? Attributes.of(CONDITION, finding.condition())
        : Attributes.of(CONDITION, finding.condition(), SUBJECT, finding.subject());
  }

  /** They mostly come in the same order, so the search goes on where it ended. */
  private @Nullable Case find(String check, Finding finding) {
    for (int i = 0; i < count; i++) {
      next = next + 1 >= count ? 0 : next + 1;
      Case one = cases[next];
      Finding last = one.finding;
      if (last != null
          && last.subject().equals(finding.subject())
          && last.condition().equals(finding.condition())
          && one.check.equals(check)) {
        return one;
      }
    }
    return null;
  }

  private double verdict(Status status) {
    if (source.worst() == Status.UNKNOWN) {
      return status == Status.UNKNOWN ? 1 : 0;
    }
    return status == Status.UNKNOWN ? Double.NaN : status.compareTo(source.worst()) >= 0 ? 1 : 0;
  }

  /** Holds a case against the sample; returns whether it can be forgotten. */
  private boolean isOver(Case one, List<CheckOutcome> outcomes, Moment now) {
    CheckResult result = one.outcome < 0 ? null : outcomes.get(one.outcome).result();
    Finding found = result == null || one.reading < 0 ? null : result.findings().get(one.reading);
    double value = found == null ? absent(one, result) : verdict(found.status());
    if (value == 0) {
      return one.well(now);
    } else if (found == null || value != 1) {
      one.unknown(now);
    } else {
      one.finding = found;
      one.add(now, 1, Double.NaN);
    }
    return false;
  }

  /** What it says of a subject that there is no finding about it. */
  private static double absent(Case one, @Nullable CheckResult result) {
    if (result == null || one.finding == null) {
      return Double.NaN;
    }
    boolean known = result.status() != Status.UNKNOWN;
    List<Finding> findings = result.findings();
    for (int i = 0; i < findings.size(); i++) {
      Finding other = findings.get(i);
      if (other.status() == Status.UNKNOWN) {
        known = true; // it is said of what nobody knows
        if (isPart(one.finding.subject(), other.subject())) {
          return Double.NaN;
        }
      }
    }
    return known ? 0 : Double.NaN;
  }

  /** A part's name is that of the whole, a space, and its own. */
  private static boolean isPart(String subject, String whole) {
    return whole.isEmpty()
        || (subject.startsWith(whole)
            && (subject.length() == whole.length() || subject.charAt(whole.length()) == ' '));
  }
}
