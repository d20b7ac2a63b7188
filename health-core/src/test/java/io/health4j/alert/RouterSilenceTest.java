package io.health4j.alert;

import static io.health4j.alert.RouterRig.route;
import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.WARNING;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.alert.Alert.State;
import org.junit.jupiter.api.Test;

/** What somebody said nobody should be told. */
class RouterSilenceTest {

  private static final Silence OF_A = Silence.of(ofMinutes(10), "repairs", "target", "a*");

  private final RouterRig rig = new RouterRig(route("chat"));

  @Test
  void silence_matches_isToldNeitherFiredNorEnded() {
    rig.router.silence(OF_A, rig.tick);
    assertThat(rig.fire("gpu@a1", CRITICAL).mutedBy()).isEqualTo("silence: repairs");
    rig.fire("gpu@b", CRITICAL);
    rig.pass(60);
    rig.end("gpu@a1");
    rig.end("gpu@b");
    assertThat(rig.pass(3600)).containsExactly("60 chat ENDED target=b [-gpu@b]");
    assertThat(rig.router.size()).isZero();
  }

  @Test
  void silence_ends_whatStillFiresIsToldThen() {
    rig.router.silence(OF_A, rig.tick);
    rig.fire("gpu@a", CRITICAL);
    rig.fire("mem@a", WARNING);
    rig.fire("gone@a", WARNING);
    rig.pass(300);
    rig.end("gone@a");
    assertThat(rig.router.dueTick() - rig.tick).isEqualTo(300 * RouterRig.SECOND);
    assertThat(rig.pass(3600)).containsExactly("600 chat FIRED target=a [gpu@a, mem@a]");
  }

  @Test
  void endSilence_beforeItsTime_tellsWhatStillFires() {
    rig.router.silence(OF_A, rig.tick);
    rig.fire("mem@a", WARNING);
    rig.pass(100);
    assertThat(rig.router.endSilence(OF_A, rig.tick)).isTrue();
    assertThat(rig.pass(60)).containsExactly("100.5 chat FIRED target=a [mem@a]");
    assertThat(rig.router.endSilence(OF_A, rig.tick)).isFalse();
  }

  @Test
  void endSilence_anotherMatchesToo_staysMuted() {
    rig.router.silence(OF_A, rig.tick);
    rig.router.silence(Silence.of(ofHours(1), " ", "rule", "mem"), rig.tick);
    rig.fire("mem@a", WARNING);
    rig.router.endSilence(OF_A, rig.tick);
    assertThat(rig.router.shown(rig.living.get("mem@a")).mutedBy()).isEqualTo("silence");
    assertThat(rig.pass(7200)).containsExactly("3600.5 chat FIRED target=a [mem@a]");
  }

  @Test
  void silence_beforeTheGroupWaitIsOver_isNotTold() {
    rig.fire("mem@a", WARNING);
    rig.router.silence(OF_A, rig.tick);
    assertThat(rig.pass(500)).isEmpty();
  }

  @Test
  void silence_ofWhatWasTold_isNotRepeatedButItsEndIsTold() {
    var quick = new RouterRig(route("chat").timing(ofSeconds(0), ofSeconds(1), ofMinutes(1)));
    quick.fire("mem@a", WARNING);
    quick.pass(90);
    quick.router.silence(OF_A, quick.tick);
    assertThat(quick.pass(300)).isEmpty();
    quick.end("mem@a");
    assertThat(quick.pass(60)).containsExactly("390 chat ENDED target=a [-mem@a]");
  }

  @Test
  void silence_endsForWhatWasTold_isNotToldAnewButRepeated() {
    rig.fire("mem@a", WARNING);
    rig.pass(60);
    rig.router.silence(OF_A, rig.tick);
    rig.pass(1000);
    assertThat(rig.pass(4 * 3600)).containsExactly("14400.5 chat REPEATED target=a [mem@a]");
  }

  @Test
  void silence_ofOneInAGroup_theOthersAreToldWithoutIt() {
    rig.router.silence(Silence.of(ofHours(1), "", "rule", "mem"), rig.tick);
    rig.fire("mem@a", WARNING);
    rig.fire("disk@a", WARNING);
    assertThat(rig.pass(60)).containsExactly("0.5 chat FIRED target=a [disk@a]");
  }

  @Test
  void silence_endUntoldOfAnEarlierLife_isStillTold() {
    rig.fire("mem@a", WARNING);
    rig.end("mem@a");
    rig.fire("mem@a", WARNING);
    rig.router.silence(OF_A, rig.tick);
    assertThat(rig.pass(60)).containsExactly("0.5 chat ENDED target=a [-mem@a]");
  }

  @Test
  void silence_givenAgain_lastsFromThenOn() {
    rig.router.silence(OF_A, rig.tick);
    rig.pass(500);
    rig.router.silence(OF_A, rig.tick);
    rig.fire("gpu@a", CRITICAL);
    assertThat(rig.pass(3600)).containsExactly("1100 chat FIRED target=a [gpu@a]");
  }

  @Test
  void silence_ofAPendingAlert_isMutedWhenItFires() {
    rig.change("mem@a", WARNING, State.PENDING);
    rig.router.silence(OF_A, rig.tick);
    assertThat(rig.fire("mem@a", WARNING).mutedBy()).isEqualTo("silence: repairs");
    assertThat(rig.pass(500)).isEmpty();
  }

  @Test
  void silence_moreThanAThousand_isRefused() {
    for (int i = 0; i < Muting.MAX_SILENCES; i++) {
      rig.router.silence(Silence.of(ofMinutes(1), "", "target", "t" + i), rig.tick);
    }
    assertThatThrownBy(() -> rig.router.silence(OF_A, rig.tick))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("silences must be at most 1000, were 1000 already");
    rig.pass(61);
    rig.router.silence(OF_A, rig.tick);
  }
}
