package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.Nvml;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.test.gpu.CannedMachine;
import io.health4j.test.gpu.CannedMachines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuCheckupTest {

  @TempDir private Path folder;
  private final CannedMachine machine = CannedMachines.l40();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return GpuCheckup.run(
        List.of(args),
        machine,
        Nvml.on(machine),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private int compare(String seconds, String xml, String... more) {
    var args =
        new ArrayList<>(
            List.of("--seconds", seconds, "--calls", "5", "--no-load", "--smi", command(xml)));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private String command(String xml) {
    return SmiXml.command(folder, xml).toString();
  }

  private String xml() {
    machine.init();
    return SmiXml.of(machine);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void run_allAgrees_isZeroAndReported() {
    assertThat(compare("8", xml())).isZero(); // for some samples, also of a slow machine

    assertThat(out())
        .startsWith("# GPUs gone through, 20")
        .contains("- GPU 0: NVIDIA L40", "- GPU 1: NVIDIA L40")
        .contains("## Compared with nvidia-smi, at rest", "## Under load", "no load: not wanted")
        .contains("## Checks, once a second")
        .containsPattern("\\| all \\| \\{HEALTHY=\\d")
        .containsPattern("\\| thermal \\| \\{HEALTHY=\\d")
        .contains("## Last readings", "| hw.temperature |")
        .contains("## Calls", "| nvmlDeviceGetTemperature |  | success (0) on 2 GPUs |")
        .doesNotContain("**differs**", "**not read**");
  }

  @Test
  void run_valueDiffers_isOneAndSaysWhich() {
    String xml = xml().replace("<gpu_temp>", "<gpu_temp>1");

    assertThat(compare("1", xml)).isEqualTo(1);
    assertThat(out()).contains("| 0 | temperature (C) |").contains("**differs**");
  }

  @Test
  void run_noNvidiaSmi_isOneAndSaysSo() {
    machine.init();

    assertThat(run("--seconds", "1", "--calls", "5", "--no-load", "--smi", folder + "/none"))
        .isEqualTo(1);
    assertThat(out()).contains("## Not compared at rest");
  }

  @Test
  void run_outFile_hasTheReport() throws IOException {
    Path file = folder.resolve("report.md");

    assertThat(compare("1", xml(), "--out", file.toString())).isZero();
    assertThat(Files.readString(file)).startsWith("# GPUs gone through, 20");
    assertThat(out()).isEqualTo("gpu-check: all agrees, see " + file + System.lineSeparator());
  }

  @Test
  void run_noDriver_isTwoWithTheReason() {
    machine.driver(NvmlReturn.DRIVER_NOT_LOADED);

    assertThat(run()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("gpu-check: no driver that answers: driver not loaded (9)")
        .hasLineCount(1);
    assertThat(out.size()).isZero();
  }

  @Test
  void run_noGpu_isTwo() {
    machine.remove(1);
    machine.remove(0);

    assertThat(run()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("has no GPU that can be opened");
  }

  @Test
  void run_wrongOption_isTwo() {
    assertThat(run("--fast")).isEqualTo(2);
    assertThat(run("--calls", "0")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "unknown option '--fast'; scripts/gpu-check --help lists them",
            "--calls must be a whole number from 1 to 100000");
  }

  @Test
  void run_help_isZeroAndTheScriptSaysTheSame() throws IOException {
    assertThat(run("--help")).isZero();
    assertThat(out()).isEqualTo(GpuCheckupOptions.HELP);

    String script = Files.readString(Path.of("..", "scripts", "gpu-check"));
    assertThat(script)
        .contains("[--out FILE] [--seconds N] [--calls N] [--smi COMMAND] [--no-load]");
  }
}
