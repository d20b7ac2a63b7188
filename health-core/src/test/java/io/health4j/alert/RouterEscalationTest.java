package io.health4j.alert;

import static io.health4j.alert.RouterRig.route;
import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.WARNING;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who is told when nobody acknowledges. */
class RouterEscalationTest {

  private static final AlertRoute BOSS =
      route("boss").timing(ofSeconds(1), ofSeconds(1), ofHours(1));

  private final RouterRig rig = new RouterRig(route("chat").escalateTo(BOSS));

  @Test
  void due_nobodyAcknowledges_goesByTheNextRouteWhichThenHearsAll() {
    rig.fire("gpu@a", CRITICAL);
    rig.fire("mem@a", WARNING);
    rig.pass(200);
    rig.fire("net@a", CRITICAL);
    assertThat(rig.pass(250))
        .containsExactly(
            "200 chat FIRED target=a [gpu@a, net@a, mem@a]", "300 boss ESCALATED target=a [gpu@a]");
    rig.end("gpu@a");
    assertThat(rig.pass(100))
        .containsExactly(
            "450 chat ENDED target=a [net@a, mem@a, -gpu@a]",
            "450 boss ENDED target=a [-gpu@a]",
            "500 boss ESCALATED target=a [net@a]");
    assertThat(rig.pass(3600)).containsExactly("4100 boss REPEATED target=a [net@a]");
  }

  @Test
  void due_lessUrgentThanItsEscalation_staysWhereItIs() {
    rig.fire("mem@a", WARNING);
    assertThat(rig.pass(3600)).hasSize(1);
  }

  @Test
  void escalateTo_withTimeAndSeverity_countFromWhenItWasTold() {
    var own = new RouterRig(route("chat").escalateTo(BOSS, ofMinutes(1), WARNING));
    own.fire("mem@a", WARNING);
    assertThat(own.pass(100))
        .containsExactly("0.5 chat FIRED target=a [mem@a]", "60.5 boss ESCALATED target=a [mem@a]");
  }

  @Test
  void acknowledge_inTime_doesNotEscalate() {
    rig.fire("gpu@a", CRITICAL);
    rig.pass(299);
    rig.router.acknowledge("gpu@a", "ann", rig.tick);
    assertThat(rig.pass(3600)).containsExactly("299 chat ACKNOWLEDGED target=a [gpu@a]");
  }

  @Test
  void acknowledge_afterItEscalated_isToldToBoth() {
    rig.fire("gpu@a", CRITICAL);
    rig.pass(400);
    rig.router.acknowledge("gpu@a", "ann", rig.tick);
    assertThat(rig.due())
        .containsExactly(
            "400 chat ACKNOWLEDGED target=a [gpu@a]", "400 boss ACKNOWLEDGED target=a [gpu@a]");
  }

  @Test
  void acknowledge_whileTheEscalationWaitsForItsTurn_isNotToldAnyMore() {
    var narrow = new RouterRig(route("chat").escalateTo(BOSS.atMost(1, ofHours(1))));
    narrow.fire("gpu@a", CRITICAL);
    narrow.fire("gpu@b", CRITICAL);
    narrow.pass(301);
    narrow.router.acknowledge("gpu@b", "ann", narrow.tick);
    assertThat(narrow.pass(7200)).noneMatch(text -> text.contains("boss") && text.contains("@b"));
  }

  @Test
  void due_endedInTime_doesNotEscalate() {
    rig.fire("gpu@a", CRITICAL);
    rig.pass(299);
    rig.end("gpu@a");
    assertThat(rig.pass(3600)).containsExactly("299 chat ENDED target=a [-gpu@a]");
    assertThat(rig.router.size()).isZero();
  }

  @Test
  void due_muteWhenItShouldEscalate_escalatesWhenTheMuteEnds() {
    rig.fire("gpu@a", CRITICAL);
    rig.pass(1);
    rig.router.silence(Silence.of(ofMinutes(10), "", "target", "a"), rig.tick);
    assertThat(rig.pass(900)).containsExactly("601 boss ESCALATED target=a [gpu@a]");
  }

  @Test
  void due_nextRouteDoesNotMatch_isNotTold() {
    var picky = new RouterRig(route("chat").escalateTo(BOSS.where("target", "b*")));
    picky.fire("gpu@a", CRITICAL);
    picky.fire("gpu@b", CRITICAL);
    assertThat(picky.pass(600)).contains("300 boss ESCALATED target=b [gpu@b]").hasSize(3);
  }

  @Test
  void escalateTo_severalRoutes_goesOnFromEachToTheNext() {
    var chain =
        new RouterRig(
            route("chat").escalateTo(route("pager").escalateTo(BOSS, ofMinutes(10), CRITICAL)));
    chain.fire("gpu@a", CRITICAL);
    assertThat(chain.pass(1000))
        .containsExactly(
            "0 chat FIRED target=a [gpu@a]",
            "300 pager ESCALATED target=a [gpu@a]",
            "900 boss ESCALATED target=a [gpu@a]");
    chain.end("gpu@a");
    assertThat(chain.due()).hasSize(3).allMatch(text -> text.contains("ENDED"));
  }
}
