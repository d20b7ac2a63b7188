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
 * process is what it is about: 8 s with limits to match, or, with {@code -Dhealth4j.pause=30}, as
 * many seconds as one likes with the default ones.
 */
final class PausedProcessTest {

  private static final int SCALED = 8;
  private static final Duration PAUSE =
      Duration.ofSeconds(Integer.getInteger("health4j.pause", SCALED));

  private static final String LOST = "lost ";

  private static List<String> command() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var all = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
    all.add(PausedProcess.class.getName());
    all.addAll(
        PAUSE.toSeconds() == SCALED
            ? List.of("100", "6000", "6000", "7000")
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

  /** The next line that does not tell of a pause that nobody asked for. */
  private static String line(BufferedReader told) throws IOException {
    String line = told.readLine();
    while (line != null && line.startsWith(LOST)) {
      line = told.readLine();
    }
    return String.valueOf(line);
  }

  @Test
  void monitor_itsProcessIsStopped_raisesNoFalseAlarmWhenItGoesOn() throws Exception {
    assumeTrue(kill("-0", ProcessHandle.current().pid()), "no kill on this system");
    Process child =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> after;
    try (BufferedReader told = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(List.of(line(told), line(told)))
          .containsExactlyInAnyOrder("state beats HEALTHY", "state calls HEALTHY");
      assertThat(line(told)).isEqualTo("calling");
      assertThat(kill("-STOP", child.pid())).isTrue();
      assertThat(child.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)).isFalse(); // real time
      assertThat(kill("-CONT", child.pid())).isTrue();
      child.outputWriter().append('\n').close();
      after = told.lines().toList();
    } finally {
      child.destroyForcibly();
    }
    assertThat(after)
        .filteredOn(line -> line.startsWith(LOST))
        .anyMatch(
            line ->
                Long.parseLong(line.substring(LOST.length())) >= PAUSE.minusSeconds(1).toMillis());
    assertThat(after)
        .filteredOn(line -> !line.startsWith(LOST))
        .containsExactly("timeouts 0", "status HEALTHY", "false reads 0");
  }
}
