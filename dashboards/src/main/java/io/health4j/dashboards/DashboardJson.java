package io.health4j.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.health4j.dashboards.Dashboard.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A dashboard in Grafana's classic model. */
final class DashboardJson {

  static final String TAG = "health4j";

  /** The model of Grafana 9.0; later ones bring it up to their own when they load it. */
  private static final int SCHEMA = 36;

  private static final int COLUMNS = 24;

  /** What is about one GPU, or the monitor, is not explained by champions. */
  private static final Set<String> ANNOTATED = Set.of("loop", "fleet");

  private final Names names;

  DashboardJson(Names names) {
    this.names = names;
  }

  ObjectNode write(Dashboard dashboard) {
    ObjectNode json = Json.object();
    json.putNull("id").put("uid", dashboard.uid()).put("title", dashboard.title());
    json.put("description", dashboard.description());
    json.set("tags", Json.texts(List.of(TAG, dashboard.tag())));
    json.put("schemaVersion", SCHEMA).put("version", 1).put("editable", true);
    json.put("graphTooltip", 1).put("refresh", "5s").put("timezone", "browser");
    json.putObject("time").put("from", dashboard.from()).put("to", "now");
    json.set("links", Json.array(List.of(others())));
    json.putObject("templating").set("list", Variables.json(names));
    if (ANNOTATED.contains(dashboard.tag())) {
      json.putObject("annotations"); // scripts/setup-monitoring fills it: see Annotations
    }
    json.set("panels", panels(dashboard.rows()));
    return json;
  }

  /** From each dashboard to the others, with the same variables and time. */
  private static ObjectNode others() {
    ObjectNode link = Json.object().put("type", "dashboards").put("title", "Health4j");
    link.set("tags", Json.texts(List.of(TAG)));
    link.put("asDropdown", true).put("includeVars", true).put("keepTime", true);
    return link.put("icon", "external link").put("tooltip", "").put("targetBlank", false);
  }

  /** Numbers of panels stay when another row is added to: each row has a hundred of its own. */
  private ArrayNode panels(List<Row> rows) {
    List<ObjectNode> list = new ArrayList<>();
    int y = 0;
    for (Row row : rows) {
      int id = 100 * (list.isEmpty() ? 1 : list.get(list.size() - 1).get("id").asInt() / 100 + 1);
      list.add(heading(row.title(), id, y));
      y = place(row.panels(), id, y + 1, list);
    }
    return Json.array(list);
  }

  private static ObjectNode heading(String title, int id, int y) {
    ObjectNode heading = Json.object().put("id", id).put("type", "row").put("title", title);
    heading.put("collapsed", false).set("gridPos", PanelJson.place(0, y, COLUMNS, 1));
    heading.putArray("panels");
    return heading;
  }

  /** From left to right; a panel that does not fit begins a line. Answers what is below. */
  private int place(List<Panel> panels, int heading, int top, List<ObjectNode> list) {
    PanelJson json = new PanelJson(names);
    int id = heading;
    int x = 0;
    int y = top;
    int below = top;
    for (Panel panel : panels) {
      if (x + panel.width > COLUMNS) {
        x = 0;
        y = below;
      }
      list.add(json.write(panel, ++id, x, y));
      x += panel.width;
      below = Math.max(below, y + panel.height);
    }
    return below;
  }
}
