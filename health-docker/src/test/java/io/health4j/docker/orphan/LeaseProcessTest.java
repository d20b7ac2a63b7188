package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.orphan.LeaseState.Life;
import io.health4j.time.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Owners that are real processes. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class LeaseProcessTest {
  @TempDir private Path temp;
  private Host one;
  private Host two;

  /** What runs in the other process: holds a lease until it is told to end. */
  static final class Main {

    private Main() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
      try (Lease lease = Leases.in(Path.of(args[0])).acquire("trainer")) {
        Map<String, String> labels = lease.labels();
        System.out.println(labels.get("io.health4j.session"));
        System.out.println(labels.get("io.health4j.lease"));
        System.out.println(labels.get("io.health4j.lease.home"));
        System.in.read();
      }
    }
  }

  /** Another host, in a process of its own. */
  private static final class Host {
    private final Process process;
    private Map<String, String> labels = Map.of();

    Host(Path folder) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    }

    Host ready() throws IOException {
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      labels =
          Map.of(
              "io.health4j.owner", "trainer",
              "io.health4j.session", out.readLine(),
              "io.health4j.lease", out.readLine(),
              "io.health4j.lease.home", out.readLine());
      return this;
    }

    void signal(String name) throws IOException, InterruptedException {
      String pid = Long.toString(process.pid());
      assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }
  }

  @AfterEach
  void end() {
    for (Host host : new Host[] {one, two}) {
      if (host != null) {
        host.process.destroyForcibly();
      }
    }
  }

  private LeaseState judge(Host host) {
    return Leases.in(temp.resolve("leases")).judge().judge(host.labels, Ticker.system().read());
  }

  @Test
  void judge_hostsKilledOneAfterTheOther_endAtOnceAndAlone() throws Exception {
    one = new Host(temp.resolve("leases"));
    two = new Host(temp.resolve("leases"));
    one.ready();
    two.ready();
    assertThat(one.labels.get("io.health4j.lease.home"))
        .isEqualTo(two.labels.get("io.health4j.lease.home"));
    assertThat(judge(one).reason()).isEqualTo("process " + one.process.pid() + " lives");
    assertThat(judge(two).life()).isEqualTo(Life.ALIVE);
    one.process.destroyForcibly().waitFor();
    assertThat(judge(one))
        .isEqualTo(new LeaseState(Life.ENDED, "process " + one.process.pid() + " ended"));
    assertThat(judge(two).life()).isEqualTo(Life.ALIVE);
  }

  @Test
  void judge_hostFrozen_livesHoweverLong() throws Exception {
    one = new Host(temp.resolve("leases")).ready();
    one.signal("STOP");
    LeaseJudge judge = Leases.in(temp.resolve("leases")).judge();
    ManualTick tick = new ManualTick();
    for (int i = 0; i < 10; i++) {
      assertThat(judge.judge(one.labels, tick.after(Duration.ofHours(1))).life())
          .isEqualTo(Life.ALIVE);
    }
    one.signal("KILL");
    one.process.waitFor();
    assertThat(judge.judge(one.labels, tick.read()).life()).isEqualTo(Life.ENDED);
  }

  @Test
  void judge_hostClosedItsLease_isEnded() throws Exception {
    one = new Host(temp.resolve("leases")).ready();
    one.process.getOutputStream().close();
    assertThat(one.process.waitFor()).isZero();
    assertThat(judge(one)).isEqualTo(new LeaseState(Life.ENDED, "its session was ended"));
  }
}
