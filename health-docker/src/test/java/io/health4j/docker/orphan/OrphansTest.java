package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Target;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.FakeEngine;
import io.health4j.recovery.RecoveryPolicy.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrphansTest {

  private final Scene scene = new Scene();

  private String[] orphans(int count) {
    String[] ids = IntStream.rangeClosed(1, count).mapToObj(n -> "c" + n).toArray(String[]::new);
    scene.orphans(ids);
    return ids;
  }

  private static String sweepNow(Orphans orphans) throws EngineException {
    try {
      return orphans.sweep();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sweep_shadow_onlyListsAndTellsEachOnce() throws Exception {
    scene.orphans("c1", "c2");
    Orphans orphans = scene.builder().build();

    var lines =
        Scene.logged(
            () -> {
              assertThat(orphans.sweep())
                  .isEqualTo(
                      "would remove 2 orphans: n-c1 (session gone: process 812 ended),"
                          + " n-c2 (session gone: process 812 ended)");
              scene.orphans("c3");
              orphans.recover(Target.of("t"));
            });

    assertThat(scene.engine.asked).containsOnly("containers");
    assertThat(lines)
        .containsExactly(
            "would remove n-c1 (session gone: process 812 ended)",
            "would remove n-c2 (session gone: process 812 ended)",
            "would remove n-c3 (session gone: process 812 ended)");
  }

  @Test
  void sweep_shadowThousands_linesAreBounded() throws Exception {
    orphans(Once.MOST + 5);
    Orphans orphans = scene.builder().build();

    var lines =
        Scene.logged(
            () -> {
              assertThat(orphans.sweep()).endsWith(" and 1000 more");
              orphans.sweep();
            });

    assertThat(lines).hasSize(Once.MOST);
  }

  @Test
  void sweep_enforcing_looksStopsLooksAndRemoves() throws Exception {
    scene.orphans("c1");

    var lines =
        Scene.logged(
            () -> assertThat(scene.enforcing().sweep()).isEqualTo("removed 1 of 1 orphan (n-c1)"));

    assertThat(scene.engine.asked)
        .containsExactly("containers", "inspect c1", "stop c1", "inspect c1", "remove c1");
    assertThat(lines).containsExactly("removed n-c1 (session gone: process 812 ended)");
    assertThat(scene.isThere("c1")).isFalse();
  }

  @Test
  void sweep_many_areStoppedFourAtOnce() throws Exception {
    orphans(6);

    assertThat(scene.enforcing().sweep())
        .isEqualTo("removed 6 of 6 orphans (n-c1, n-c2, n-c3, n-c4, n-c5 and 1 more)");

    var asked = scene.engine.asked;
    assertThat(asked.indexOf("stop c4")).isLessThan(asked.indexOf("remove c1"));
    assertThat(asked.indexOf("stop c5")).isGreaterThan(asked.indexOf("remove c4"));
  }

  @Test
  void sweep_nothingThere_saysSo() throws Exception {
    assertThat(scene.enforcing().sweep()).isEqualTo("no orphans");
    assertThat(scene.builder().build().sweep()).isEqualTo("no orphans");
  }

  @Test
  void sweep_anotherIsUnderWay_saysSoAndAsksNothing() throws Exception {
    scene.orphans("c1");
    Orphans orphans = scene.enforcing();
    var second = new ArrayList<String>();
    scene.engine.before =
        words -> {
          second.add(sweepNow(orphans));
        };

    assertThat(orphans.sweep()).isEqualTo("removed 1 of 1 orphan (n-c1)");

    assertThat(second).hasSize(5).containsOnly("a sweep is under way");
    assertThat(scene.engine.asked).hasSize(5);
  }

  @Test
  void sweep_afterOneThatFailed_isNotUnderWay() throws Exception {
    scene.fail("containers", Kind.SLOW, "did not answer within 10s");
    Orphans orphans = scene.enforcing();
    assertThatThrownBy(orphans::sweep).isInstanceOf(EngineException.class);
    scene.engine.before = words -> {};

    assertThat(orphans.sweep()).isEqualTo("no orphans");
  }

  @Test
  void sweep_twoAtOnceOfTwoProcesses_bothEndWellAndNoneIsLeft() throws Exception {
    // A second sweep comes in before each call that a first one makes.
    for (int moment = 1; moment <= 13; moment++) {
      var each = new Scene();
      each.orphans("c1", "c2", "c3");
      each.put("c4", Scene.ours("here"));
      Orphans other = each.enforcing();
      int now = moment;
      each.engine.before =
          words -> {
            if (each.engine.asked.size() == now) {
              sweepNow(other);
            }
          };

      each.enforcing().sweep();

      assertThat(each.finder().find(Duration.ofSeconds(1)).orphans()).isEmpty();
      assertThat(each.runs("c4")).isTrue();
    }
  }

  @Test
  void sweep_unseenOnes_areToldOnce() throws Exception {
    scene.put("c1", Scene.labels(Scene.OWNER, "home-2", "gone"));
    Orphans orphans = scene.enforcing();

    var lines =
        Scene.logged(
            () -> {
              orphans.sweep();
              orphans.sweep();
            });

    assertThat(lines)
        .containsExactly(
            "never touching n-c1 (session gone: its lease is kept elsewhere),"
                + " though it is labelled trainer");
  }

  @Test
  void sweep_sessionsWithoutContainers_areForgotten() throws Exception {
    scene.leases.sessions.addAll(List.of("gone", "here", "old"));
    scene.put("c1", Scene.ours("here"));
    scene.put("c2", Scene.labels(Scene.OWNER, "home-2", "gone"));

    scene.builder().build().sweep();

    assertThat(scene.leases.forgotten).containsExactly("old");
  }

  @Test
  void sweep_engineAway_forgetsNoSession() {
    scene.leases.sessions.add("old");
    scene.fail("containers", Kind.AWAY, "nobody listens");

    assertThatThrownBy(() -> scene.enforcing().sweep()).isInstanceOf(EngineException.class);

    assertThat(scene.leases.forgotten).isEmpty();
  }

  @Test
  void sweep_eachCall_hasItsDeadline() throws Exception {
    scene.orphans("c1");
    var deadlines = new ArrayList<Duration>();
    var calls = scene.engine.calls();
    var watched =
        new EngineCalls() {
          @Override
          public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
            deadlines.add(within);
            return calls.begin(within, question);
          }

          @Override
          public <T> T ask(Duration within, Question<T> question)
              throws EngineException, InterruptedException {
            deadlines.add(within);
            return calls.ask(within, question);
          }
        };

    new OrphansBuilder(watched, scene.leases, Scene.OWNER)
        .enforce()
        .grace(Duration.ofSeconds(7))
        .build()
        .sweep();

    assertThat(deadlines).extracting(Duration::toSeconds).containsExactly(10L, 2L, 17L, 2L, 30L);
  }

  @Test
  void sweep_takesLong_beginsWithNoMoreAfterAMinute() throws Exception {
    orphans(12);
    scene.engine.before =
        words -> scene.pass(words.startsWith("stop") ? Duration.ofSeconds(10) : Duration.ZERO);

    assertThat(scene.enforcing().sweep())
        .startsWith("removed 8 of 12 orphans")
        .endsWith("; 4 left for the next sweep");
  }

  @Test
  void policy_shadow_onlySays() {
    assertThat(scene.builder().build().policy().mode()).isEqualTo(Mode.SHADOW);
    assertThat(scene.enforcing().policy().mode()).isEqualTo(Mode.ENFORCE);
    assertThat(scene.enforcing().policy().check()).isEqualTo("orphans");
    assertThat(scene.enforcing().policy("mine").check()).isEqualTo("mine");
  }

  @Test
  void timeout_longestGrace_isWithinAnActionsRange() {
    Orphans orphans = scene.builder().enforce().grace(Duration.ofMinutes(10)).build();

    assertThat(orphans.timeout()).isEqualTo(Duration.ofMinutes(12));
    assertThat(orphans.policy().ladder()).hasSize(1);
  }

  @Test
  void of_leasesOfAFolder_isInShadow() {
    Orphans orphans =
        Orphans.of(new FakeEngine().calls(), Leases.in(Path.of("target/none")), "trainer");

    assertThat(orphans.policy().mode()).isEqualTo(Mode.SHADOW);
    assertThat(orphans.name()).isEqualTo("remove-orphans");
  }

  @Test
  void builder_outOfRange_saysWhatAndWhich() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().grace(Duration.ofMinutes(11)))
        .withMessage("grace must be from 0ns to 10min, was 11min");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().grace(Duration.ofSeconds(-1)))
        .withMessageContaining("was -1s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().perMinute(0))
        .withMessage("perMinute must be from 1 to 1000, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().perMinute(1_001))
        .withMessageContaining("was 1001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrphansBuilder(scene.engine.calls(), scene.leases, " "))
        .withMessage("owner must not be blank, was ' '");
  }

  @Test
  void builder_givenTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().enforce().enforce())
        .withMessage("enforce is given twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().grace(Duration.ZERO).grace(Duration.ZERO))
        .withMessage("grace is given twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().perMinute(1).perMinute(1))
        .withMessage("perMinute is given twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.builder().ticker(() -> 0))
        .withMessage("ticker is given twice");
  }
}
