package io.health4j.alert;

import static io.health4j.alert.RouterRig.route;
import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.INFO;
import static io.health4j.alert.Severity.WARNING;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.alert.Alert.State;
import io.health4j.alert.RouterRig.Sink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which alerts are told together, and when. */
class RouterGroupingTest {

  private final RouterRig rig = new RouterRig(route("chat"));

  @Test
  void due_alertsOfOneTargetFireTogether_areToldTogetherAfterTheGroupWait() {
    rig.fire("mem@a", WARNING);
    assertThat(rig.pass(0.2)).isEmpty();
    rig.fire("disk@a", WARNING);
    rig.fire("mem@b", WARNING);
    assertThat(rig.pass(60))
        .containsExactly(
            "0.5 chat FIRED target=a [mem@a, disk@a]", "0.7 chat FIRED target=b [mem@b]");
  }

  @Test
  void due_alertsDifferInSeverity_theMostUrgentIsFirst() {
    rig.fire("a@a", INFO);
    rig.fire("b@a", WARNING);
    rig.fire("c@a", CRITICAL);
    assertThat(rig.due()).containsExactly("0 chat FIRED target=a [c@a, b@a, a@a]");
  }

  @Test
  void due_aToldGroupChanges_waitsForTheGroupIntervalAndTellsAllThatFires() {
    rig.fire("mem@a", WARNING);
    rig.pass(2);
    rig.fire("disk@a", WARNING);
    assertThat(rig.pass(60)).containsExactly("20.5 chat FIRED target=a [mem@a, disk@a]");
  }

  @Test
  void due_aToldGroupChangesLongAfter_isToldAtOnce() {
    rig.fire("mem@a", WARNING);
    rig.pass(100);
    rig.fire("disk@a", WARNING);
    assertThat(rig.due()).containsExactly("100 chat FIRED target=a [mem@a, disk@a]");
  }

  @Test
  void due_oneOfAGroupEnds_isToldAmongThoseThatFire() {
    rig.fire("mem@a", WARNING);
    rig.fire("disk@a", WARNING);
    rig.pass(100);
    rig.end("mem@a");
    assertThat(rig.due()).containsExactly("100 chat ENDED target=a [disk@a, -mem@a]");
  }

  @Test
  void due_theLastOfAGroupEnds_isToldAndTheGroupForgotten() {
    rig.fire("mem@a", WARNING);
    rig.pass(5);
    rig.change("mem@a", WARNING, State.WITHDRAWN);
    assertThat(rig.pass(100)).containsExactly("20.5 chat ENDED target=a [-mem@a]");
    assertThat(rig.router.size()).isZero();
    assertThat(rig.router.dueTick()).isEqualTo(Agenda.NEVER);
    rig.fire("mem@a", WARNING);
    assertThat(rig.pass(30)).containsExactly("105.5 chat FIRED target=a [mem@a]");
  }

  @Test
  void due_firedAndEndedBeforeItWasTold_isToldOnceAsEnded() {
    rig.fire("mem@a", WARNING);
    rig.pass(0.1);
    rig.end("mem@a");
    assertThat(rig.pass(100)).containsExactly("0.5 chat ENDED target=a [-mem@a]");
  }

  @Test
  void due_cameBackBeforeItsEndWasTold_onlyTheNewerLifeIsTold() {
    rig.fire("mem@a", WARNING);
    rig.pass(5);
    rig.end("mem@a");
    rig.pass(5);
    rig.fire("mem@a", WARNING);
    assertThat(rig.pass(100)).containsExactly("20.5 chat FIRED target=a [mem@a]");
    rig.end("mem@a");
    assertThat(rig.pass(100)).containsExactly("110 chat ENDED target=a [-mem@a]");
  }

  @Test
  void due_critical_isToldAtOnceWithItsWholeGroup() {
    rig.fire("mem@a", WARNING);
    assertThat(rig.due()).isEmpty();
    rig.fire("gpu@a", CRITICAL);
    assertThat(rig.due()).containsExactly("0 chat FIRED target=a [gpu@a, mem@a]");
    rig.pass(1);
    rig.fire("net@a", CRITICAL);
    assertThat(rig.pass(60)).containsExactly("1 chat FIRED target=a [gpu@a, net@a, mem@a]");
  }

  @Test
  void due_endOfACritical_waitsForTheGroupInterval() {
    rig.fire("gpu@a", CRITICAL);
    rig.pass(5);
    rig.end("gpu@a");
    assertThat(rig.pass(60)).containsExactly("20 chat ENDED target=a [-gpu@a]");
  }

  @Test
  void due_nothingChanges_isRepeatedAfterTheRepeatInterval() {
    rig.fire("mem@a", WARNING);
    rig.pass(1);
    assertThat(rig.pass(9 * 3600))
        .containsExactly(
            "14400.5 chat REPEATED target=a [mem@a]", "28800.5 chat REPEATED target=a [mem@a]");
  }

  @Test
  void due_recoversOrHasNoData_isNotToldByItself() {
    rig.fire("mem@a", WARNING);
    rig.pass(1);
    rig.change("mem@a", WARNING, State.RECOVERING);
    rig.change("mem@a", WARNING, State.NO_DATA);
    assertThat(rig.pass(3600)).isEmpty();
    assertThat(rig.dispatches(4 * 3600).get(0).notification().alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.state()).isEqualTo(State.NO_DATA));
  }

  @Test
  void due_pending_isNeverTold() {
    rig.change("mem@a", WARNING, State.PENDING);
    assertThat(rig.pass(3600)).isEmpty();
    rig.change("mem@a", WARNING, State.RESOLVED);
    assertThat(rig.pass(3600)).isEmpty();
    assertThat(rig.router.size()).isZero();
  }

  @Test
  void due_valuesMoved_tellsTheNewest() {
    rig.fire("mem@a", WARNING);
    Alert first = rig.living.get("mem@a");
    rig.living.put("mem@a", SomeAlerts.firing("mem", "a", CRITICAL));
    assertThat(rig.dispatches(1).get(0).notification().alerts())
        .containsExactly(rig.living.get("mem@a"))
        .doesNotContain(first);
  }

  @Test
  void groupBy_tags_groupsByThem() {
    var zones = new RouterRig(route("chat").groupBy("zone", "rule", "rack"));
    zones.fire("mem@a1", WARNING);
    zones.fire("mem@a2", WARNING);
    zones.fire("mem@b1", WARNING);
    assertThat(zones.pass(1))
        .containsExactly(
            "0.5 chat FIRED zone=a,rule=mem,rack= [mem@a1, mem@a2]",
            "0.5 chat FIRED zone=b,rule=mem,rack= [mem@b1]");
  }

  @Test
  void together_tellsAllTogether() {
    var one = new RouterRig(route("chat").together());
    one.fire("mem@a", WARNING);
    one.fire("mem@b", WARNING);
    assertThat(one.pass(1)).containsExactly("0.5 chat FIRED all [mem@a, mem@b]");
  }

  @Test
  void route_fromAndWhere_chooseWhatGoesByIt() {
    var two = new RouterRig(route("pager").from(CRITICAL), route("chat").where("target", "a*"));
    two.fire("mem@a", WARNING);
    two.fire("mem@b", CRITICAL);
    two.fire("gpu@a", CRITICAL);
    assertThat(two.pass(1))
        .containsExactly(
            "0 pager FIRED target=b [mem@b]",
            "0 pager FIRED target=a [gpu@a]",
            "0 chat FIRED target=a [gpu@a, mem@a]");
  }

  @Test
  void timing_ofTheRoute_counts() {
    var slow = new RouterRig(route("mail").timing(ofMinutes(1), ofHours(1), Duration.ofDays(1)));
    slow.fire("a@a", WARNING);
    slow.pass(100);
    slow.fire("b@a", WARNING);
    assertThat(slow.pass(26 * 3600))
        .containsExactly(
            "3660 mail FIRED target=a [a@a, b@a]", "90060 mail REPEATED target=a [a@a, b@a]");
  }

  @Test
  void resendEvery_active_isSentAgainAtThatPaceBesideChanges() {
    var peer = new RouterRig(AlertRoute.to(new Sink("peer", ofSeconds(60))));
    peer.fire("mem@a", WARNING);
    assertThat(peer.pass(70))
        .containsExactly("0.5 peer FIRED target=a [mem@a]", "60.5 peer REPEATED target=a [mem@a]");
    peer.fire("disk@a", WARNING);
    assertThat(peer.pass(70))
        .containsExactly(
            "70 peer FIRED target=a [mem@a, disk@a]", "130 peer REPEATED target=a [mem@a, disk@a]");
    peer.end("mem@a");
    peer.end("disk@a");
    assertThat(peer.pass(600)).containsExactly("140 peer ENDED target=a [-mem@a, -disk@a]");
  }

  @Test
  void resendEvery_mutedSinceItWasTold_isSentAgainAllTheSame() {
    var peer = new RouterRig(AlertRoute.to(new Sink("peer", ofSeconds(60))));
    peer.fire("mem@a", WARNING);
    peer.pass(1);
    peer.router.silence(Silence.of(ofHours(1), "", "target", "a"), peer.tick);
    assertThat(peer.pass(60)).containsExactly("60.5 peer REPEATED target=a [mem@a]");
  }

  @Test
  void flush_theEndHasCome_tellsWhatWaits() {
    rig.fire("mem@a", WARNING);
    rig.fire("mem@b", WARNING);
    assertThat(RouterRig.texts(rig.router.flush(rig.tick, rig.at())))
        .containsExactly("0 chat FIRED target=a [mem@a]", "0 chat FIRED target=b [mem@b]");
    assertThat(rig.pass(100)).isEmpty();
  }

  @Test
  void constructor_aNameIsThereTwice_isRefused() {
    AlertRoute pager = route("pager");
    var routes = List.of(route("chat").escalateTo(pager), pager);
    assertThatThrownBy(() -> new Router(routes, name -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("route 'pager' is given twice");
  }
}
