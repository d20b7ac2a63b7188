package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GpuLoadTest {

  @Test
  void begin_commandThatStarts_runsUntilItIsClosed() {
    var load = GpuLoad.begin(List.of("sh", "-c", "echo started; exec sleep 100"));

    try (load) {
      assertThat(load.runs()).isTrue();
      assertThat(load.text()).startsWith("PyTorch");
    }
    assertThat(load.awaitEnd()).isTrue();
  }

  @Test
  void begin_commandThatFails_isNoLoadAndSaysWhy() {
    try (var load = GpuLoad.begin(List.of("sh", "-c", "exit 3"))) {
      assertThat(load.runs()).isFalse();
      assertThat(load.text()).startsWith("no load: ").endsWith("(it ended with 3)");
    }
  }

  @Test
  void begin_noSuchCommand_isNoLoad() {
    try (var load = GpuLoad.begin(List.of("/nowhere/python3"))) {
      assertThat(load.runs()).isFalse();
      assertThat(load.text()).isEqualTo("no load: there is no python3");
    }
  }
}
