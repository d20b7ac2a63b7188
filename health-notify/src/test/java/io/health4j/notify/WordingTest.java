package io.health4j.notify;

import static io.health4j.test.CannedAlerts.firing;
import static io.health4j.test.CannedAlerts.in;
import static io.health4j.test.CannedAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.test.CannedAlerts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

  private static final Alert ONE = firing("gpu-3", Severity.CRITICAL);
  private static final Alert OTHER = firing("gpu-4", Severity.WARNING);

  @ParameterizedTest
  @CsvSource({
    "FIRED, CRITICAL: memory-high on gpu-3",
    "ENDED, RESOLVED: memory-high on gpu-3",
    "REPEATED, STILL CRITICAL: memory-high on gpu-3",
    "ESCALATED, ESCALATED CRITICAL: memory-high on gpu-3",
    "ACKNOWLEDGED, ACKNOWLEDGED CRITICAL: memory-high on gpu-3"
  })
  void title_oneAlert_namesIt(Reason reason, String title) {
    assertThat(Wording.title(notification(reason))).isEqualTo(title);
  }

  @Test
  void title_manyAlerts_countsThem() {
    assertThat(Wording.title(notification(Reason.FIRED, List.of(OTHER, ONE))))
        .isEqualTo("CRITICAL: 2 alerts, zone=a");
    assertThat(Wording.title(notification(Reason.ENDED, List.of(in(ONE, State.RESOLVED), OTHER))))
        .isEqualTo("WARNING: 2 alerts, 1 ended, zone=a");
  }

  @Test
  void title_alertThatNobodyKnowsTheEndOf_isNotResolved() {
    var ended = List.of(in(ONE, State.WITHDRAWN), in(OTHER, State.RESOLVED));

    assertThat(Wording.title(notification(Reason.ENDED, ended)))
        .isEqualTo("ENDED: 2 alerts, zone=a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all", "*"})
  void title_groupThatNoTagMakes_hasNoName(String group) {
    var all = new Notification(group, "r", Reason.FIRED, List.of(ONE, OTHER), CannedAlerts.AT);

    assertThat(Wording.title(all)).isEqualTo("CRITICAL: 2 alerts");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void title_nastyNames_isOneLine(Reason reason) {
    for (Alert alert : CannedAlerts.nasty(10)) {
      assertThat(Wording.title(notification(reason, List.of(alert))))
          .doesNotContainPattern("[\\p{Cc}\\u2028]");
    }
  }

  @Test
  void state_withoutData_saysSo() {
    assertThat(Wording.state(ONE)).isEqualTo("CRITICAL");
    assertThat(Wording.state(in(ONE, State.NO_DATA))).isEqualTo("CRITICAL, no data");
    assertThat(Wording.state(in(ONE, State.RECOVERING))).isEqualTo("CRITICAL");
    assertThat(Wording.state(in(ONE, State.RESOLVED))).isEqualTo("RESOLVED");
    assertThat(Wording.state(in(ONE, State.WITHDRAWN))).isEqualTo("WITHDRAWN");
  }

  @Test
  void facts_ofAnAlert_areThoseThatAreKnown() {
    assertThat(Wording.facts(ONE))
        .containsExactly(
            Map.entry("check", "memory"),
            Map.entry("value", "0.93"),
            Map.entry("limit", "0.8"),
            Map.entry("labels", "team=search"),
            Map.entry("since", "2026-03-01T12:00:00Z"));
    assertThat(Wording.facts(CannedAlerts.acknowledged(in(ONE, State.NO_DATA), "ada")))
        .doesNotContainKey("value")
        .containsEntry("acknowledged by", "ada");
    assertThat(Wording.facts(in(ONE, State.RESOLVED)))
        .containsEntry("ended", "2026-03-01T12:01:00Z");
  }
}
