package io.health4j.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Champions and alerts, marked on the charts that they explain. They are series, drawn as bars over
 * the whole height on an axis that is not shown, and not annotations: the types that Grafana
 * publishes have no place for an annotation's expression, its versions keep it in different ones,
 * and a series can be tried against Prometheus like any other.
 */
final class Events {

  static final String CHAMPION = "champion ";
  static final String ALERT = "alert ";

  /** 1 where a better champion was found since the point before, else 0. */
  static final String CHAMPIONS =
      "sum " + Words.BY_TARGET + "(" + Words.increase("@loop.champions") + ") > bool 0";

  static final List<Mapping> WORDS =
      List.of(
          new Mapping.Value("0", "no", "transparent"), new Mapping.Value("1", "yes", Steps.BLUE));

  private Events() {}

  /** 1 where an alert fired since the point before; only of hosts that give a metric. */
  static String alerts(String metric) {
    return "(sum by (job, instance) ("
        + Words.increase("@health.alerts.fired")
        + ") > bool 0) and on (job, instance) "
        + metric;
  }

  /** How they are drawn. */
  static List<ObjectNode> overrides() {
    return List.of(bars(CHAMPION, Steps.GREEN), bars(ALERT, Steps.RED));
  }

  private static ObjectNode bars(String name, String color) {
    ObjectNode fixed = Json.object().put("mode", "fixed").put("fixedColor", color);
    ObjectNode hidden = Json.object().put("legend", true).put("tooltip", false).put("viz", false);
    return PanelJson.override(
        "byRegexp",
        name + ".*",
        List.of(
            Json.object().put("id", "unit").put("value", "bool_yes_no"),
            Json.object().put("id", "min").put("value", 0),
            Json.object().put("id", "max").put("value", 1),
            Json.object().put("id", "color").set("value", fixed),
            Json.object().put("id", "custom.drawStyle").put("value", "bars"),
            Json.object().put("id", "custom.axisPlacement").put("value", "hidden"),
            Json.object().put("id", "custom.fillOpacity").put("value", 30),
            Json.object().put("id", "custom.lineWidth").put("value", 0),
            Json.object().put("id", "custom.hideFrom").set("value", hidden)));
  }
}
