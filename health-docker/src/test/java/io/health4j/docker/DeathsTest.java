package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeathsTest {

  private final Deaths deaths = new Deaths();

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  @Test
  void event_thenItsState_isOne() {
    assertThat(deaths.byEvent(at(1050))).isTrue();
    assertThat(deaths.byState(at(1000))).isFalse();
  }

  @Test
  void event_datedALittleBeforeItsState_isOne() {
    assertThat(deaths.byEvent(at(1000))).isTrue();
    assertThat(deaths.byState(at(1900))).isFalse();
  }

  @Test
  void state_thenItsEvent_isOne() {
    assertThat(deaths.byState(at(1000))).isTrue();
    assertThat(deaths.byEvent(at(1050))).isFalse();
  }

  @Test
  void state_thenItsEventAndTheNext_areTwo() {
    assertThat(deaths.byState(at(1000))).isTrue();
    assertThat(deaths.byEvent(at(1050))).isFalse();
    assertThat(deaths.byEvent(at(1500))).isTrue();
  }

  @Test
  void state_whoseEventNeverComes_leavesLaterOnesToBeTold() {
    assertThat(deaths.byState(at(1000))).isTrue();
    assertThat(deaths.byEvent(at(11_000))).isTrue();
  }

  @Test
  void state_shownAgain_isOne() {
    assertThat(deaths.byState(at(1000))).isTrue();
    assertThat(deaths.byState(at(1000))).isFalse();
    assertThat(deaths.byState(at(3000))).isTrue();
  }

  @Test
  void events_inOrder_areEachTold() {
    assertThat(deaths.byEvent(at(1000))).isTrue();
    assertThat(deaths.byEvent(at(1100))).isTrue();
    assertThat(deaths.byEvent(at(1100))).isFalse();
    assertThat(deaths.byEvent(at(1000))).isFalse();
  }

  @Test
  void known_isNeverTold() {
    deaths.known(at(1000));
    assertThat(deaths.byState(at(1000))).isFalse();
    assertThat(deaths.byEvent(at(1000))).isFalse();
    assertThat(deaths.byEvent(at(1050))).isTrue();
  }

  @Test
  void engineWhoseClockWentBack_isToldWhenItGoesOn() {
    assertThat(deaths.byEvent(at(50_000))).isTrue();
    assertThat(deaths.byEvent(at(10_000))).isFalse();
    assertThat(deaths.byEvent(at(50_001))).isTrue();
  }
}
