package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.prometheus.ScrapeEndpoint;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoTest {

  /** For some samples, where one second is not like another; and less than the calm takes. */
  private static final String ENOUGH = "8";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    var to = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Demo.run(Terminal.plain(to), new PrintStream(err, true, StandardCharsets.UTF_8), args);
  }

  private static Process start(String... args) throws IOException {
    return builder(args).start();
  }

  private static ProcessBuilder builder(String... args) {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName()));
    if (Runtime.version().feature() >= 22) { // JNA loads a native library, which is told since then
      command.add(1, "--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static String rest(BufferedReader reader) {
    return reader.lines().collect(Collectors.joining("\n"));
  }

  @Test
  void run_help_explainsAndIsWell() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: ./demo");
    assertThat(err.size()).isZero();
  }

  @Test
  void run_helpOfTheWorkers_isTheSame() {
    assertThat(run("workers", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Help.TEXT);
  }

  @Test
  void run_helpOfTheGpus_isTheSame() {
    assertThat(run("gpu", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Help.TEXT);
  }

  @Test
  void run_helpOfTheContainers_isTheSame() {
    assertThat(run("--seconds", "3", "--containers", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Help.TEXT);
  }

  @Test
  void main_noEngine_isOneLineAndTwo() throws Exception {
    ProcessBuilder demo = builder("--containers", "--seconds", "3", "--port", "0");
    demo.environment().put("DOCKER_HOST", "unix:///not/there.sock");
    Process process = demo.start();
    String output = rest(process.inputReader());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(output).contains("demo: no container engine here: ", "/not/there.sock");
    assertThat(output.lines().filter(line -> line.startsWith("demo: "))).hasSize(1);
  }

  @Test
  void run_gpusOfThisMachine_areShownOrItSaysWhyNot() {
    int code = run("gpu", "--seconds", "1", "--port", "0");

    if (code == 0) {
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("the GPUs of this machine");
    } else {
      assertThat(code).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .startsWith("demo: no GPU here: ")
          .contains(" (./demo gpu --machine dgx-h100 shows a canned one)")
          .hasLineCount(1);
    }
  }

  @Test
  void run_optionOfTheOtherDemo_isOneLineAndTwo() {
    assertThat(run("workers", "--trouble", "stall")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("demo: unknown option '--trouble'")
        .hasLineCount(1);
  }

  @Test
  void run_unknownOption_isOneLineAndTwo() {
    assertThat(run("wrkers")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "demo: unknown option 'wrkers'; ./demo --help lists them" + System.lineSeparator());
    assertThat(out.size()).isZero();
  }

  @Test
  void run_wrongUrl_isOneLineWithoutItsSecret() {
    assertThat(run("--slack", "https://u:s3cret@hooks.slack.com/services/s3cret")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("demo: --slack: url must have no user and password")
        .contains("was 'https://hooks.slack.com'")
        .doesNotContain("s3cret")
        .hasLineCount(1);
  }

  @Test
  void run_portInUse_isOneLineAndTwo() {
    try (var other = ScrapeEndpoint.builder((format, out) -> {}).port(0).start()) {
      int port = URI.create(other.url()).getPort();

      assertThat(run("--seconds", "1", "--port", "" + port)).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .startsWith("demo: port " + port)
          .hasLineCount(1);
      assertThat(out.size()).isZero();
    }
  }

  @Test
  void main_threeSeconds_endsWithTheSummary() throws Exception {
    Process process =
        start("--seconds", "3", "--port", "0", "--slack", "http://localhost:9/s3cret");
    String output = rest(process.inputReader());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output)
        .contains("http://127.0.0.1:")
        .contains("Summary after ")
        .contains("of one core")
        .contains("alerts      0 fired, ", "route       slack: 0 delivered; 0 dropped")
        .doesNotContain("s3cret")
        .contains("Last state")
        .doesNotContain("\u001b");
    assertThat(output.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void main_workers_endsWithTheirSummary() throws Exception {
    Process process =
        start("workers", "--seconds", ENOUGH, "--port", "0", "--workers", "20", "--enforce");
    String output = rest(process.inputReader());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output)
        .contains("20 workers, seed 1; a sample of each every 1 s; http://127.0.0.1:")
        .contains("Summary after ", "Last state of 20 workers: 20 HEALTHY")
        .contains("accused     none", "alerts      0 fired, ", "restarts: done")
        .doesNotContain("\u001b");
    assertThat(output.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void main_cannedGpus_endsWithTheirSummary() throws Exception {
    Process process =
        start("gpu", "--machine", "lost", "--trouble", "hang", "--seconds", ENOUGH, "--port", "0");
    String output = rest(process.inputReader());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output)
        .contains("a canned machine, lost: 8 GPUs, one of which has fallen off the bus; a sample")
        .contains("Summary after ", "not found: it begins after 10 s")
        .contains("5" + " ".repeat(27) + "CRITICAL", "! CRITICAL gpu-lost GPU 5 (")
        .doesNotContain("\u001b");
    assertThat(output.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void main_killed_endsWithTheSummary() throws Exception {
    Process process = start("--port", "0");
    var reader = process.inputReader();
    assertThat(reader.readLine()).contains("MAX-3-SAT"); // from here on it is ready for signals

    process.toHandle().destroy(); // unlike the process, it leaves the output open

    assertThat(rest(reader)).contains("Summary after ");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }
}
