package io.health4j.dashboards;

import io.health4j.MetricsBinder;
import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRules;
import io.health4j.check.Metric;
import io.health4j.docker.ContainerAlerts;
import io.health4j.nvml.GpuAlerts;
import io.health4j.prometheus.PrometheusRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in {@code docs/prometheus}: the presets as rule files, their tests, and settings. */
final class RuleFiles {

  private static final String HEAD =
      "# Written by scripts/generate-dashboards from the presets; changes here are lost.\n";

  private RuleFiles() {}

  /** The presets, by the name of their file. */
  static Map<String, List<AlertRule>> presets() {
    var presets = new LinkedHashMap<String, List<AlertRule>>();
    presets.put("loop", AlertRules.autonomousLoop());
    presets.put("workers", AlertRules.workers());
    presets.put("node", AlertRules.node());
    presets.put("monitor", AlertRules.monitor());
    presets.put("gpu", GpuAlerts.rules());
    presets.put("containers", ContainerAlerts.rules());
    return presets;
  }

  /**
   * Writes all of them.
   *
   * @param docs the folder {@code docs}
   * @throws IOException when they cannot be written
   */
  static void write(Path docs) throws IOException {
    for (var file : files(CannedHost.metrics()).entrySet()) {
      Path path = docs.resolve("prometheus").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /**
   * All of them.
   *
   * @param readings the metrics of all checks
   * @return texts by paths in {@code docs/prometheus}
   */
  static Map<String, String> files(Collection<Metric> readings) {
    var metrics = Stream.concat(readings.stream(), MetricsBinder.Standard.ALL.stream()).toList();
    var files = new TreeMap<String, String>();
    presets()
        .forEach(
            (name, rules) -> {
              var written = PrometheusRules.of("health4j-" + name, rules, metrics);
              files.put("rules/" + name + ".yml", HEAD + written.yaml());
              files.put("tests/" + name + ".yml", tests(name, rules, metrics));
            });
    files.put("rules/host.yml", HEAD + HostRules.rules());
    files.put("tests/host.yml", HEAD + HostRules.tests());
    files.put("prometheus.yml", HEAD + ServerFiles.prometheus());
    files.put("alertmanager.yml", HEAD + ServerFiles.alertmanager(presets().values()));
    return files;
  }

  private static String tests(String name, List<AlertRule> rules, Collection<Metric> metrics) {
    var named = new HashMap<String, Metric>();
    metrics.forEach(metric -> named.put(metric.name(), metric));
    String cases =
        rules.stream()
            .map(rule -> new RuleCase(rule, new Scene(rule.terms(), named)).yaml())
            .collect(Collectors.joining());
    return HEAD
        + "rule_files: [../rules/"
        + name
        + ".yml]\nevaluation_interval: 5s\ntests:\n"
        + cases;
  }
}
