package io.health4j.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A panel in Grafana's classic model, which version 9 and later read. */
final class PanelJson {

  private final Names names;

  PanelJson(Names names) {
    this.names = names;
  }

  /** At a place in the grid. */
  ObjectNode write(Panel panel, int id, int x, int y) {
    ObjectNode json = Json.object();
    json.put("id", id).put("type", panel.type.id).put("title", panel.title);
    json.put("description", panel.description);
    json.set("datasource", datasource());
    json.set("gridPos", place(x, y, panel.width, panel.height));
    json.set("targets", targets(panel));
    json.set("fieldConfig", fields(panel));
    json.set("options", PanelOptions.of(panel));
    if (panel.type == Panel.Type.TABLE) {
      json.set("transformations", TableJson.transformations(panel));
    }
    return json;
  }

  static ObjectNode datasource() {
    return Json.object().put("type", "prometheus").put("uid", "${datasource}");
  }

  static ObjectNode place(int x, int y, int width, int height) {
    return Json.object().put("h", height).put("w", width).put("x", x).put("y", y);
  }

  private ArrayNode targets(Panel panel) {
    List<ObjectNode> targets = new ArrayList<>();
    for (Query query : panel.queries) {
      ObjectNode target = Json.object().put("refId", refId(targets.size()));
      target.set("datasource", datasource());
      target.put("editorMode", "code").put("expr", names.expand(query.expression()));
      target.put("legendFormat", query.legend());
      target.put("instant", query.instant()).put("range", !query.instant());
      target.put("format", panel.type == Panel.Type.TABLE ? "table" : "time_series");
      targets.add(target);
    }
    return Json.array(targets);
  }

  /** A, B, C, … */
  static String refId(int index) {
    return String.valueOf((char) ('A' + index));
  }

  private static ObjectNode fields(Panel panel) {
    ObjectNode defaults = Json.object().put("unit", panel.unit).put("noValue", panel.empty);
    if (panel.min != null) {
      defaults.set("min", Json.number(panel.min));
    }
    if (panel.max != null) {
      defaults.set("max", Json.number(panel.max));
    }
    boolean plain = panel.type == Panel.Type.CHART || panel.type == Panel.Type.TABLE;
    defaults.set("color", Json.object().put("mode", plain ? "palette-classic" : "thresholds"));
    defaults.set("thresholds", thresholds(panel.steps));
    defaults.set("mappings", mappings(panel.words));
    defaults.set("custom", custom(panel));
    ObjectNode config = Json.object();
    config.set("defaults", defaults);
    config.set("overrides", overrides(panel));
    return config;
  }

  static ObjectNode thresholds(Steps steps) {
    List<ObjectNode> list = new ArrayList<>();
    for (Steps.Step step : steps.steps()) {
      ObjectNode node = Json.object().put("color", step.color());
      node.set("value", Json.number(step.from()));
      list.add(node);
    }
    ObjectNode thresholds = Json.object().put("mode", "absolute");
    thresholds.set("steps", Json.array(list));
    return thresholds;
  }

  static ArrayNode mappings(List<Mapping> words) {
    List<ObjectNode> list = new ArrayList<>();
    for (Mapping word : words) {
      list.add(word.json(list.size()));
    }
    return Json.array(list);
  }

  private static ObjectNode custom(Panel panel) {
    ObjectNode custom = Json.object();
    if (panel.type == Panel.Type.STATES) {
      return custom.put("fillOpacity", 80).put("lineWidth", 0);
    }
    if (panel.type != Panel.Type.CHART) {
      return custom;
    }
    custom.put("drawStyle", "line").put("lineInterpolation", "linear").put("lineWidth", 1);
    custom.put("fillOpacity", panel.stacked ? 40 : 10).put("showPoints", "never");
    custom.put("spanNulls", false).put("axisSoftMin", 0);
    custom.set("stacking", Json.object().put("group", "A").put("mode", stacking(panel)));
    String style = panel.steps.isPlain() ? "off" : "dashed";
    custom.set("thresholdsStyle", Json.object().put("mode", style));
    return custom;
  }

  private static String stacking(Panel panel) {
    return panel.stacked ? "normal" : "none";
  }

  private static ArrayNode overrides(Panel panel) {
    if (panel.type == Panel.Type.TABLE) {
      return TableJson.overrides(panel);
    }
    List<ObjectNode> overrides = new ArrayList<>();
    if (!panel.limits.isEmpty()) {
      overrides.add(limit(panel));
    }
    if (panel.events) {
      overrides.addAll(Events.overrides());
    }
    return Json.array(overrides);
  }

  /** Limits that are series themselves are drawn as what they are. */
  private static ObjectNode limit(Panel panel) {
    ObjectNode dashes = Json.object().put("fill", "dash");
    dashes.putArray("dash").add(10).add(10);
    ObjectNode red = Json.object().put("mode", "fixed").put("fixedColor", Steps.RED);
    return override(
        "byRegexp",
        panel.limits,
        List.of(
            Json.object().put("id", "custom.lineStyle").set("value", dashes),
            Json.object().put("id", "custom.fillOpacity").put("value", 0),
            Json.object().put("id", "color").set("value", red)));
  }

  static ObjectNode override(String matcher, String of, List<ObjectNode> properties) {
    ObjectNode override = Json.object();
    override.set("matcher", Json.object().put("id", matcher).put("options", of));
    override.set("properties", Json.array(properties));
    return override;
  }
}
