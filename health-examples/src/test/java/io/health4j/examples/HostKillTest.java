package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.test.ManualTicker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A shell plays the other host. */
@Timeout(30)
class HostKillTest {

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final SandboxTally tally = new SandboxTally();
  private final Stage stage = Made.stage(new ManualTicker(), told::add);

  private HostKill kill(String... command) {
    return new HostKill(List.of(command), tally, stage.events());
  }

  private static ProcessHandle process(String line) {
    String pid = line.replaceAll(".*process (\\d+),.*", "$1");
    return ProcessHandle.of(Long.parseLong(pid)).orElse(null);
  }

  @Test
  void run_containersRun_killsTheHost() {
    var kill = kill("sh", "-c", "echo started; echo a warning; echo started; echo ready; exec cat");

    kill.run();

    assertThat(kill.left()).isEqualTo(2);
    assertThat(tally.started().sum()).isEqualTo(2);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).contains("killed -9: another host", "its 2 containers run on");
    ProcessHandle host = process(told.get(0));
    assertThat(host == null || !host.onExit().join().isAlive()).isTrue();
  }

  @Test
  void run_hostEndsByItself_saysWhatItSaid() {
    var kill = kill("sh", "-c", "echo started; echo out of disk; exit 1");

    kill.run();

    assertThat(kill.left()).isEqualTo(1);
    assertThat(told.get(0)).endsWith("was to be killed ended by itself: out of disk");
  }

  @Test
  void run_noSuchCommand_isTold() {
    kill("/not/there").run();

    assertThat(told.get(0)).contains("no other host could be started: ", "/not/there");
  }

  @Test
  void stop_whileItStarts_endsTheHostAndSaysNothing() throws Exception {
    var kill = kill("sh", "-c", "echo started; exec cat");
    var thread = Daemons.thread(kill, "test-host");
    thread.start();
    while (kill.left() == 0) {
      Thread.onSpinWait();
    }

    kill.stop();
    thread.join();

    assertThat(told).isEmpty();
  }

  @Test
  void stop_beforeItStarts_endsTheHost() {
    var kill = kill("sh", "-c", "exec cat");
    kill.stop();

    kill.run();

    assertThat(told).isEmpty();
    assertThat(kill.left()).isZero();
  }

  @Test
  void command_isAJvmWithTheseClasses() {
    assertThat(HostKill.command("run-1"))
        .contains("-cp", System.getProperty("java.class.path"))
        .endsWith(DoomedHost.class.getName(), "run-1");
  }
}
