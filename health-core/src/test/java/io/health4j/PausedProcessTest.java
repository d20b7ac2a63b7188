package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A process that stands still raises no false alarm when it goes on. In real time, since a stopped
 * process is what it is about: 3 s with limits to match, or, with {@code -Dhealth4j.pause=30}, as
 * many seconds as one likes with the default ones.
 */
final class PausedProcessTest {

  private static final int SCALED = 3;
  private static final Duration PAUSE =
      Duration.ofSeconds(Integer.getInteger("health4j.pause", SCALED));

  private static List<String> command() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var all = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
    all.add(PausedProcess.class.getName());
    all.addAll(
        PAUSE.toSeconds() == SCALED
            ? List.of("100", "2000", "1000", "2000")
            : List.of("1000", "5000"));
    return all;
  }

  /** Sends a signal; false where there is no such command. */
  private static boolean kill(String signal, long pid) throws InterruptedException {
    try {
      return new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void monitor_itsProcessIsStopped_raisesNoFalseAlarmWhenItGoesOn() throws Exception {
    assumeTrue(kill("-0", ProcessHandle.current().pid()), "no kill on this system");
    Process child =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> after;
    try (BufferedReader told = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(List.of(told.readLine(), told.readLine()))
          .containsExactlyInAnyOrder("state beats HEALTHY", "state calls HEALTHY");
      assertThat(told.readLine()).isEqualTo("calling");
      assertThat(kill("-STOP", child.pid())).isTrue();
      assertThat(child.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)).isFalse(); // real time
      assertThat(kill("-CONT", child.pid())).isTrue();
      child.outputWriter().append('\n').close();
      after = told.lines().toList();
    } finally {
      child.destroyForcibly();
    }
    assertThat(after)
        .filteredOn(line -> line.startsWith("lost "))
        .anyMatch(line -> Long.parseLong(line.substring(5)) >= PAUSE.minusSeconds(1).toMillis());
    assertThat(after)
        .filteredOn(line -> !line.startsWith("lost "))
        .containsExactly("timeouts 0", "status HEALTHY", "false reads 0");
  }
}
