package io.health4j.alert;

import static io.health4j.alert.RouterRig.route;
import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.WARNING;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertEngine.Due;
import io.health4j.check.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From samples to notifications. */
class AlertEngineTest {

  private final EngineRig warning =
      new EngineRig(List.of(EngineRig.rule(WARNING, 1)), route("chat").together());

  private final EngineRig critical =
      new EngineRig(List.of(EngineRig.rule(CRITICAL, 1)), route("chat"));

  @Test
  void sampled_ruleFiresAndEnds_isToldBoth() {
    warning.watch("a");
    assertThat(warning.load(0.5, "a").isEmpty()).isTrue();
    Due fired = warning.load(0.95, "a");
    assertThat(fired.changed()).singleElement().extracting(Alert::state).isEqualTo(State.FIRING);
    String name = warning.fingerprint("a");
    assertThat(warning.pass(30)).containsExactly("0.5 chat FIRED all [" + name + "]");
    assertThat(RouterRig.texts(warning.load(0.5, "a").dispatches()))
        .containsExactly("30 chat ENDED all [-" + name + "]");
    assertThat(warning.engine.size()).isZero();
    assertThat(warning.engine.dropped()).isZero();
  }

  @Test
  void untilDue_groupWaits_saysWhenItMustBeTold() {
    assertThat(warning.engine.untilDue(warning.tick)).isEqualTo(Long.MAX_VALUE);
    warning.watch("a").load(0.95, "a");
    assertThat(warning.engine.untilDue(warning.tick)).isEqualTo(500_000_000);
    assertThat(warning.engine.untilDue(warning.tick + 700_000_000)).isZero();
  }

  @Test
  void flush_theEndHasCome_tellsWhatWaits() {
    warning.watch("a").load(0.95, "a");
    assertThat(warning.engine.flush(warning.tick, warning.at()).dispatches()).hasSize(1);
    assertThat(warning.engine.flush(warning.tick, warning.at()).isEmpty()).isTrue();
  }

  @Test
  void remove_activeAlert_isToldAsWithdrawn() {
    warning.watch("a").load(0.95, "a");
    warning.pass(60);
    Due due = warning.engine.remove("a", warning.tick, warning.at());
    assertThat(due.changed()).singleElement().extracting(Alert::state).isEqualTo(State.WITHDRAWN);
    assertThat(due.dispatches()).hasSize(1);
    assertThat(warning.engine.size()).isZero();
  }

  @Test
  void remove_pendingCause_itsEffectIsToldAfterItSettled() {
    var rig = new EngineRig(List.of(EngineRig.rule(CRITICAL, 2)), route("chat"));
    rig.watch("host").watch("worker", "host");
    rig.load(0.95, "host", "worker", "worker");
    String worker = rig.fingerprint("worker");
    assertThat(rig.pass(10)).isEmpty();
    assertThat(rig.engine.alerts()).extracting(Alert::mutedBy).contains("cause: host");
    rig.engine.remove("host", rig.tick, rig.at());
    assertThat(rig.engine.alerts()).hasSize(1);
    assertThat(rig.pass(60)).containsExactly("40 chat FIRED target=worker [" + worker + "]");
  }

  @Test
  void sampled_pendingCauseGoesAway_itsEffectIsToldAfterItSettled() {
    var rig = new EngineRig(List.of(EngineRig.rule(CRITICAL, 2)), route("chat"));
    rig.watch("host").watch("worker", "host");
    rig.load(0.95, "host", "worker");
    rig.load(0.95, "worker");
    String worker = rig.fingerprint("worker");
    assertThat(rig.pass(10)).isEmpty();
    assertThat(rig.load(0.5, "host").changed())
        .singleElement()
        .extracting(Alert::state)
        .isEqualTo(State.RESOLVED);
    assertThat(rig.pass(60)).containsExactly("40 chat FIRED target=worker [" + worker + "]");
  }

  @Test
  void sampled_manyFailTogether_oneAlertSaysSo() {
    critical.watch("a").watch("b").watch("c").watch("d");
    critical.load(0.95, "a", "b");
    Due third = critical.load(0.95, "c");
    assertThat(third.changed())
        .extracting(Alert::rule)
        .containsExactly("load-high", "mass-failure");
    assertThat(third.changed().get(0).mutedBy()).isEqualTo("mass-failure");
    assertThat(third.dispatches()).hasSize(1);
    assertThat(critical.engine.isMassFailure()).isTrue();
    Alert many = critical.engine.alerts().get(0);
    assertThat(many.message()).isEqualTo("3 of 4 targets fail together: a, b, c");
    critical.load(0.95, "d");
    assertThat(critical.engine.alerts().get(0).message()).startsWith("4 of 4");
    Due known =
        critical.engine.acknowledge(many.fingerprint(), "ann", critical.tick, critical.at());
    assertThat(known.dispatches()).hasSize(1);
    assertThat(critical.engine.alerts().get(0).acknowledgedBy()).isEqualTo("ann");
  }

  @Test
  void sampled_manyFailNoMore_whatOutlivesItIsToldAndWhatEndsWithItIsNot() {
    critical.watch("a").watch("b").watch("c").watch("d");
    critical.load(0.95, "a", "b", "c", "d");
    String lasting = critical.fingerprint("d");
    String ended = critical.fingerprint("c");
    critical.pass(60);
    critical.load(0.5, "a");
    assertThat(critical.engine.isMassFailure()).isTrue();
    Due end = critical.load(0.5, "c");
    assertThat(end.changed())
        .extracting(Alert::state)
        .containsExactly(State.RESOLVED, State.RESOLVED);
    assertThat(critical.engine.isMassFailure()).isFalse();
    assertThat(RouterRig.texts(end.dispatches()))
        .contains("60 chat FIRED target=d [" + lasting + "]")
        .noneMatch(text -> text.contains(ended));
  }

  @Test
  void remove_targetsVanish_manyNoLongerFail() {
    critical.watch("a").watch("b").watch("c");
    critical.load(0.95, "a", "b", "c");
    Due due = critical.engine.remove("a", critical.tick, critical.at());
    assertThat(due.changed())
        .extracting(Alert::state)
        .containsExactly(State.WITHDRAWN, State.WITHDRAWN);
    assertThat(critical.engine.isMassFailure()).isFalse();
  }

  @Test
  void silence_andItsEnd_muteAndTell() {
    warning.watch("a");
    var silence = Silence.of(ofHours(1), "repairs", "target", "a");
    warning.engine.silence(silence, warning.tick);
    warning.load(0.95, "a");
    assertThat(warning.pass(60)).isEmpty();
    assertThat(warning.engine.alerts().get(0).mutedBy()).isEqualTo("silence: repairs");
    assertThat(warning.engine.endSilence(silence, warning.tick)).isTrue();
    assertThat(warning.pass(60)).hasSize(1);
  }

  @Test
  void acknowledge_byNobody_isRefused() {
    assertThatThrownBy(() -> warning.engine.acknowledge("x", " ", warning.tick, warning.at()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("who acknowledges must not be blank, was ' '");
    assertThat(warning.engine.acknowledge("x", "ann", warning.tick, warning.at()).isEmpty())
        .isTrue();
  }

  @Test
  void constructor_aNameIsThereTwice_isRefused() {
    AlertRule rule = EngineRig.rule(WARNING, 1);
    assertThatThrownBy(() -> new AlertEngine(List.of(rule, rule), List.of()))
        .hasMessage("rule 'load-high' is given twice");
    assertThatThrownBy(() -> new AlertEngine(List.of(), List.of(route("chat"), route("chat"))))
        .hasMessage("route 'chat' is given twice");
  }

  @Test
  void massFailure_fingerprint_isMadeAsAllOthers() {
    assertThat(MassFailure.FINGERPRINT)
        .isEqualTo(Fingerprint.of(MassFailure.ALL.id(), "", MassFailure.RULE, Attributes.none()));
  }
}
