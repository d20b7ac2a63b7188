package io.health4j.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Grafana asks of each kind of panel beside its values. */
final class PanelOptions {

  private PanelOptions() {}

  static ObjectNode of(Panel panel) {
    return switch (panel.type) {
      case CHART -> chart();
      case STAT -> stat();
      case BARS -> bars();
      case STATES -> states();
      case TABLE -> table(panel);
    };
  }

  private static ObjectNode chart() {
    ObjectNode options = Json.object();
    options.set("legend", legend());
    options.set("tooltip", Json.object().put("mode", "multi").put("sort", "desc"));
    return options;
  }

  private static ObjectNode legend() {
    ObjectNode legend = Json.object().put("displayMode", "table").put("placement", "bottom");
    legend.put("showLegend", true).putArray("calcs").add("lastNotNull").add("max");
    return legend;
  }

  private static ObjectNode stat() {
    ObjectNode options = last();
    options.put("colorMode", "value").put("graphMode", "area").put("justifyMode", "auto");
    return options.put("orientation", "auto").put("textMode", "auto");
  }

  private static ObjectNode bars() {
    ObjectNode options = last();
    options.put("displayMode", "basic").put("orientation", "horizontal");
    return options.put("showUnfilled", true).put("minVizHeight", 12).put("minVizWidth", 0);
  }

  /** What is shown of a series: its last value. */
  private static ObjectNode last() {
    ObjectNode options = Json.object();
    ObjectNode reduce = options.putObject("reduceOptions");
    reduce.putArray("calcs").add("lastNotNull");
    reduce.put("fields", "").put("values", false);
    return options;
  }

  private static ObjectNode states() {
    ObjectNode options = Json.object();
    options.put("mergeValues", true).put("rowHeight", 0.8).put("showValue", "never");
    ObjectNode legend = legend();
    legend.put("displayMode", "list").putArray("calcs");
    options.set("legend", legend);
    options.set("tooltip", Json.object().put("mode", "single").put("sort", "none"));
    return options;
  }

  private static ObjectNode table(Panel panel) {
    ObjectNode options = Json.object().put("showHeader", true);
    if (!panel.sortBy.isEmpty()) {
      ObjectNode sort = options.putArray("sortBy").addObject();
      sort.put("displayName", panel.sortBy).put("desc", panel.descending);
    }
    return options;
  }
}
