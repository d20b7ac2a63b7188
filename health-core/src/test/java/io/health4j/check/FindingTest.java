package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FindingTest {

  @Test
  void of_bare_hasNoValueLimitAndRemedy() {
    var finding = Finding.of("disk-full", "/data", Status.WARNING);

    assertThat(finding.condition()).isEqualTo("disk-full");
    assertThat(finding.subject()).isEqualTo("/data");
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.value()).isEmpty();
    assertThat(finding.limit()).isEmpty();
    assertThat(finding.limitSource()).isEmpty();
    assertThat(finding.remedy()).isEmpty();
  }

  @Test
  void withers_eachInAnyOrder_keepTheRest() {
    var whole =
        new Finding(
            "disk-full",
            "/data",
            Status.CRITICAL,
            OptionalDouble.of(0.97),
            OptionalDouble.of(0.9),
            "default",
            "Delete.");
    var bare = Finding.of("disk-full", "/data", Status.CRITICAL);

    assertThat(bare.value(0.97).limit(0.9, "default").remedy("Delete.")).isEqualTo(whole);
    assertThat(bare.remedy("Delete.").limit(0.9, "default").value(0.97)).isEqualTo(whole);
    assertThat(bare).isEqualTo(Finding.of("disk-full", "/data", Status.CRITICAL));
  }

  @Test
  void new_blankCondition_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Finding.of(" ", "", Status.WARNING))
        .withMessageContaining("condition");
  }
}
