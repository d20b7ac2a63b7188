package io.health4j.dashboards;

import io.health4j.alert.AlertRule;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings of Prometheus and Alertmanager to start from. */
final class ServerFiles {

  private static final String CRITICAL = "-critical";

  private static final String PROMETHEUS =
      """
      # History is kept for as long as a flag says, 15 days without one. For 30 days:
      #   prometheus --config.file=prometheus.yml --storage.tsdb.retention.time=30d
      # Exemplars (trace ids) are kept with: --enable-feature=exemplar-storage
      global:
        scrape_interval: 5s     # the default interval of a target's samples
        scrape_timeout: 5s
        evaluation_interval: 5s

      rule_files:
        - rules/*.yml           # leave out those that nothing is watched for

      alerting:
        alertmanagers:
          - static_configs:
              - targets: ["localhost:9093"]

      scrape_configs:
        - job_name: health4j
          static_configs:
            - targets: ["localhost:9464"]
          # Where the endpoint wants a name and a password:
          # basic_auth:
          #   username: prometheus
          #   password_file: /etc/prometheus/health4j.password
          # Where it is served over TLS:
          # scheme: https
          # tls_config:
          #   ca_file: /etc/prometheus/health4j.pem
      """;

  private static final String ALERTMANAGER =
      """
      route:
        receiver: people
        group_by: [job, instance, target]
        group_wait: 5s          # what follows at once comes with it
        group_interval: 20s     # and what comes later at the next of these
        repeat_interval: 4h
        routes:
          - receiver: nobody    # to look up, not to be woken by
            matchers: ['severity="info"']

      receivers:
        - name: people
          webhook_configs:
            - url: http://localhost:8080/alerts   # yours
        - name: nobody

      inhibit_rules:
        # Of a host that cannot be scraped nothing else is known.
        - source_matchers: ['rule=~"host-down|host-monitor-gone"']
          target_matchers: ['rule!~"host-down|host-monitor-gone"']
          equal: [job, instance]
        # Nor of a target that is not sampled.
        - source_matchers: ['rule="target-silent"']
          target_matchers: ['rule!~"target-silent|host-down|host-monitor-gone|hosts-gone"']
          equal: [job, instance, target]
        - source_matchers: ['rule="node-filesystem-full"']
          target_matchers: ['rule="node-filesystem-high"']
          equal: [job, instance, target, check, system_filesystem_mountpoint]
        # What is critical says it all.
      """;

  private ServerFiles() {}

  static String prometheus() {
    return PROMETHEUS;
  }

  /** With an inhibition for each rule of which there is a critical one, too. */
  static String alertmanager(Collection<List<AlertRule>> presets) {
    Set<String> names =
        presets.stream().flatMap(List::stream).map(AlertRule::name).collect(Collectors.toSet());
    return ALERTMANAGER
        + names.stream()
            .filter(name -> names.contains(name + CRITICAL))
            .sorted()
            .map(ServerFiles::inhibition)
            .collect(Collectors.joining());
  }

  private static String inhibition(String rule) {
    return """
      - source_matchers: ['rule="%s"']
        target_matchers: ['rule="%s"']
        equal: [job, instance, target, check, subject]
    """
        .formatted(rule + CRITICAL, rule);
  }
}
