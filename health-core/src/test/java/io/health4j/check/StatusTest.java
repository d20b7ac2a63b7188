package io.health4j.check;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StatusTest {

  @Test
  void values_inOrderOfBadness_hideNoFailureBehindUnknown() {
    assertThat(Status.values()).containsExactly(HEALTHY, UNKNOWN, WARNING, CRITICAL);
  }

  @Test
  void worse_unknownBesideOthers_losesToFailuresOnly() {
    assertThat(UNKNOWN.worse(HEALTHY)).isEqualTo(UNKNOWN);
    assertThat(UNKNOWN.worse(WARNING)).isEqualTo(WARNING);
    assertThat(CRITICAL.worse(UNKNOWN)).isEqualTo(CRITICAL);
    assertThat(WARNING.worse(CRITICAL)).isEqualTo(CRITICAL);
  }

  @Property
  void worse_anyStatuses_isCommutativeAssociativeAndIdempotent(
      @ForAll Status a, @ForAll Status b, @ForAll Status c) {
    assertThat(a.worse(b)).isEqualTo(b.worse(a));
    assertThat(a.worse(b).worse(c)).isEqualTo(a.worse(b.worse(c)));
    assertThat(a.worse(a)).isEqualTo(a);
    assertThat(a.worse(HEALTHY)).isEqualTo(a);
  }

  @Test
  void isFailing_onlyKnownFailures_areTrue() {
    assertThat(HEALTHY.isFailing()).isFalse();
    assertThat(UNKNOWN.isFailing()).isFalse();
    assertThat(WARNING.isFailing()).isTrue();
    assertThat(CRITICAL.isFailing()).isTrue();
  }
}
