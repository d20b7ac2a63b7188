package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GateTest {

  private final Gate gate = new Gate();

  @Test
  void enter_beforeItIsOpenOrAfterItIsClosed_isRefused() {
    assertThat(gate.enter(0)).isFalse();
    int generation = gate.open();
    assertThat(gate.enter(generation)).isTrue();
    gate.leave();
    assertThat(gate.close()).isTrue();
    assertThat(gate.enter(generation)).isFalse();
  }

  @Test
  void enter_ofAnEarlierGeneration_isRefused() {
    int first = gate.open();
    gate.close();
    int second = gate.open();
    assertThat(gate.enter(first)).isFalse();
    assertThat(gate.enter(second)).isTrue();
  }

  @Test
  void close_whileACallIsInside_isRefusedAndLetsOthersIn() {
    int generation = gate.open();
    gate.enter(generation);
    assertThat(gate.isEmpty()).isFalse();
    assertThat(gate.close()).isFalse();
    assertThat(gate.enter(generation)).isTrue();
    gate.leave();
    assertThat(gate.close()).isFalse();
    gate.leave();
    assertThat(gate.isEmpty()).isTrue();
    assertThat(gate.close()).isTrue();
  }
}
