package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.health4j.docker.ContainerEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the engine at DOCKER_HOST, with its client {@code docker} and {@code busybox:local}. */
@Timeout(120)
class RealOrphansTest {

  private static final String MARK = "io.health4j.test";

  @TempDir private Path temp;
  private final String mark = UUID.randomUUID().toString();
  private final String owner = "test-" + mark;
  private Leases leases;

  @BeforeEach
  void needsAnEngine() {
    assumeTrue(
        !System.getenv().getOrDefault("DOCKER_HOST", "").isEmpty(),
        "no DOCKER_HOST: the tests against a real engine are left out");
    leases = Leases.in(temp.resolve("leases"));
  }

  @AfterEach
  void clean() throws Exception {
    if (leases != null) {
      leases.closeAll();
      for (String id : all()) {
        docker("rm", "-f", "-v", id);
      }
    }
  }

  private static List<String> docker(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(lines.toString()).isZero();
    return lines;
  }

  private List<String> all() throws Exception {
    return docker("ps", "-aq", "--no-trunc", "--filter", "label=" + MARK + "=" + mark);
  }

  /** Makes a container by the first words, with labels, which runs the last ones. */
  private String made(Map<String, String> labels, String first, String last) throws Exception {
    var words = new ArrayList<>(List.of(first.split(" ")));
    words.addAll(List.of("--network", "none", "--label", MARK + "=" + mark));
    labels.forEach((key, value) -> words.addAll(List.of("--label", key + "=" + value)));
    words.add("busybox:local");
    words.addAll(List.of(last.split(" ")));
    List<String> lines = docker(words.toArray(String[]::new));
    return lines.get(lines.size() - 1);
  }

  @Test
  void sweep_orphansInAnyState_areAllRemovedAndToldAndNoOtherIs() throws Exception {
    Lease over = leases.acquire(owner);
    Lease alive = leases.acquire(owner);
    Lease another = leases.acquire("another");
    another.close();
    made(over.labels(), "run -d", "sleep 600");
    made(over.labels(), "run -d --rm", "sleep 600");
    made(over.labels(), "run -d --restart always", "false");
    made(over.labels(), "create", "true");
    docker("pause", made(over.labels(), "run -d", "sleep 600"));
    List<String> keeps =
        List.of(
            made(alive.labels(), "run -d", "sleep 600"),
            made(another.labels(), "run -d", "sleep 600"),
            made(Map.of("app", "db"), "run -d", "sleep 600"));
    over.close();

    try (ContainerEngine engine = ContainerEngine.standard()) {
      Orphans orphans =
          Orphans.builder(engine, leases, owner).enforce().grace(Duration.ZERO).build();
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
    Lease over = leases.acquire(owner);
    String made = made(over.labels(), "create", "true");
    String image = docker("commit", "--change", "LABEL " + LeaseName.OWNER + "=", made).get(0);
    over.close();
    try (ContainerEngine engine = ContainerEngine.standard()) {
      String kept =
          docker("create", "--network", "none", "--label", MARK + "=" + mark, image, "true").get(0);
      Orphans orphans = Orphans.builder(engine, leases, owner).enforce().build();

      assertThat(orphans.sweep()).startsWith("removed 1 of 1 orphan");
      assertThat(all()).containsExactly(kept);
      docker("rm", kept);
    } finally {
      docker("rmi", image);
    }
  }
}
