package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Target;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sweeps that do not go smoothly. */
class SweepTroubleTest {

  private final Scene scene = new Scene();

  private String[] orphans(int count) {
    String[] ids = IntStream.rangeClosed(1, count).mapToObj(n -> "c" + n).toArray(String[]::new);
    scene.orphans(ids);
    return ids;
  }

  @Test
  void sweep_overBudget_restWaitsForAMinute() throws Exception {
    orphans(5);
    Orphans orphans = scene.builder().enforce().perMinute(2).build();

    assertThat(orphans.sweep())
        .isEqualTo(
            "removed 2 of 5 orphans (n-c1, n-c2);"
                + " 3 left for the next sweep, since the budget is 2 a minute");
    scene.pass(Duration.ofSeconds(59));
    assertThat(orphans.sweep()).startsWith("removed 0 of 3 orphans");
    scene.pass(Duration.ofSeconds(1));
    assertThat(orphans.sweep()).startsWith("removed 2 of 3 orphans");
    scene.pass(Duration.ofMinutes(1));
    assertThat(orphans.sweep()).isEqualTo("removed 1 of 1 orphan (n-c5)");
  }

  @Test
  void sweep_engineGoesAwayInTheMiddle_restIsKeptAndReported() throws Exception {
    orphans(7);
    scene.fail("inspect c6", Kind.AWAY, "nobody listens");
    Orphans orphans = scene.enforcing();

    assertThat(orphans.sweep())
        .isEqualTo(
            "removed 5 of 7 orphans (n-c1, n-c2, n-c3, n-c4, n-c5);"
                + " 2 left for the next sweep, since nobody listens");
    assertThat(scene.isThere("c6")).isTrue();

    scene.engine.before = words -> {};
    assertThat(orphans.sweep()).isEqualTo("removed 2 of 2 orphans (n-c7, n-c6)");
  }

  @Test
  void sweep_engineAway_throwsWithTheReason() {
    scene.orphans("c1");
    scene.fail("containers", Kind.AWAY, "nobody listens");

    assertThatThrownBy(() -> scene.enforcing().sweep())
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AWAY))
        .hasMessage("nobody listens");
  }

  @Test
  void sweep_noneCouldBeRemoved_throwsWithTheReason() {
    scene.orphans("c1");
    scene.fail("remove c1", Kind.REFUSED, "device busy");

    assertThatThrownBy(() -> scene.enforcing().recover(Target.of("t")))
        .isInstanceOf(EngineException.class)
        .hasMessage("removed 0 of 1 orphan; n-c1 could not be removed: device busy");
  }

  @Test
  void sweep_oneIsStuck_othersAreRemovedAndItIsTriedThriceAnHour() throws Exception {
    scene.orphans("c1");
    scene.fail("remove c1", Kind.REFUSED, "device busy");
    Orphans orphans = scene.enforcing();
    for (int sweep = 0; sweep < 5; sweep++) {
      scene.orphans("d" + sweep);
      assertThat(orphans.sweep()).startsWith("removed 1 of 2 orphans (n-d" + sweep + ")");
      scene.pass(Duration.ofMinutes(1));
    }
    assertThat(scene.asked("remove c1")).isEqualTo(3);
    assertThat(orphans.sweep())
        .isEqualTo("removed 0 of 1 orphan; 1 left for an hour after their first of 3 failures");

    scene.pass(Duration.ofMinutes(56));
    assertThatThrownBy(orphans::sweep).hasMessageContaining("device busy");

    assertThat(scene.asked("remove c1")).isEqualTo(4);
  }

  @Test
  void sweep_oneHangsWhileStopped_endsAfterThoseBegunAndItComesLastNextTime() throws Exception {
    orphans(5);
    scene.fail("stop c1", Kind.SLOW, "did not answer within 20s");
    Orphans orphans = scene.enforcing();

    assertThat(orphans.sweep())
        .isEqualTo(
            "removed 3 of 5 orphans (n-c2, n-c3, n-c4);"
                + " n-c1 could not be removed: did not answer within 20s;"
                + " 1 left for the next sweep, since did not answer within 20s");
    scene.engine.before = words -> {};

    assertThat(orphans.sweep()).isEqualTo("removed 2 of 2 orphans (n-c5, n-c1)");
  }

  @Test
  void sweep_oneCannotBeLookedAt_comesLastNextTimeAndIsNotCountedAsStuck() throws Exception {
    scene.orphans("c1");
    scene.fail("inspect c1", Kind.SLOW, "did not answer within 2s");
    Orphans orphans = scene.enforcing();
    for (int sweep = 0; sweep < 4; sweep++) {
      assertThatThrownBy(orphans::sweep).hasMessageContaining("did not answer within 2s");
    }
    scene.orphans("c2");

    assertThat(orphans.sweep()).startsWith("removed 1 of 2 orphans (n-c2)");
    assertThat(scene.asked("inspect c1")).isEqualTo(5);
  }

  @Test
  void sweep_removedByAnotherMeanwhile_isFine() throws Exception {
    scene.orphans("c1", "c2", "c3");
    scene.engine.before =
        words -> {
          if (words.equals("inspect c1") || words.equals("stop c2") || words.equals("remove c3")) {
            scene.engine.vanish(words.substring(words.length() - 2));
          }
        };

    assertThat(scene.enforcing().sweep())
        .isEqualTo("removed 1 of 3 orphans (n-c3); 2 gone already");
  }

  @Test
  void sweep_deniedForSome_theyHoldUpNoOther() throws Exception {
    orphans(6);
    scene.engine.before =
        words -> {
          if (words.matches("stop c[1-4]")) {
            throw new EngineException(Kind.DENIED, "not these");
          }
        };
    Orphans orphans = scene.enforcing();

    assertThatThrownBy(orphans::sweep).hasMessageContaining("not these");

    assertThat(orphans.sweep()).startsWith("removed 2 of 6 orphans (n-c5, n-c6)");
  }

  @Test
  void sweep_oneCannotBeLookedAtAtAll_holdsUpNoOtherAndIsToldAsStuck() throws Exception {
    orphans(3);
    scene.fail("inspect c1", Kind.REFUSED, "layer does not exist");
    Orphans orphans = scene.enforcing();

    assertThat(orphans.sweep())
        .isEqualTo(
            "removed 2 of 3 orphans (n-c2, n-c3);"
                + " n-c1 could not be removed: layer does not exist");
    for (int sweep = 0; sweep < 5; sweep++) {
      Scene.logged(() -> sweepQuietly(orphans));
    }
    assertThat(scene.asked("inspect c1")).isEqualTo(Stubborn.TRIES);
  }

  private static void sweepQuietly(Orphans orphans) throws InterruptedException {
    try {
      orphans.sweep();
    } catch (EngineException e) {
      assertThat(e).hasMessageContaining("layer does not exist");
    }
  }

  @Test
  void sweep_engineRemovesWhatIsStoppedByItself_isToldAsRemoved() throws Exception {
    scene.orphans("c1");
    scene.at("inspect c1", 2, () -> scene.engine.vanish("c1"));
    Orphans orphans = scene.enforcing();

    List<String> lines =
        Scene.logged(() -> assertThat(orphans.sweep()).isEqualTo("removed 1 of 1 orphan (n-c1)"));

    assertThat(lines).containsExactly("removed n-c1 (session gone: process 812 ended)");
  }

  @Test
  void sweep_engineIsRemovingItAlready_isToldAsRemoved() throws Exception {
    scene.orphans("c1");
    scene.engine.before =
        words -> {
          if (words.equals("remove c1")) {
            scene.engine.put(Scene.state("c1", "removing", Scene.ours("gone")));
            throw new EngineException(Kind.CONFLICT, "removal is already in progress");
          }
        };

    Orphans orphans = scene.enforcing();

    assertThat(orphans.sweep()).isEqualTo("removed 1 of 1 orphan (n-c1)");
    assertThat(orphans.sweep()).isEqualTo("removed 0 of 1 orphan; 1 gone already");
  }

  @Test
  void sweep_engineHasJustRemovedItByItself_isToldAsRemoved() throws Exception {
    scene.orphans("c1");
    scene.engine.before =
        words -> {
          if (words.equals("remove c1")) {
            scene.engine.vanish("c1");
            throw new EngineException(Kind.CONFLICT, "removal is already in progress");
          }
        };

    assertThat(scene.enforcing().sweep()).isEqualTo("removed 1 of 1 orphan (n-c1)");
  }

  @Test
  void sweep_livesAgainOnceItIsStopped_isToldAsStopped() throws Exception {
    scene.orphans("c1");
    scene.at("inspect c1", 2, () -> scene.leases.lives("gone"));
    Orphans orphans = scene.enforcing();

    List<String> lines = Scene.logged(orphans::sweep);

    assertThat(lines)
        .containsExactly(
            "leaving n-c1 (session gone: process 812 ended): it is no orphan any more",
            "n-c1 (session gone: process 812 ended) was stopped before that");
  }
}
