package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TargetTest {

  @Test
  void of_id_hasNoLabels() {
    assertThat(Target.of("trainer-1")).isEqualTo(new Target("trainer-1", Attributes.none()));
  }

  @Test
  void new_blankId_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Target.of("  "))
        .withMessageContaining("'  '");
  }
}
