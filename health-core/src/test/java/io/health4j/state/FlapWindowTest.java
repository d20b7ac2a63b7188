package io.health4j.state;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class FlapWindowTest {

  private static double ratio(List<Status> samples) {
    var window = new FlapWindow();
    samples.forEach(window::add);
    return window.ratio();
  }

  @Test
  void ratio_changes_countAmongTwentyPlaces() {
    assertThat(ratio(List.of())).isZero();
    assertThat(ratio(List.of(CRITICAL))).as("the first is no change").isZero();
    assertThat(ratio(List.of(HEALTHY, WARNING, CRITICAL))).isEqualTo(2.0 / 20);
  }

  @Test
  void ratio_unknownSamples_areLeftOut() {
    assertThat(ratio(List.of(HEALTHY, UNKNOWN, UNKNOWN, HEALTHY))).isZero();
    assertThat(ratio(List.of(HEALTHY, UNKNOWN, CRITICAL))).isEqualTo(1.0 / 20);
  }

  @Test
  void ratio_eachSampleDiffers_isOneAndFallsAgain() {
    var window = new FlapWindow();
    for (int i = 0; i < 30; i++) {
      window.add(i % 2 == 0 ? HEALTHY : WARNING);
    }
    assertThat(window.ratio()).isEqualTo(1);
    for (int i = 0; i < 15; i++) {
      window.add(WARNING);
    }
    assertThat(window.ratio()).isEqualTo(5.0 / 20);
  }

  @Property
  void ratio_anySamples_isThatOfTheLastTwentyOneKnown(
      @ForAll @Size(max = 100) List<Status> samples) {
    List<Status> known = samples.stream().filter(status -> status != UNKNOWN).toList();
    int changes = 0;
    for (int i = Math.max(1, known.size() - 20); i < known.size(); i++) {
      changes += known.get(i) == known.get(i - 1) ? 0 : 1;
    }
    assertThat(ratio(samples)).isEqualTo(changes / 20.0);
  }
}
