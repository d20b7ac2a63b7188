package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import io.health4j.docker.ContainerEngine;
import io.health4j.docker.real.Patient;
import io.health4j.docker.real.RealEngine;
import io.health4j.docker.real.Sandboxes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Orphans in all states that a real engine knows. */
@ExtendWith(RealEngine.Needed.class)
@Timeout(240)
class RealOrphansTest {

  private static final String MARK = "io.health4j.test";
  private static final String SLEEP = "exec sleep 600";

  @TempDir private Path temp;
  private final String mark = UUID.randomUUID().toString();
  private final String owner = "test-" + mark;
  private RealEngine real;
  private Sandboxes sandboxes;
  private Leases leases;

  @BeforeEach
  void open(RealEngine engine) {
    real = engine;
    sandboxes = new Sandboxes(engine::client);
    leases = Leases.in(temp.resolve("leases"));
  }

  @AfterEach
  void clean() {
    leases.closeAll();
    sandboxes.close();
  }

  private Map<String, String> marked(Map<String, String> labels) {
    var all = new HashMap<>(labels);
    all.put(MARK, mark);
    return all;
  }

  private String run(Map<String, String> labels, String script, Consumer<HostConfig> more) {
    return sandboxes.start(
        marked(labels),
        script,
        command -> more.accept(Objects.requireNonNull(command.getHostConfig())));
  }

  private String run(Map<String, String> labels) {
    return run(labels, SLEEP, host -> {});
  }

  private List<String> all() {
    return sandboxes.having(MARK, mark);
  }

  @Test
  void sweep_orphansInAnyState_areAllRemovedAndToldAndNoOtherIs() throws Exception {
    Lease over = leases.acquire(owner);
    Lease alive = leases.acquire(owner);
    Lease another = leases.acquire("another");
    another.close();
    run(over.labels());
    run(over.labels(), SLEEP, host -> host.withAutoRemove(true));
    run(over.labels(), "exit 1", host -> host.withRestartPolicy(RestartPolicy.alwaysRestart()));
    sandboxes.create(marked(over.labels()), "exit 0", command -> {});
    Sandboxes.pause(real.client(), run(over.labels()));
    List<String> keeps =
        List.of(run(alive.labels()), run(another.labels()), run(Map.of("app", "db")));
    over.close();

    try (ContainerEngine engine = ContainerEngine.at(real.address())) {
      Orphans orphans =
          Orphans.builder(new Patient(engine), leases, owner)
              .enforce()
              .grace(Duration.ZERO)
              .build();
      assertThat(orphans.sweep()).startsWith("removed 5 of 5 orphans").doesNotContain(";");
      // What the engine removes by itself may be listed for a moment yet.
      assertThat(orphans.sweep()).doesNotContain("removed 1");
      while (!orphans.sweep().equals("no orphans")) {
        Thread.onSpinWait();
      }
    }
    assertThat(all()).containsExactlyInAnyOrderElementsOf(keeps);
    assertThat(leases.sessions(owner)).containsExactly(alive.session());
  }

  @Test
  void sweep_imageOfAnOrphanWithItsOwnerCleared_isNoOrphan() throws Exception {
    DockerClient docker = real.client();
    Lease over = leases.acquire(owner);
    String made = sandboxes.create(marked(over.labels()), "exit 0", command -> {});
    String image =
        docker.commitCmd(made).withLabels(Map.of(LeaseName.OWNER, "", MARK, mark)).exec();
    over.close();
    try (ContainerEngine engine = ContainerEngine.at(real.address());
        CreateContainerCmd command = docker.createContainerCmd(image)) {
      String kept = command.withCmd("true").exec().getId();
      sandboxes.adopt(kept);
      Orphans orphans = Orphans.builder(new Patient(engine), leases, owner).enforce().build();

      assertThat(orphans.sweep()).startsWith("removed 1 of 1 orphan");
      assertThat(all()).containsExactly(kept);
      docker.removeContainerCmd(kept).exec();
    } finally {
      docker.removeImageCmd(image).exec();
    }
  }
}
