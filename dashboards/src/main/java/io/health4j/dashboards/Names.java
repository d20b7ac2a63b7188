package io.health4j.dashboards;

import io.health4j.MetricsBinder.Standard;
import io.health4j.check.Metric;
import io.health4j.check.Metric.Kind;
import io.health4j.prometheus.PrometheusNames;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The one place that knows what a metric is called in Prometheus. Expressions are written with the
 * names that the code has, and an {@code @} in front: {@code rate(@loop.iterations[1m])}. Each is
 * replaced by its name in Prometheus, with the dashboard's variables as a selector, to which what
 * stands in braces behind it is added. Of a histogram there are {@code .count}, {@code .sum},
 * {@code .max} and {@code .buckets}.
 *
 * <p>A name that no check gives is refused, so a metric cannot be renamed without its dashboards.
 */
final class Names {

  /** What Prometheus itself makes; {@code ALERTS} only where it has rules. */
  static final Set<String> OF_PROMETHEUS =
      Set.of("ALERTS", "up", "scrape_duration_seconds", "scrape_samples_scraped");

  static final String OF_PROCESS = "job=~\"$job\",instance=~\"$instance\"";
  static final String OF_TARGET = OF_PROCESS + ",target=~\"$target\"";

  /** An alert may be about a sum, and then it lacks some of these. */
  private static final String OF_ALERT =
      "job=~\"$job|\",instance=~\"$instance|\",target=~\"$target|\"";

  private static final Pattern NAME =
      Pattern.compile("@([A-Za-z_][A-Za-z0-9_.]*[A-Za-z0-9_])(\\{([^}]*)})?");

  private final Map<String, String> selectors = new TreeMap<>();
  private final Map<String, String> names = new TreeMap<>();

  /** With the readings of all checks; what every monitor shows is known. */
  Names(Collection<Metric> readings) {
    readings.forEach(metric -> add(metric, OF_TARGET));
    List<Metric> standard = Standard.ALL;
    int own = standard.indexOf(Standard.SAMPLES); // those before it are of targets
    for (Metric metric : standard) {
      String selector = standard.indexOf(metric) < own ? OF_TARGET : OF_PROCESS;
      if (metric.kind() == Kind.HISTOGRAM) {
        timer(metric, selector);
      } else {
        add(metric, selector);
      }
    }
    OF_PROMETHEUS.forEach(name -> add(name, name, OF_PROCESS));
    add("ALERTS", "ALERTS", OF_ALERT);
  }

  /** Those of the canned host, which has every check. */
  static Names standard() {
    return new Names(CannedHost.metrics());
  }

  private void add(String name, String prometheus, String selector) {
    names.put(name, prometheus);
    selectors.put(name, selector);
  }

  private void add(Metric metric, String selector) {
    if (metric.kind() != Kind.HISTOGRAM) {
      add(metric.name(), PrometheusNames.of(metric), selector);
      return;
    }
    String name = metric.name();
    add(Metric.counter(name + ".count", "{event}", ""), selector);
    add(Metric.counter(name + ".sum", metric.unit(), ""), selector);
    add(Metric.gauge(name + ".max", metric.unit(), ""), selector);
    add(Metric.counter(name + ".buckets", "{event}", ""), selector);
  }

  /** How long checks take is a summary, and the longest call a metric of its own. */
  private void timer(Metric metric, String selector) {
    String name = PrometheusNames.of(metric);
    add(metric.name() + ".count", name + "_count", selector);
    add(metric.name() + ".sum", name + "_sum", selector);
  }

  /** All names in Prometheus that an expression may have, those of Prometheus' own with them. */
  Set<String> all() {
    return Set.copyOf(new HashSet<>(names.values()));
  }

  /**
   * An expression as Prometheus reads it.
   *
   * @throws IllegalArgumentException for a name that is not exported
   */
  String expand(String expression) {
    return NAME.matcher(expression).replaceAll(match -> dollars(expand(match)));
  }

  private static String dollars(String text) {
    return text.replace("\\", "\\\\").replace("$", "\\$");
  }

  private String expand(MatchResult match) {
    String name = match.group(1);
    String prometheus = names.get(name);
    if (prometheus == null) {
      throw new IllegalArgumentException("no check gives " + name);
    }
    String more = match.group(3) == null || match.group(3).isEmpty() ? "" : "," + match.group(3);
    return prometheus + "{" + selectors.get(name) + more + "}";
  }
}
