package io.health4j.examples;

import io.health4j.HealthSource;
import io.health4j.MonitorStatistics;
import io.health4j.MonitorStatistics.AlertStatistics;
import io.health4j.MonitorStatistics.SinkStatistics;
import io.health4j.alert.Alert;
import io.health4j.alert.Severity;
import io.health4j.recovery.RecoveryEngine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts alerts, who was told, and recoveries into lines that are no wider than the terminal. */
final class AlertBoard {

  private static final List<Severity> MOST_URGENT_FIRST =
      List.of(Severity.CRITICAL, Severity.WARNING, Severity.INFO);

  private final HealthSource source;
  private final Terminal terminal;

  AlertBoard(HealthSource source, Terminal terminal) {
    this.source = source;
    this.terminal = terminal;
  }

  /** How many there are, and the most urgent; a line each. */
  List<String> page(int most) {
    MonitorStatistics now = source.statistics();
    var lines = new ArrayList<String>();
    add(lines, "alerts", counts(now.alerts()));
    source.alerts().stream()
        .filter(alert -> alert.state().isActive())
        .limit(most)
        .forEach(alert -> lines.add(active(alert)));
    addRoutes(lines, now.alerts());
    addRecoveries(lines, now.recoveries());
    return lines;
  }

  /** What is told at the end: as the page, and which rules had nothing to look at. */
  List<String> summary(int most) {
    List<String> lines = page(most);
    List<String> dormant = source.statistics().alerts().dormantRules();
    if (!dormant.isEmpty()) {
      add(lines, "dormant", String.join(", ", dormant) + ": nothing gives what they look at");
    }
    return lines;
  }

  private static String counts(AlertStatistics alerts) {
    long active = alerts.active().values().stream().mapToLong(Long::longValue).sum();
    String bySeverity = counts(MOST_URGENT_FIRST, alerts.active(), Severity::toString);
    return Texts.format("%,d fired, %,d ended", alerts.fired(), alerts.ended())
        + (active == 0 ? ", none is active" : "; active: " + bySeverity)
        + (alerts.pending() == 0 ? "" : Texts.format("; %,d pending", alerts.pending()))
        + (alerts.massFailure() ? "; half of all fail together" : "");
  }

  private String active(Alert alert) {
    String severity = Texts.format("%-8s ", alert.severity());
    String state =
        alert.state() == Alert.State.FIRING
            ? ""
            : " (" + alert.state().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    String muted = alert.mutedBy().isEmpty() ? "" : " (muted by " + alert.mutedBy() + ")";
    String rest = alert.rule() + state + muted + ": " + alert.message();
    int room = terminal.columns() - Texts.INDENT - severity.length();
    return Texts.label("")
        + terminal.paint().severity(alert.severity(), severity)
        + Texts.fit(rest, room);
  }

  private void addRoutes(List<String> lines, AlertStatistics alerts) {
    for (SinkStatistics sink : alerts.sinks()) {
      double millis = Texts.seconds(sink.latency().toNanos()) * 1_000;
      String text = Texts.format("%,d delivered", sink.delivered());
      text += sink.delivered() == 0 ? "" : Texts.format(", the last after %.0f ms", millis);
      text += Texts.format("; %,d dropped", sink.dropped());
      text += sink.failed() == 0 ? "" : Texts.format("; %,d failed tries", sink.failed());
      text += sink.waiting() == 0 ? "" : Texts.format("; %,d wait", sink.waiting());
      add(lines, "route", sink.sink() + ": " + text);
    }
  }

  private void addRecoveries(List<String> lines, Map<Outcome, Long> outcomes) {
    String text = counts(List.of(Outcome.values()), outcomes, AlertBoard::name);
    if (!text.isEmpty()) {
      add(lines, "recovery", text);
    }
  }

  /** As {@code 1 this, 2 that}; what is none is left out. */
  private static <K> String counts(List<K> order, Map<K, Long> counts, Function<K, String> name) {
    return order.stream()
        .filter(key -> counts.getOrDefault(key, 0L) > 0)
        .map(key -> Texts.format("%,d %s", counts.getOrDefault(key, 0L), name.apply(key)))
        .collect(Collectors.joining(", "));
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void add(List<String> lines, String label, String text) {
    lines.addAll(Texts.fold(Texts.label(label) + text, terminal.columns()));
  }
}
