package io.health4j.docker.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.FakeEngine;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a real container, against what its engine says of it. */
@Timeout(60)
class RealCgroupTest {

  private static final String IMAGE = "busybox:local";

  private RawEngine engine;
  private String id = "";

  @BeforeEach
  void setUp() throws IOException {
    Optional<RawEngine> found = RawEngine.find();
    assumeTrue(found.isPresent(), "no container engine");
    engine = found.orElseThrow();
    JsonNode images = engine.ask("GET", "/images/json", "");
    assumeTrue(images.toString().contains('"' + IMAGE + '"'), "no image " + IMAGE);
  }

  @AfterEach
  void removeContainer() throws IOException {
    if (!id.isEmpty()) {
      engine.ask("DELETE", "/containers/" + id + "?force=1&v=1", "");
    }
  }

  @Test
  void read_aContainerWithLimits_agreesWithTheEngine() throws Exception {
    ContainerUsage usage = readNew("\"Memory\":67108864,\"PidsLimit\":50,\"NanoCpus\":500000000");
    JsonNode stats =
        engine.ask("GET", "/v1.41/containers/" + id + "/stats?stream=false&one-shot=true", "");

    JsonNode memory = stats.path("memory_stats");
    JsonNode cpu = stats.path("cpu_stats");
    assertThat(usage.get(Part.MEMORY_LIMIT)).hasValue(67_108_864);
    assertThat(usage.get(Part.MEMORY_LIMIT)).hasValue(memory.path("limit").asDouble());
    assertThat(usage.get(Part.PIDS_LIMIT)).hasValue(50);
    assertThat(usage.get(Part.PIDS)).hasValue(stats.path("pids_stats").path("current").asDouble());
    assertThat(usage.get(Part.MEMORY).orElseThrow())
        .isPositive()
        .isCloseTo(memory.path("usage").asDouble(), within(4.0 * 1024 * 1024));
    assertThat(usage.get(Part.CPU_TIME).orElseThrow())
        .isPositive()
        .isCloseTo(cpu.path("cpu_usage").path("total_usage").asDouble() * 1e-9, within(1.0));
    assertThat(usage.get(Part.THROTTLED_PERIODS)).isPresent();
    assertThat(usage.get(Part.OOM_KILLS)).hasValue(0);
    assertThat(usage.get(Part.DISK_READ)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "host"})
  void read_aContainerWithoutLimits_hasNoneAndNoNetworkOfItsOwn(String network) throws Exception {
    ContainerUsage usage = readNew("\"NetworkMode\":\"" + network + "\"");

    assertThat(usage.get(Part.MEMORY_LIMIT)).isEmpty();
    assertThat(usage.get(Part.PIDS_LIMIT)).isEmpty();
    assertThat(usage.get(Part.NETWORK_RECEIVED)).isEmpty();
    assertThat(usage.get(Part.MEMORY_WORKING_SET).orElseThrow()).isPositive();
  }

  /** Starts a container and reads it; skips where the engine's containers cannot be seen. */
  private ContainerUsage readNew(String settings) throws Exception {
    String body =
        """
        {"Image":"%s","Cmd":["sleep","600"],"Labels":{"test":"health4j"},"HostConfig":{%s}}
        """
            .formatted(IMAGE, settings);
    id = engine.ask("POST", "/containers/create", body).path("Id").asText();
    engine.ask("POST", "/containers/" + id + "/start", "");
    JsonNode state = engine.ask("GET", "/containers/" + id + "/json", "").path("State");
    UsageReader reader = new UsageReader(new FakeEngine().calls(), Path.of("/"));
    Map<String, SeenUsage> seen =
        reader.read(
            List.of(Tree.container(id, state.path("Pid").asLong())),
            Duration.ofSeconds(2),
            Ticker.system());
    SeenUsage usage = seen.get(id);
    assumeTrue(usage != null, "the engine's containers cannot be seen from here");
    return usage.usage();
  }
}
