package io.health4j.docker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.real.RealEngine;
import io.health4j.docker.real.Sandboxes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each request to a real engine, and what it answers. */
@ExtendWith(RealEngine.Needed.class)
@Timeout(120)
class RealEngineApiTest {

  private static final String LABEL = "io.health4j.test";
  private static final String SLEEP = "exec sleep 600"; // one process, deaf to SIGTERM

  private final String mark = UUID.randomUUID().toString();
  private Sandboxes sandboxes;
  private DockerJavaApi api;

  @BeforeEach
  void open(RealEngine real) throws Exception {
    sandboxes = new Sandboxes(real::client);
    api = DockerJavaApi.open(EngineAddress.of(real.address(), System.getenv()));
  }

  @AfterEach
  void clean() {
    api.close();
    sandboxes.close();
  }

  private String run(String script, Consumer<CreateContainerCmd> more) {
    return sandboxes.start(Map.of(LABEL, mark), script, more);
  }

  private String run() {
    return run(SLEEP, command -> {});
  }

  /** It has been started, but for a moment yet it may be the engine's program, of many threads. */
  private ContainerUsage usageOfItsOwn(String id) throws EngineException {
    ContainerUsage usage = api.usage(id);
    while (usage.get(Part.PIDS).orElse(0) > 1) {
      usage = api.usage(id);
    }
    return usage;
  }

  private static void assertKind(Kind kind, EngineException e) {
    assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
  }

  @Test
  void info_engine_saysWhoItIs() throws Exception {
    assertThat(api.info().version()).isNotEmpty();
    assertThat(api.info().operatingSystem()).isEqualTo("linux");
    assertThat(api.info().knowsUsage()).isTrue();
    assertThat(api.info().root()).startsWith("/");
    assertThat(api.disk().images()).isPositive();
  }

  @Test
  void container_running_isListedInspectedAndMeasured() throws Exception {
    String id =
        run(
            SLEEP,
            command ->
                command.withHostConfig(
                    HostConfig.newHostConfig()
                        .withNetworkMode("none")
                        .withMemory(64L << 20)
                        .withNanoCPUs(500_000_000L)
                        .withPidsLimit(50L)));
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
    var usage = usageOfItsOwn(id);
    assertThat(usage.get(Part.CPU_TIME)).isPresent();
    assertThat(usage.get(Part.MEMORY_WORKING_SET)).isPresent();
    assertThat(usage.get(Part.MEMORY_LIMIT)).hasValue(64 << 20);
    assertThat(usage.get(Part.PIDS)).hasValue(1);
  }

  @Test
  void container_withoutLimits_hasNone() throws Exception {
    String id = run();
    assertThat(api.inspect(id).memoryLimit()).isEmpty();
    assertThat(api.inspect(id).cpuLimit()).isEmpty();
    assertThat(api.usage(id).get(Part.MEMORY)).isPresent();
    assertThat(api.usage(id).get(Part.MEMORY_LIMIT)).isEmpty();
  }

  @Test
  void container_stoppedAndRemoved_isGone() throws Exception {
    String id = run();
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
    String id = run("exit 3", command -> {});
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
