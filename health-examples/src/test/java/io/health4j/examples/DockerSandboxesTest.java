package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** In a real engine. */
@Timeout(120)
@EnabledIfEnvironmentVariable(
    named = "DOCKER_HOST",
    matches = ".+",
    disabledReason = "DOCKER_HOST names no container engine")
class DockerSandboxesTest {

  private static final Duration LONG = Duration.ofSeconds(9);

  private final DockerSandboxes sandboxes = DockerSandboxes.standard();
  private final String run = UUID.randomUUID().toString();
  private final Knapsack problem = new Knapsack(new Random(1));
  private String id = "";

  @BeforeEach
  void prepare() throws Exception {
    sandboxes.prepare();
  }

  @AfterEach
  void remove() throws Exception {
    if (!id.isEmpty()) {
      sandboxes.remove(id);
    }
    int left = sandboxes.count(SandboxLoop.RUN_LABEL, run);
    sandboxes.close();
    assertThat(left).isZero();
  }

  private Sandboxes.Ending ending(SandboxMishap mishap, Duration within) throws Exception {
    List<String> command = problem.command(mishap, "1" + "0".repeat(Knapsack.THINGS - 1));
    id = sandboxes.start(command, Map.of(SandboxLoop.RUN_LABEL, run));
    assertThat(sandboxes.count(SandboxLoop.RUN_LABEL, run)).isEqualTo(1);
    return sandboxes.await(id, within);
  }

  @Test
  void await_well_printsTheWorth() throws Exception {
    Sandboxes.Ending ending = ending(SandboxMishap.NONE, LONG);

    assertThat(ending.kind()).isEqualTo(Sandboxes.Ending.Kind.DONE);
    assertThat(Integer.parseInt(ending.output())).isBetween(1, 100);
  }

  @Test
  void await_exitCode_isFailed() throws Exception {
    assertThat(ending(SandboxMishap.FAIL, LONG).kind()).isEqualTo(Sandboxes.Ending.Kind.FAILED);
  }

  @Test
  void await_tooMuchMemory_isKilledForIt() throws Exception {
    assertThat(ending(SandboxMishap.MEMORY, LONG).kind())
        .isEqualTo(Sandboxes.Ending.Kind.OUT_OF_MEMORY);
  }

  @Test
  void await_hang_givesUpAndLeavesItRunning() throws Exception {
    assertThat(ending(SandboxMishap.HANG, Duration.ofMillis(200)).kind())
        .isEqualTo(Sandboxes.Ending.Kind.HUNG);
    assertThat(sandboxes.count(SandboxLoop.RUN_LABEL, run)).isEqualTo(1);
  }

  @Test
  void remove_goneAlready_saysSo() throws Exception {
    String gone = sandboxes.start(List.of("sleep", "60"), Map.of());
    sandboxes.remove(gone);

    assertThatThrownBy(() -> sandboxes.remove(gone))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(gone)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void start_noSuchCommand_leavesNothingBehind() {
    assertThatThrownBy(
            () -> sandboxes.start(List.of("nothing"), Map.of(SandboxLoop.RUN_LABEL, run)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing");
  }
}
