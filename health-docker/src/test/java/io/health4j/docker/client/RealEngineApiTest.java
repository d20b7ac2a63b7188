package io.health4j.docker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the engine at DOCKER_HOST, with its client {@code docker} and {@code busybox:local}. */
@Timeout(60)
class RealEngineApiTest {

  private static final String LABEL = "io.health4j.test";

  private final String mark = UUID.randomUUID().toString();
  private DockerJavaApi api;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(
        !System.getenv().getOrDefault("DOCKER_HOST", "").isEmpty(),
        "no DOCKER_HOST: the tests against a real engine are left out");
    api = DockerJavaApi.open(EngineAddress.standard());
  }

  @AfterEach
  void clean() throws Exception {
    if (api != null) {
      api.close();
      for (String id : docker("ps", "-aq", "--filter", "label=" + LABEL + "=" + mark)) {
        docker("rm", "-f", "-v", id);
      }
    }
  }

  private static List<String> docker(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(lines.toString()).isZero();
    return lines;
  }

  private String run(String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "-d", "--network", "none"));
    words.addAll(List.of("--label", LABEL + "=" + mark));
    words.addAll(List.of(more));
    List<String> lines = docker(words.toArray(String[]::new));
    return lines.get(lines.size() - 1);
  }

  private static void assertKind(Kind kind, EngineException e) {
    assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
  }

  @Test
  void info_engine_saysWhoItIs() throws Exception {
    assertThat(api.info().version()).isNotEmpty();
    assertThat(api.info().operatingSystem()).isEqualTo("linux");
    assertThat(api.info().cgroupVersion()).isIn(1, 2);
    assertThat(api.info().root()).startsWith("/");
    assertThat(api.disk().images()).isPositive();
  }

  @Test
  void container_running_isListedInspectedAndMeasured() throws Exception {
    String id =
        run("-m", "64m", "--cpus", "0.5", "--pids-limit", "50", "busybox:local", "sleep", "600");
    ContainerEntry entry = api.containers(Map.of(LABEL, mark)).get(0);
    assertThat(entry.id()).isEqualTo(id);
    assertThat(entry.isRunning()).isTrue();
    assertThat(entry.labels()).containsEntry(LABEL, mark);
    assertThat(api.containers(Map.of())).extracting(ContainerEntry::id).contains(id);
    ContainerState state = api.inspect(id);
    assertThat(state.name()).isEqualTo(entry.name()).isNotEmpty();
    assertThat(state.pid()).isPositive();
    assertThat(state.cpuLimit()).hasValue(0.5);
    assertThat(state.memoryLimit()).hasValue(64 << 20);
    assertThat(state.pidsLimit()).hasValue(50);
    assertThat(state.startedAt()).isPresent();
    var usage = api.usage(id);
    assertThat(usage.get(Part.CPU_TIME)).isPresent();
    assertThat(usage.get(Part.MEMORY_WORKING_SET)).isPresent();
    assertThat(usage.get(Part.MEMORY_LIMIT)).hasValue(64 << 20);
    assertThat(usage.get(Part.PIDS)).hasValue(1);
  }

  @Test
  void container_withoutLimits_hasNone() throws Exception {
    String id = run("busybox:local", "sleep", "600");
    assertThat(api.inspect(id).memoryLimit()).isEmpty();
    assertThat(api.inspect(id).cpuLimit()).isEmpty();
    assertThat(api.usage(id).get(Part.MEMORY)).isPresent();
    assertThat(api.usage(id).get(Part.MEMORY_LIMIT)).isEmpty();
  }

  @Test
  void container_stoppedAndRemoved_isGone() throws Exception {
    String id = run("busybox:local", "sleep", "600");
    assertThatThrownBy(() -> api.remove(id))
        .isInstanceOfSatisfying(EngineException.class, e -> assertKind(Kind.CONFLICT, e));
    api.stop(id, Duration.ZERO);
    api.stop(id, Duration.ZERO);
    assertThat(api.inspect(id).exitCode()).isEqualTo(137);
    assertThat(api.inspect(id).pid()).isZero();
    assertThat(api.usage(id).get(Part.CPU_TIME)).isEmpty();
    api.remove(id);
    assertThatThrownBy(() -> api.remove(id))
        .isInstanceOfSatisfying(EngineException.class, e -> assertKind(Kind.NOT_FOUND, e));
  }

  @Test
  void events_containerThatDies_isHeardUntilClosed() throws Exception {
    BlockingQueue<EngineEvent> heard = new LinkedBlockingQueue<>();
    CompletableFuture<EngineException> ended = new CompletableFuture<>();
    Instant since = Instant.now();
    Thread hearer =
        new Thread(
            () -> {
              try {
                api.events(since, heard::add);
              } catch (EngineException e) {
                ended.complete(e);
              }
            });
    hearer.start();
    String id = run("busybox:local", "sh", "-c", "exit 3");
    EngineEvent event = heard.take();
    while (!event.id().equals(id) || !event.action().equals("die")) {
      event = heard.take();
    }
    assertThat(event.attributes()).containsEntry("exitCode", "3").containsEntry(LABEL, mark);
    api.close();
    assertKind(Kind.AWAY, ended.get());
    hearer.join();
  }
}
