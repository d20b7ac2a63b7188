package io.health4j.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The dashboards as files. */
final class DashboardFiles {

  /** By the names of their files. */
  private static final Map<String, Dashboard> ALL = new LinkedHashMap<>();

  static {
    ALL.put("autonomous-loop", AutonomousLoop.dashboard());
    ALL.put("fleet-overview", FleetOverview.dashboard());
    ALL.put("gpu", GpuDashboard.dashboard());
    ALL.put("capacity", Capacity.dashboard());
    ALL.put("monitor", MonitorDashboard.dashboard());
  }

  private DashboardFiles() {}

  /** The text of each file, by its name. */
  static Map<String, String> texts(Names names) {
    var json = new DashboardJson(names);
    var texts = new LinkedHashMap<String, String>();
    ALL.forEach((name, dashboard) -> texts.put(name + ".json", Json.write(json.write(dashboard))));
    texts.put(Annotations.FILE, new Annotations(names).text());
    return texts;
  }

  /** Writes them into the folder {@code grafana} of a folder of docs. */
  static void write(Path docs) throws IOException {
    Path folder = Files.createDirectories(docs.resolve("grafana"));
    for (var file : texts(Names.standard()).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
