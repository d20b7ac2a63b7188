package io.health4j.dashboards;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the dashboards and rules that are committed. */
final class Generate {

  private Generate() {}

  /**
   * Writes {@code grafana} and {@code prometheus} in a folder of docs.
   *
   * @param args the folder
   * @throws IOException when it cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path docs = Path.of(args.length == 1 ? args[0] : "docs");
    DashboardFiles.write(docs);
    RuleFiles.write(docs);
  }
}
