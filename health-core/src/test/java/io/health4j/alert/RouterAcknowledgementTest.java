package io.health4j.alert;

import static io.health4j.alert.RouterRig.route;
import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.WARNING;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import io.health4j.alert.RouterRig.Sink;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody looks after it. */
class RouterAcknowledgementTest {

  private final RouterRig rig = new RouterRig(route("chat"), route("pager").from(CRITICAL));

  @Test
  void acknowledge_told_tellsThoseWhoWereToldAtOnceAndRepeatsNoMore() {
    rig.fire("mem@a", WARNING);
    rig.pass(10);
    rig.router.acknowledge("mem@a", "ann", rig.tick);
    assertThat(rig.pass(10 * 3600)).containsExactly("10 chat ACKNOWLEDGED target=a [mem@a]");
  }

  @Test
  void acknowledge_lastsUntilTheEnd_notIntoTheNextLife() {
    rig.fire("mem@a", WARNING);
    rig.pass(10);
    rig.router.acknowledge("mem@a", "ann", rig.tick);
    assertThat(rig.change("mem@a", WARNING, State.RECOVERING).acknowledgedBy()).isEqualTo("ann");
    assertThat(rig.change("mem@a", WARNING, State.FIRING).acknowledgedBy()).isEqualTo("ann");
    assertThat(rig.end("mem@a").acknowledgedBy()).isEqualTo("ann");
    rig.pass(60);
    assertThat(rig.fire("mem@a", WARNING).acknowledgedBy()).isEmpty();
    assertThat(rig.pass(60)).containsExactly("70.5 chat FIRED target=a [mem@a]");
  }

  @Test
  void acknowledge_beforeItWasTold_isToldAsFiredWithTheName() {
    rig.fire("mem@a", WARNING);
    rig.router.acknowledge("mem@a", "ann", rig.tick);
    var told = rig.dispatches(60);
    assertThat(RouterRig.texts(told)).containsExactly("0.5 chat FIRED target=a [mem@a]");
    assertThat(told.get(0).notification().alerts().get(0).acknowledgedBy()).isEqualTo("ann");
  }

  @Test
  void acknowledge_oneOfTwo_theGroupIsRepeatedForTheOther() {
    rig.fire("mem@a", WARNING);
    rig.fire("disk@a", WARNING);
    rig.pass(10);
    rig.router.acknowledge("mem@a", "ann", rig.tick);
    assertThat(rig.pass(5 * 3600))
        .containsExactly(
            "10 chat ACKNOWLEDGED target=a [mem@a, disk@a]",
            "14410 chat REPEATED target=a [mem@a, disk@a]");
  }

  @Test
  void acknowledge_aSinkThatForgets_isResentAllTheSame() {
    var peer = new RouterRig(AlertRoute.to(new Sink("peer", ofSeconds(60))));
    peer.fire("gpu@a", CRITICAL);
    peer.pass(1);
    peer.router.acknowledge("gpu@a", "ann", peer.tick);
    assertThat(peer.pass(100))
        .containsExactly(
            "1 peer ACKNOWLEDGED target=a [gpu@a]", "61 peer REPEATED target=a [gpu@a]");
  }

  @Test
  void acknowledge_again_isToldOnlyForAnotherName() {
    rig.fire("mem@a", WARNING);
    rig.pass(10);
    for (String by : List.of("ann", "ann", "bob")) {
      rig.router.acknowledge("mem@a", by, rig.tick);
      rig.pass(1);
    }
    assertThat(rig.router.shown(rig.living.get("mem@a")).acknowledgedBy()).isEqualTo("bob");
    rig.router.acknowledge("mem@a", "bob", rig.tick);
    assertThat(rig.due()).isEmpty();
  }

  @Test
  void acknowledge_unknownOrPending_isNothing() {
    rig.change("mem@a", WARNING, State.PENDING);
    rig.router.acknowledge("mem@a", "ann", rig.tick);
    rig.router.acknowledge("mem@b", "ann", rig.tick);
    assertThat(rig.fire("mem@a", WARNING).acknowledgedBy()).isEmpty();
  }
}
