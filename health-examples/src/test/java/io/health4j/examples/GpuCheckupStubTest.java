package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it in a process of its own, through JNA, over a stand-in for NVIDIA's library. */
class GpuCheckupStubTest {

  @TempDir private Path folder;

  @BeforeEach
  void needsCompiler() {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "gcc")));
    assumeTrue(there || System.getenv("CI") != null, "gcc is not there");
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", folder.toString());
    Process process = builder.start();
    String output = process.inputReader().lines().collect(Collectors.joining("\n"));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output + "\nexit status " + process.exitValue();
  }

  private String checkup(String xml) throws IOException, InterruptedException {
    String stub = Path.of("..", "scripts", "nvml-stub").toString();
    assertThat(run(List.of(stub, folder.toString()))).endsWith("exit status 0");
    return run(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx160m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            GpuCheckup.class.getName(),
            "--seconds",
            "3",
            "--calls",
            "5",
            "--no-load",
            "--smi",
            SmiXml.command(folder, xml).toString()));
  }

  /** What the stand-in tells, too. */
  private static String xml(String celsius) {
    return IntStream.range(0, 8)
        .mapToObj(
            i ->
                "<gpu><uuid>GPU-0000000%d-0000-0000-0000-000000000000</uuid>".formatted(i)
                    + "<product_name>NVIDIA H100 80GB HBM3</product_name>"
                    + "<temperature><gpu_temp>%s C</gpu_temp></temperature></gpu>"
                        .formatted(celsius))
        .collect(
            Collectors.joining(
                "", "<nvidia_smi_log><attached_gpus>8</attached_gpus>", "</nvidia_smi_log>"));
  }

  @Test
  void main_sameValues_isZeroWithAReport() throws Exception {
    assertThat(checkup(xml("45")))
        .contains("# GPUs gone through", "- GPU 7: NVIDIA H100 80GB HBM3", "on 8 GPUs")
        .doesNotContain("**differs**", "**not read**")
        .endsWith("exit status 0");
  }

  @Test
  void main_otherValues_isOne() throws Exception {
    assertThat(checkup(xml("95"))).contains("**differs**").endsWith("exit status 1");
  }
}
