package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DcgmLabelsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "NVIDIA A100-SXM4-40GB MIG 1g.5gb, 1g.5gb",
    "NVIDIA A100-SXM4-40GB MIG 1c.2g.10gb, 2g.10gb",
    "NVIDIA H100 80GB HBM3 MIG 1g.10gb+me, 1g.10gb+me",
    "odd, odd",
    "'', ''"
  })
  void profile_ofAName_isTheGpuInstances(String name, String profile) {
    assertThat(DcgmLabels.profile(name)).isEqualTo(profile);
  }

  @Test
  void host_nodeNameGiven_isThat() throws IOException {
    Path file = Files.writeString(folder.resolve("hostname"), "machine\n");
    assertThat(DcgmLabels.host(Map.of("NODE_NAME", "node-7"), file)).isEqualTo("node-7");
    assertThat(DcgmLabels.host(Map.of("NODE_NAME", " ", "HOSTNAME", "x"), file))
        .isEqualTo("machine");
  }

  @Test
  void host_withoutLinux_isWhatTheEnvironmentSays() {
    Path none = folder.resolve("none");
    assertThat(DcgmLabels.host(Map.of("HOSTNAME", "mac"), none)).isEqualTo("mac");
    assertThat(DcgmLabels.host(Map.of("COMPUTERNAME", "PC", "HOSTNAME", "x"), none))
        .isEqualTo("PC");
    assertThat(DcgmLabels.host(Map.of(), none)).isEmpty();
  }
}
