package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeltaTest {

  private final Delta delta = new Delta();

  @Test
  void next_first_isNoGrowth() {
    assertThat(delta.next(1_000)).isZero();
  }

  @Test
  void next_more_isTheDifference() {
    delta.next(1_000);

    assertThat(delta.next(1_007)).isEqualTo(7);
    assertThat(delta.next(1_007)).isZero();
  }

  @Test
  void next_fromZero_counts() {
    delta.next(0);

    assertThat(delta.next(1)).isEqualTo(1);
  }
}
