package io.health4j.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Champions and alerts as Grafana's annotations, over all charts of a dashboard. They stand in a
 * file of their own, which {@code scripts/setup-monitoring} puts into the dashboards that it writes
 * for provisioning: the types that Grafana publishes for dashboards have no place for the
 * expression of an annotation, and the dashboards that are committed are held against these types.
 *
 * <p>The expression stands in the annotation itself and in its {@code target}: where the source of
 * Grafana's data source for Prometheus was read, it took the target's, and else the other. No
 * Grafana was run.
 */
final class Annotations {

  /** Not {@code .json}: Grafana takes every such file below a folder for a dashboard. */
  static final String FILE = "annotations.part";

  /** What a dashboard has instead, in one line. */
  static final String PLACE = "\"annotations\" : { }";

  /** Grafana asks for a value every 60 s unless told, too few to tell when something was. */
  private static final String STEP = "15s";

  private final Names names;

  Annotations(Names names) {
    this.names = names;
  }

  /** The text that stands for the empty object of {@link #PLACE}. */
  String text() {
    ObjectNode json = Json.object();
    json.set("list", Json.array(Stream.of(champions(), alerts(), rules()).toList()));
    return Json.write(json);
  }

  private ObjectNode champions() {
    String found = "sum " + Words.BY_TARGET + "(" + Words.increase("@loop.champions") + ") > 0";
    return annotation("Champions", Steps.GREEN, found, "A better champion", List.of("target"));
  }

  private ObjectNode alerts() {
    String fired = "sum by (job, instance) (" + Words.increase("@health.alerts.fired") + ") > 0";
    return annotation("Alerts", Steps.RED, fired, "An alert fired", List.of("instance"));
  }

  private ObjectNode rules() {
    String firing = "max by (alertname, target) (@ALERTS{alertstate=\"firing\"})";
    List<String> tags = List.of("alertname", "target");
    return annotation("Alerts of Prometheus", Steps.ORANGE, firing, "{{alertname}}", tags);
  }

  private ObjectNode annotation(
      String name, String color, String expression, String title, List<String> tags) {
    String expanded = names.expand(expression);
    ObjectNode json = Json.object().put("name", name).put("enable", true).put("iconColor", color);
    json.set("datasource", PanelJson.datasource());
    json.put("expr", expanded).put("step", STEP);
    ObjectNode target = json.putObject("target").put("refId", "Anno");
    target.put("expr", expanded).put("interval", STEP);
    json.put("titleFormat", title).put("textFormat", "{{" + tags.get(tags.size() - 1) + "}}");
    return json.put("tagKeys", String.join(",", tags));
  }
}
