package io.health4j.prometheus;

import io.health4j.MetricsBinder.Standard;
import io.health4j.check.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a scrape can show: room for so many series, and none that could break a scrape. Not
 * thread-safe.
 */
final class Families {

  /**
   * 1,000 of one metric in one target: this project's own judgement, a tenth of what there is room
   * for in all, so that a label that never repeats takes the room of no other.
   */
  static final int MAX_OF_METRIC = 1_000;

  private static final int MAX_TOLD = 1_000;

  private final int maxSeries;
  private final Map<String, Family> families = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<Family> changed = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final List<String> untold = new ArrayList<>();
  private int shown;
  private long dropped;

  /** Names that every monitor has are taken from the start: no reading may have them. */
  Families(int maxSeries) {
    this.maxSeries = maxSeries;
    for (Metric metric : Standard.ALL) {
      var family = new Family(Family.Spec.of(metric, true));
      families.put(family.spec().shownAs(), family);
      if (family.spec().type() == Family.Type.SUMMARY) {
        taken.add(PrometheusNames.family(metric.name(), null));
        taken.add(family.spec().shownAs() + "_count");
        taken.add(family.spec().shownAs() + "_sum");
      }
    }
  }

  /** Takes room for so many more series of targets; otherwise they count as dropped. */
  boolean take(int more, String metric) {
    if (shown + more > maxSeries) {
      drop(more, metric, "of all targets " + maxSeries + " are shown at most");
      return false;
    }
    shown += more;
    return true;
  }

  /** Gives back what {@link #take} took. */
  void give(int series) {
    shown -= series;
  }

  void drop(int series, String metric, String why) {
    dropped += series;
    if (told.size() < MAX_TOLD && told.add(metric)) {
      untold.add("series of " + metric + " are left out: " + why);
    }
  }

  /** Shows a series; null when its name or labels clash with another's. */
  @Nullable Series add(Family.Spec spec, String suffix, Labels labels) {
    String shownAs = spec.shownAs();
    if (taken.contains(shownAs)) {
      return null;
    }
    Family family = families.get(shownAs);
    if (family == null || (family.isEmpty() && !family.spec().standard())) {
      family =
          new Family(spec); // what had the name in this round, and is gone, may have been other
      families.put(shownAs, family);
    }
    return family.spec().agreesWith(spec) ? family.add(suffix, labels) : null;
  }

  void remove(Series series) {
    series.family.remove(series);
    changed.add(series.family);
  }

  /** Ends a round of changes. */
  void tidy() {
    if (changed.isEmpty()) {
      return;
    }
    changed.forEach(Family::tidy);
    families.values().removeIf(f -> changed.contains(f) && f.isEmpty() && !f.spec().standard());
    changed.clear();
  }

  int shown() {
    return shown;
  }

  long dropped() {
    return dropped;
  }

  /** What is to be logged, once. */
  List<String> news() {
    List<String> news = List.copyOf(untold);
    untold.clear();
    return news;
  }

  void writeTo(Page page, ScrapeFormat format) {
    families.values().forEach(family -> family.writeTo(page, format));
  }
}
