package io.health4j;

import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.WARNING;
import static io.health4j.alert.SomeAlerts.firing;
import static io.health4j.alert.SomeAlerts.notification;
import static io.health4j.alert.SomeAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FoldingTest {

  @Test
  void fold_alertOfBoth_isTheNewer() {
    Notification both =
        Folding.fold(
            notification("r", "g", firing("a", "t", WARNING)),
            notification("r", "g", resolved("a", "t", WARNING)));

    assertThat(both.alerts()).containsExactly(resolved("a", "t", WARNING));
    assertThat(both.reason()).isEqualTo(Reason.ENDED);
  }

  @Test
  void fold_alertOfTheOlderOnly_isKept() {
    Notification both =
        Folding.fold(
            notification("r", "g", resolved("a", "t", CRITICAL)),
            notification("r", "g", firing("b", "t", WARNING)));

    assertThat(both.alerts())
        .containsExactly(firing("b", "t", WARNING), resolved("a", "t", CRITICAL));
    assertThat(both.reason()).isEqualTo(Reason.FIRED);
  }

  @Test
  void fold_firedThenRepeated_isStillToldAsFired() {
    Notification fired = notification("r", "g", firing("a", "t", WARNING));
    var repeated = new Notification("g", "r", Reason.REPEATED, fired.alerts(), fired.at());

    assertThat(Folding.fold(fired, repeated).reason()).isEqualTo(Reason.FIRED);
    assertThat(Folding.fold(repeated, repeated).reason()).isEqualTo(Reason.REPEATED);
  }

  @Test
  void fits_moreThanPeopleRead_isFalse() {
    Notification most = many("t", Folding.MOST_ALERTS);

    assertThat(Folding.fits(most, most)).as("the same alerts").isTrue();
    assertThat(Folding.fits(most, many("other", 1))).isFalse();
  }

  private static Notification many(String target, int count) {
    Alert[] alerts =
        IntStream.range(0, count)
            .mapToObj(i -> firing("r" + i, target, WARNING))
            .toArray(Alert[]::new);
    return notification("r", "g", alerts);
  }
}
