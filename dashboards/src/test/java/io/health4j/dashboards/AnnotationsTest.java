package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotations come into the dashboards that are provisioned, and nothing else changes. */
class AnnotationsTest {

  private static final Path COMMITTED = Expressions.DOCS.resolve("grafana");
  private static final String LOOP = "autonomous-loop.json";

  @TempDir Path folder;

  private SetupScript script;

  @BeforeEach
  void start() throws Exception {
    script = SetupScript.withStandIns(Files.createDirectory(folder.resolve("a b")));
  }

  private Map<String, String> written() throws Exception {
    assertThat(script.run()).returns(0, SetupScript.Run::exit);
    return script.written("monitoring/grafana/dashboards");
  }

  @Test
  void setup_dashboards_getAnnotations() throws Exception {
    String plain = Files.readString(COMMITTED.resolve(LOOP));
    String annotations = Files.readString(COMMITTED.resolve(Annotations.FILE));
    script.file("source/grafana/" + LOOP, plain);
    script.file("source/grafana/" + Annotations.FILE, annotations);

    Map<String, String> written = written();

    assertThat(written).containsOnlyKeys(LOOP);
    var dashboard = (ObjectNode) Json.read(get(written));
    assertThat(dashboard.get("annotations")).isEqualTo(Json.read(annotations));
    dashboard.putObject("annotations");
    assertThat(dashboard).isEqualTo(Json.read(plain));
  }

  private static String get(Map<String, String> written) {
    return String.valueOf(written.get(LOOP));
  }

  @Test
  void setup_sourceWithoutAnnotations_leavesDashboards() throws Exception {
    String plain = Files.readString(COMMITTED.resolve(LOOP));
    script.file("source/grafana/" + LOOP, plain);

    assertThat(get(written())).isEqualTo(plain);
  }

  @Test
  void dashboards_ofLoopsAndTheFleet_haveOnePlaceForThem() throws Exception {
    for (String name : List.of(LOOP, "fleet-overview.json")) {
      assertThat(Files.readString(COMMITTED.resolve(name))).containsOnlyOnce(Annotations.PLACE);
    }
  }

  /** In both places where Grafana may look. */
  @Test
  void annotations_each_hasItsExpressionTwice() throws Exception {
    JsonNode list = Json.read(Files.readString(COMMITTED.resolve(Annotations.FILE))).get("list");

    assertThat(list)
        .hasSize(3)
        .allSatisfy(
            annotation ->
                assertThat(annotation.get("expr"))
                    .isNotNull()
                    .isEqualTo(annotation.at("/target/expr")));
  }
}
