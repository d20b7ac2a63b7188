package io.health4j.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What can be chosen above a dashboard. Grafana escapes the chosen values for {@code =~} itself;
 * "All" is {@code .*}, so that a thousand targets make no query longer.
 */
final class Variables {

  /** Where the docs are read; a variable, so that a copy of them can be linked instead. */
  private static final String DOCS = "https://github.com/health4j/health4j/blob/main/docs";

  private Variables() {}

  static ArrayNode json(Names names) {
    return Json.array(
        List.of(
            datasource(),
            jobs(names),
            choice(
                "instance",
                "label_values("
                    + name(names, "health.monitor.samples")
                    + "{job=~\"$job\"}, instance)"),
            choice(
                "target",
                "label_values("
                    + name(names, "health.status")
                    + "{"
                    + Names.OF_PROCESS
                    + "}, target)"),
            filters(),
            docs()));
  }

  /** "All" are those that a monitor runs in: another's {@code up} is no matter of ours. */
  private static ObjectNode jobs(Names names) {
    String query = "label_values(" + name(names, "health.monitor.samples") + ", job)";
    ObjectNode json = choice("job", query);
    json.remove("allValue");
    return json;
  }

  private static String name(Names names, String metric) {
    String selected = names.expand("@" + metric);
    return selected.substring(0, selected.indexOf('{'));
  }

  private static ObjectNode datasource() {
    return Json.object()
        .put("type", "datasource")
        .put("name", "datasource")
        .put("label", "Data source")
        .put("query", "prometheus")
        .put("regex", "")
        .put("hide", 0)
        .put("includeAll", false)
        .put("multi", false)
        .put("refresh", 1);
  }

  private static ObjectNode choice(String name, String query) {
    ObjectNode json = Json.object().put("type", "query").put("name", name).put("label", name);
    json.set("datasource", PanelJson.datasource());
    json.putObject("query").put("query", query).put("refId", name);
    json.put("multi", true).put("includeAll", true).put("allValue", ".*").put("hide", 0);
    json.put("refresh", 2).put("sort", 1).put("regex", "");
    ObjectNode current = json.putObject("current").put("selected", true);
    current.putArray("text").add("All");
    current.putArray("value").add("$__all");
    return json;
  }

  /** Any label, as {@code zone = a}; Grafana puts it into every query. */
  private static ObjectNode filters() {
    ObjectNode json = Json.object().put("type", "adhoc").put("name", "filters");
    json.put("label", "Labels").put("hide", 0);
    json.set("datasource", PanelJson.datasource());
    return json;
  }

  private static ObjectNode docs() {
    ObjectNode json = Json.object().put("type", "constant").put("name", "docs");
    return json.put("label", "Docs").put("query", DOCS).put("hide", 2);
  }
}
