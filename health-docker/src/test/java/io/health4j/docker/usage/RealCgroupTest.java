package io.health4j.docker.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.core.InvocationBuilder.AsyncResultCallback;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.FakeEngine;
import io.health4j.docker.real.RealEngine;
import io.health4j.docker.real.Sandboxes;
import io.health4j.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a real container, against what its engine says of it. */
@ExtendWith(RealEngine.Needed.class)
@Timeout(120)
class RealCgroupTest {

  private RealEngine real;
  private Sandboxes sandboxes;

  @BeforeEach
  void begin(RealEngine engine) {
    real = engine;
    sandboxes = new Sandboxes(engine::client);
  }

  @AfterEach
  void end() {
    sandboxes.close();
  }

  @Test
  void read_aContainerWithLimits_agreesWithTheEngine() throws Exception {
    HostConfig limits =
        HostConfig.newHostConfig()
            .withNetworkMode("none")
            .withMemory(67_108_864L)
            .withPidsLimit(50L)
            .withNanoCPUs(500_000_000L);
    String id = start(limits);
    ContainerUsage usage = read(id);
    Statistics stats = statistics(id);

    assertThat(usage.get(Part.MEMORY_LIMIT)).hasValue(67_108_864);
    assertThat(usage.get(Part.MEMORY_LIMIT)).hasValue(stats.getMemoryStats().getLimit());
    assertThat(usage.get(Part.PIDS_LIMIT)).hasValue(50);
    assertThat(usage.get(Part.PIDS)).hasValue(stats.getPidsStats().getCurrent());
    assertThat(usage.get(Part.MEMORY).orElseThrow())
        .isPositive()
        .isCloseTo(stats.getMemoryStats().getUsage().doubleValue(), within(4.0 * 1024 * 1024));
    assertThat(usage.get(Part.CPU_TIME).orElseThrow())
        .isPositive()
        .isCloseTo(stats.getCpuStats().getCpuUsage().getTotalUsage() * 1e-9, within(1.0));
    assertThat(usage.get(Part.THROTTLED_PERIODS)).isPresent();
    assertThat(usage.get(Part.OOM_KILLS)).hasValue(0);
    assertThat(usage.get(Part.DISK_READ)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "host"})
  void read_aContainerWithoutLimits_hasNoneAndNoNetworkOfItsOwn(String network) throws Exception {
    ContainerUsage usage = read(start(HostConfig.newHostConfig().withNetworkMode(network)));

    assertThat(usage.get(Part.MEMORY_LIMIT)).isEmpty();
    assertThat(usage.get(Part.PIDS_LIMIT)).isEmpty();
    assertThat(usage.get(Part.NETWORK_RECEIVED)).isEmpty();
    assertThat(usage.get(Part.MEMORY_WORKING_SET).orElseThrow()).isPositive();
  }

  private String start(HostConfig settings) {
    return sandboxes.start(Map.of(), "exec sleep 600", command -> command.withHostConfig(settings));
  }

  private Statistics statistics(String id) {
    var answer = new AsyncResultCallback<Statistics>();
    real.client().statsCmd(id).withNoStream(true).exec(answer);
    return answer.awaitResult();
  }

  /** Reads a container once it runs what it is to, and no longer the engine's own program. */
  private ContainerUsage read(String id) throws Exception {
    ContainerUsage usage = readOnce(id);
    while (usage.get(Part.PIDS).orElseThrow() > 1) {
      if (Thread.interrupted()) {
        throw new InterruptedException("it never ran its own");
      }
      usage = readOnce(id);
    }
    return usage;
  }

  /** Reads a container; skips where those of somebody else's engine cannot be seen. */
  private ContainerUsage readOnce(String id) throws Exception {
    UsageReader reader = new UsageReader(new FakeEngine().calls(), Path.of("/"));
    Map<String, SeenUsage> seen =
        reader.read(
            List.of(Tree.container(id, sandboxes.look(id).pid())),
            Duration.ofMinutes(1),
            Ticker.system());
    if (!real.isOwn()) {
      assumeTrue(seen.containsKey(id), "the engine's containers cannot be seen from here");
    }
    assertThat(seen).containsKey(id);
    return seen.get(id).usage();
  }
}
