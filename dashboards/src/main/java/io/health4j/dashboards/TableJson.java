package io.health4j.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What makes a table of several answers: they are merged by their labels, and their fields put in
 * order, named, and coloured.
 */
final class TableJson {

  private static final String NOTHING = "-";

  private TableJson() {}

  static ArrayNode transformations(Panel panel) {
    ObjectNode merge = Json.object().put("id", "merge");
    merge.putObject("options");
    ObjectNode organize = Json.object().put("id", "organize");
    organize.set("options", organized(panel));
    return Json.array(List.of(merge, organize));
  }

  private static ObjectNode organized(Panel panel) {
    ObjectNode options = Json.object();
    ObjectNode excluded = options.putObject("excludeByName");
    Stream.concat(Stream.of("Time"), panel.hidden.stream())
        .forEach(field -> excluded.put(field, true));
    ObjectNode order = options.putObject("indexByName");
    ObjectNode titles = options.putObject("renameByName");
    for (Column column : panel.columns) {
      order.put(column.field(), order.size());
      titles.put(column.field(), column.title());
    }
    return options;
  }

  static ArrayNode overrides(Panel panel) {
    List<ObjectNode> overrides = new ArrayList<>();
    for (Column column : panel.columns) {
      overrides.add(PanelJson.override("byName", column.title(), properties(column)));
    }
    return Json.array(overrides);
  }

  private static List<ObjectNode> properties(Column column) {
    List<ObjectNode> properties = new ArrayList<>();
    // Else an empty cell would say what the panel says when all of it is empty.
    properties.add(Json.object().put("id", "noValue").put("value", NOTHING));
    if (!column.unit().isEmpty()) {
      properties.add(Json.object().put("id", "unit").put("value", column.unit()));
    }
    if (!column.mappings().isEmpty()) {
      properties.add(property("mappings", PanelJson.mappings(column.mappings())));
    }
    if (!column.steps().isPlain()) {
      properties.add(property("thresholds", PanelJson.thresholds(column.steps())));
    }
    if (!column.mappings().isEmpty() || !column.steps().isPlain()) {
      properties.add(property("color", Json.object().put("mode", "thresholds")));
      // So Grafana 9.0 has it; later ones make cellOptions of it when they load a dashboard.
      properties.add(Json.object().put("id", "custom.displayMode").put("value", "color-text"));
    }
    if (!column.link().isEmpty()) {
      properties.add(link(column));
    }
    return properties;
  }

  private static ObjectNode property(String id, JsonNode value) {
    ObjectNode property = Json.object().put("id", id);
    property.set("value", value);
    return property;
  }

  private static ObjectNode link(Column column) {
    ObjectNode property = Json.object().put("id", "links");
    ObjectNode link = property.putArray("value").addObject();
    link.put("title", "What ${__value.text} means").put("url", column.link());
    link.put("targetBlank", true);
    return property;
  }
}
