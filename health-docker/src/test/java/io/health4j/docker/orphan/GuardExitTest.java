package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hook, in a JVM that really ends. */
@Timeout(120)
class GuardExitTest {

  private static List<String> output(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(ExitingHost.class.getName());
    command.addAll(List.of(arguments));
    Process host =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var lines = host.inputReader()) {
      List<String> said = lines.lines().toList();
      assertThat(host.waitFor()).isEqualTo(3);
      return said;
    } finally {
      host.destroyForcibly();
    }
  }

  @Test
  void exit_leaseHeld_itsContainersAreRemoved() throws Exception {
    List<String> said = output();

    assertThat(said.subList(said.indexOf("exit"), said.size())).contains("stop c1", "remove c1");
    assertThat(said.subList(0, said.indexOf("exit"))).containsOnly("containers");
  }

  @Test
  void exit_engineHangs_endsAllTheSame() throws Exception {
    assertThat(output("hangs")).contains("stop c1").doesNotContain("remove c1");
  }
}
