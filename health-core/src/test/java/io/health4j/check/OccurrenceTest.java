package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OccurrenceTest {

  private static Occurrence named(String name) {
    return new Occurrence(name, "", OptionalDouble.empty(), Attributes.none(), 0);
  }

  @Test
  void new_blankName_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named(" "))
        .withMessage("an occurrence's name must not be blank");
  }

  @Test
  void build_withOccurrences_keepsThemInOrderAndTheStatus() {
    var result =
        CheckResult.builder().occurrence(named("test.b")).occurrence(named("test.a")).build();

    assertThat(result.occurrences()).containsExactly(named("test.b"), named("test.a"));
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).isEmpty();
  }
}
