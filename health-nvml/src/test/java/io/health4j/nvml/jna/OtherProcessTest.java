package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instance of the process, in JVMs that are started anew: how it is found, and without JNA. */
class OtherProcessTest {

  /** What the other JVM does. */
  static final class Program {

    public static void main(String[] arguments) {
      JnaNvml api = JnaNvml.shared();
      for (int i = 0; i < 2; i++) {
        tell("init", api.init());
        tell("problem", api.problem());
      }
      long[] out = new long[NvmlApi.MAX_VALUES];
      tell("count", api.count(out) + " " + out[0]);
      tell("open", api.open(2, out));
      tell("power", api.read(out[0], NvmlQuery.POWER_USAGE, 0, out) + " " + out[0]);
    }

    private static void tell(String what, Object value) {
      System.out.println(what + " " + value);
    }
  }

  private static List<String> run(Path settings, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED"); // JDK 24 and later warn otherwise
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("NVML_STUB", settings.toString());
    Process process = builder.start();
    List<String> lines = process.inputReader().lines().toList();
    process.waitFor();
    return lines;
  }

  @Test
  void shared_libraryWhereJnaLooks_isFound(@TempDir Path folder) throws Exception {
    Path settings = folder.resolve("settings");
    Files.writeString(settings, "# fewer\nnvmlDeviceGetCount_v2=3\nnvmlDeviceGetPowerUsage@2=99\n");

    assertThat(run(settings, "-Djna.library.path=" + StubNvml.build()))
        .containsExactly(
            "init 0", "problem ", "init 0", "problem ", "count 0 3", "open 0", "power 0 99");
  }

  @Test
  void init_jnaWithoutItsOwnLibrary_isNotFoundAndSaysWhyEachTime(@TempDir Path folder)
      throws Exception {
    List<String> lines = run(folder.resolve("none"), "-Djna.nounpack=true", "-Djna.nosys=true");

    assertThat(lines).filteredOn(line -> line.startsWith("init")).containsOnly("init 12");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("problem"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("UnsatisfiedLinkError"));
    assertThat(lines).contains("count 1 0");
  }
}
