package io.health4j.alert;

import static io.health4j.alert.RouterRig.route;
import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.INFO;
import static io.health4j.alert.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertEngine.Dispatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Promise 9: a cause mutes its effects. */
class CausePromiseTest {

  private final RouterRig rig = new RouterRig(route("chat"));

  private String mutedBy(String name) {
    return rig.router.shown(rig.living.get(name)).mutedBy();
  }

  @Test
  void gpuIsLost_itsTemperatureTasksAndHeartbeat_areNotTold() {
    rig.watch("host")
        .watch(
            "worker",
            Set.of("host"),
            Map.of("temperature", Set.of("gpu"), "tasks", Set.of("gpu"), "beat", Set.of("tasks")));
    rig.fire("beat-late/beat@worker", WARNING);
    rig.fire("hot/temperature@worker", CRITICAL);
    rig.fire("failing/tasks@worker", WARNING);
    rig.fire("gpu-lost/gpu@worker", CRITICAL);
    assertThat(rig.pass(600)).containsExactly("0 chat FIRED target=worker [gpu-lost/gpu@worker]");
    assertThat(mutedBy("beat-late/beat@worker")).isEqualTo("cause: gpu of worker");
    rig.living.keySet().stream().toList().forEach(rig::end);
    assertThat(rig.pass(600))
        .containsExactly("600 chat ENDED target=worker [-gpu-lost/gpu@worker]");
    assertThat(rig.router.size()).isZero();
  }

  @Test
  void targetFails_allThatDependOnIt_areNotToldHoweverFarAway() {
    rig.watch("host").watch("node", "host").watch("worker", "node").watch("other");
    rig.fire("down@host", WARNING);
    rig.fire("slow@worker", WARNING);
    rig.fire("busy/cpu@node", WARNING);
    rig.fire("slow@other", WARNING);
    assertThat(rig.pass(60))
        .containsExactly(
            "0.5 chat FIRED target=host [down@host]", "0.5 chat FIRED target=other [slow@other]");
    assertThat(mutedBy("slow@worker")).isEqualTo("cause: host");
  }

  @Test
  void causeIsPending_theEffect_waits() {
    rig.watch("host").watch("worker", "host");
    rig.change("down@host", WARNING, State.PENDING);
    rig.fire("slow@worker", WARNING);
    assertThat(rig.pass(60)).isEmpty();
    rig.fire("down@host", WARNING);
    assertThat(rig.pass(60)).containsExactly("60.5 chat FIRED target=host [down@host]");
  }

  @Test
  void causeWasOnlyPending_theEffect_isToldAfterItSettled() {
    rig.watch("host").watch("worker", "host");
    rig.change("down@host", WARNING, State.PENDING);
    rig.fire("slow@worker", WARNING);
    rig.pass(5);
    rig.end("down@host");
    assertThat(rig.pass(60)).containsExactly("35.5 chat FIRED target=worker [slow@worker]");
  }

  @Test
  void causeEnds_theEffectHasThirtySecondsToEndToo() {
    rig.watch("host").watch("one", "host").watch("two", "host");
    rig.fire("down@host", CRITICAL);
    rig.fire("slow@one", CRITICAL);
    rig.fire("slow@two", CRITICAL);
    rig.pass(100);
    rig.end("down@host");
    rig.pass(29);
    rig.end("slow@one");
    assertThat(rig.pass(60)).containsExactly("130 chat FIRED target=two [slow@two]");
    assertThat(mutedBy("slow@two")).isEmpty();
  }

  @Test
  void causeEnds_theEffectFiresOnlyThen_hasThirtySecondsToo() {
    rig.watch("host").watch("one", "host");
    rig.fire("down@host", WARNING);
    rig.change("slow@one", WARNING, State.PENDING);
    rig.pass(100);
    rig.end("down@host");
    rig.pass(10);
    rig.fire("slow@one", WARNING);
    assertThat(rig.pass(60)).contains("130.5 chat FIRED target=one [slow@one]");
  }

  @Test
  void causeComesBackWhileTheEffectSettles_isMutedOn() {
    rig.watch("host").watch("one", "host");
    rig.fire("down@host", CRITICAL);
    rig.fire("slow@one", CRITICAL);
    rig.pass(100);
    rig.end("down@host");
    rig.pass(29);
    rig.fire("down@host", CRITICAL);
    assertThat(rig.pass(600)).noneMatch(text -> text.contains("one"));
  }

  @Test
  void effectWasToldBefore_isMutedWhileTheCauseLastsAndItsEndIsTold() {
    rig.watch("host").watch("one", "host");
    rig.fire("slow@one", CRITICAL);
    rig.pass(100);
    rig.fire("down@host", CRITICAL);
    assertThat(rig.pass(8 * 3600)).noneMatch(text -> text.contains("one"));
    assertThat(mutedBy("slow@one")).isEqualTo("cause: host");
    rig.end("down@host");
    assertThat(mutedBy("slow@one")).isEmpty();
    rig.fire("down@host", CRITICAL);
    rig.end("slow@one");
    assertThat(rig.due()).contains("28900 chat ENDED target=one [-slow@one]");
  }

  @Test
  void causeIsLessSevere_mutesNothing() {
    rig.watch("host").watch("worker", "host");
    rig.fire("odd@host", INFO);
    rig.fire("note@worker", INFO);
    rig.fire("warm@host", WARNING);
    rig.fire("dead@worker", CRITICAL);
    assertThat(mutedBy("dead@worker")).isEmpty();
    assertThat(mutedBy("note@worker")).isEqualTo("cause: host");
    rig.end("warm@host");
    rig.pass(60);
    assertThat(mutedBy("note@worker")).isEmpty();
  }

  @Test
  void alertOfTheWholeTarget_isMutedByOtherTargetsOnly() {
    rig.watch("worker", Set.of("host"), Map.of("tasks", Set.of("gpu")));
    rig.fire("gpu-lost/gpu@worker", CRITICAL);
    rig.fire("score-low@worker", WARNING);
    assertThat(mutedBy("score-low@worker")).isEmpty();
    rig.fire("down@host", CRITICAL);
    assertThat(mutedBy("score-low@worker")).isEqualTo("cause: host");
    assertThat(mutedBy("gpu-lost/gpu@worker")).isEqualTo("cause: host");
  }

  @Test
  void dependenciesInACircle_allFail_allAreTold() {
    rig.watch("a", "b").watch("b", "c").watch("c", "a").watch("leaf", "a").watch("self", "self");
    for (String target : Set.of("a", "b", "c", "leaf", "self")) {
      rig.fire("down@" + target, CRITICAL);
    }
    assertThat(rig.due()).hasSize(4).noneMatch(text -> text.contains("leaf"));
  }

  @Test
  void targetIsNoLongerWatched_itsEffects_settle() {
    rig.watch("host").watch("node", "host").watch("worker", "node");
    rig.fire("down@host", CRITICAL);
    rig.fire("slow@worker", CRITICAL);
    rig.change("odd@node", WARNING, State.PENDING);
    rig.pass(10);
    rig.router.remove("node", rig.tick);
    assertThat(rig.pass(100)).containsExactly("40 chat FIRED target=worker [slow@worker]");
    rig.router.remove("host", rig.tick);
    rig.router.remove("worker", rig.tick);
    rig.change("down@host", CRITICAL, State.WITHDRAWN);
    rig.change("slow@worker", CRITICAL, State.WITHDRAWN);
    assertThat(rig.pass(100)).hasSize(2);
    assertThat(rig.router.size()).isZero();
  }

  @Test
  void targetIsWatchedAfterItsAlerts_countsFromThenOn() {
    rig.watch("host");
    rig.fire("slow@worker", WARNING);
    rig.fire("down@host", WARNING);
    rig.watch("worker", "host");
    assertThat(rig.pass(60)).containsExactly("0.5 chat FIRED target=host [down@host]");
  }

  @Test
  void halfOfTheTargetsFail_oneAlertSaysSo() {
    var many = new EngineRig(List.of(EngineRig.rule(CRITICAL, 2)), route("chat"));
    many.watch("a").watch("b").watch("c").watch("d").watch("e").watch("f");
    many.load(0.95, "a", "b", "c", "a", "b");
    assertThat(many.engine.isMassFailure()).isFalse();
    List<Dispatch> told = many.load(0.95, "c").dispatches();
    assertThat(many.engine.isMassFailure()).isTrue();
    assertThat(told)
        .singleElement()
        .satisfies(
            each -> {
              Alert alert = each.notification().alerts().get(0);
              assertThat(alert.message()).isEqualTo("3 of 6 targets fail together: a, b, c");
            });
    many.load(0.95, "d", "e", "d", "e");
    assertThat(many.pass(600)).isEmpty();
  }

  @Test
  void manyFail_theirAlertsThatWereNotTold_waitForTheEnd() {
    rig.fire("down@a", CRITICAL);
    rig.pass(1);
    rig.fire("down@b", CRITICAL);
    rig.router.massFailure(true, rig.tick);
    rig.fire("down@c", CRITICAL);
    rig.fire("mass-failure@all", CRITICAL);
    assertThat(rig.pass(100)).containsExactly("1 chat FIRED target=all [mass-failure@all]");
    assertThat(mutedBy("down@c")).isEqualTo("mass-failure");
    rig.end("down@a");
    rig.end("down@b");
    assertThat(rig.pass(100)).containsExactly("101 chat ENDED target=a [-down@a]");
    rig.end("mass-failure@all");
    rig.router.massFailure(false, rig.tick);
    assertThat(rig.pass(100))
        .containsExactly(
            "201 chat ENDED target=all [-mass-failure@all]", "201 chat FIRED target=c [down@c]");
  }
}
