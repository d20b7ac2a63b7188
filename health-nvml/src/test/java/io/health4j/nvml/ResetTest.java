package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ResetTest {

  @Test
  void of_aRemedyWithOrWithoutAPeriod_saysWhatAResetNeeds() {
    String needs = " A reset needs every process to let go of the GPU, this one too";
    assertThat(Reset.of("Reset it.")).startsWith("Reset it." + needs).endsWith(".");
    assertThat(Reset.of("Reset it")).isEqualTo(Reset.of("Reset it."));
  }

  @Test
  void remedies_thatAskForAReset_sayWhatItNeeds() {
    assertThat(DriverVerdict.RESET.remedy)
        .isEqualTo(Reset.of("Stop the work on the GPU and reset it."));
    assertThat(DriverVerdict.DRAIN_AND_RESET.remedy).contains("close its monitor");
    assertThat(XidTable.defaults().meaning(48).remedy()).contains("close its monitor");
    assertThat(XidTable.defaults().meaning(74).remedy()).contains("close its monitor");
    assertThat(XidTable.defaults().meaning(13).remedy()).doesNotContain("close its monitor");
  }
}
