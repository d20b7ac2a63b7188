package io.health4j.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts how good alerts are, over many series. A row is over when its value is above the limit.
 * Ten rows over in a row are a breach, and breaches less than ten rows apart are one. An alert is
 * wrong when it overlaps no breach, or only such as already had an alert. A breach is missed unless
 * an alert fires at its start or begins at most five rows later.
 */
final class AlertScore {

  private record Breach(int from, int to) {}

  private int breaches;
  private int alerts;
  private int wrong;
  private int missed;
  private int latest;
  private long inside;
  private long outside;

  /**
   * Takes in a series.
   *
   * @param over which rows are over
   * @param firing after which rows an alert fires
   */
  void add(boolean[] over, boolean[] firing) {
    List<Breach> found = breaches(over);
    breaches += found.size();
    for (Breach breach : found) {
      inside += breach.to - breach.from;
      start(breach, firing);
    }
    boolean[] had = new boolean[found.size()];
    for (int from = 0; from < firing.length; from++) {
      if (firing[from]) {
        int to = end(firing, from);
        alert(found, had, from, to);
        from = to;
      }
    }
  }

  private void start(Breach breach, boolean[] firing) {
    for (int delay = 0; delay <= 5; delay++) {
      if (firing[breach.from + delay]) {
        latest = Math.max(latest, delay);
        return;
      }
    }
    missed++;
  }

  private void alert(List<Breach> found, boolean[] had, int from, int to) {
    boolean isNew = false;
    outside += to - from;
    for (int i = 0; i < had.length; i++) {
      int common = Math.min(to, found.get(i).to) - Math.max(from, found.get(i).from);
      if (common > 0) {
        outside -= common;
        isNew |= !had[i];
        had[i] = true;
      }
    }
    alerts++;
    wrong += isNew ? 0 : 1;
  }

  private static List<Breach> breaches(boolean[] over) {
    var found = new ArrayList<Breach>();
    for (int from = 0; from < over.length; from++) {
      int to = over[from] ? end(over, from) : from;
      if (to - from >= 10) {
        int last = found.size() - 1;
        boolean joins = last >= 0 && from - found.get(last).to < 10;
        found.add(new Breach(joins ? found.remove(last).from : from, to));
      }
      from = to;
    }
    return found;
  }

  private static int end(boolean[] rows, int from) {
    int to = from;
    while (to < rows.length && rows[to]) {
      to++;
    }
    return to;
  }

  int breaches() {
    return breaches;
  }

  int alerts() {
    return alerts;
  }

  /** The share of alerts that are wrong. */
  double wrong() {
    return (double) wrong / alerts;
  }

  /** The share of breaches that are missed. */
  double missed() {
    return (double) missed / breaches;
  }

  /** The longest delay of those that are not missed, in rows. */
  int latest() {
    return latest;
  }

  /** Rows that fire outside breaches, in relation to those in breaches. */
  double outside() {
    return (double) outside / inside;
  }

  @Override
  public String toString() {
    return String.format(
        "%5d breaches, %6d alerts: wrong %5.1f %%, missed %5.2f %%, latest %d, outside %5.1f %%",
        breaches, alerts, 100 * wrong(), 100 * missed(), latest, 100 * outside());
  }
}
