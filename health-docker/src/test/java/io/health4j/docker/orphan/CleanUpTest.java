package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.FakeEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must never be touched, whatever changes while it is swept. */
class CleanUpTest {

  private final Scene scene = new Scene();

  /** What may happen to an orphan c1 after it was listed. */
  enum Change {
    LABELS_GONE {
      @Override
      void make(Scene scene) {
        scene.put("c1", Map.of());
      }
    },
    ANOTHER_OWNER {
      @Override
      void make(Scene scene) {
        scene.put("c1", Scene.labels("somebody", FakeBook.HOME, "gone"));
      }
    },
    ANOTHER_HOME {
      @Override
      void make(Scene scene) {
        scene.put("c1", Scene.labels(Scene.OWNER, "home-2", "gone"));
      }
    },
    ANOTHER_SESSION_THAT_LIVES {
      @Override
      void make(Scene scene) {
        scene.put("c1", Scene.ours("here"));
      }
    },
    ANOTHER_SESSION_THAT_ENDED {
      @Override
      void make(Scene scene) {
        scene.leases.ended("gone-2");
        scene.put("c1", Scene.ours("gone-2"));
      }
    },
    LEASE_LIVES_AGAIN {
      @Override
      void make(Scene scene) {
        scene.leases.lives("gone");
      }
    },
    LEASE_UNSEEN {
      @Override
      void make(Scene scene) {
        scene.leases.leases.remove("gone");
      }
    };

    abstract void make(Scene scene);
  }

  @ParameterizedTest
  @EnumSource
  void sweep_changedBetweenListAndLook_isNotTouched(Change change) throws Exception {
    scene.orphans("c1");
    scene.at("inspect c1", 1, () -> change.make(scene));

    assertThat(scene.enforcing().sweep())
        .isEqualTo("removed 0 of 1 orphan; 1 spared, being no orphan any more");

    assertThat(scene.engine.asked).containsExactly("containers", "inspect c1");
    assertThat(scene.runs("c1")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void sweep_changedBetweenLookAndStop_isNotRemoved(Change change) throws Exception {
    scene.orphans("c1");
    scene.at("stop c1", 1, () -> change.make(scene));

    scene.enforcing().sweep();

    assertThat(scene.asked("remove c1")).isZero();
    assertThat(scene.isThere("c1")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void sweep_changedBetweenStopAndRemoval_isNotRemoved(Change change) throws Exception {
    scene.orphans("c1");
    scene.at("inspect c1", 2, () -> change.make(scene));

    scene.enforcing().sweep();

    assertThat(scene.asked("stop c1")).isEqualTo(1);
    assertThat(scene.asked("remove c1")).isZero();
    assertThat(scene.isThere("c1")).isTrue();
  }

  private void nameIsUsedAgain() {
    scene.engine.vanish("c1");
    scene.engine.put(FakeEngine.running("c2", "n-c1", Scene.ours("here")));
    scene.engine.put(FakeEngine.running("c3", "n-c1", Map.of()));
  }

  @Test
  void sweep_nameUsedAgainBeforeTheLook_theOthersAreNotTouched() throws Exception {
    scene.orphans("c1");
    scene.at("inspect c1", 1, this::nameIsUsedAgain);

    assertThat(scene.enforcing().sweep()).isEqualTo("removed 0 of 1 orphan; 1 gone already");
    assertOthersRun();
  }

  @Test
  void sweep_nameUsedAgainBeforeTheStop_theOthersAreNotTouched() throws Exception {
    scene.orphans("c1");
    scene.at("stop c1", 1, this::nameIsUsedAgain);

    scene.enforcing().sweep();

    assertOthersRun();
  }

  @Test
  void sweep_nameUsedAgainBeforeTheRemoval_theOthersAreNotTouched() throws Exception {
    scene.orphans("c1");
    scene.at("remove c1", 1, this::nameIsUsedAgain);

    assertThat(scene.enforcing().sweep()).isEqualTo("removed 1 of 1 orphan (n-c1)");
    assertOthersRun();
  }

  private void assertOthersRun() {
    assertThat(scene.runs("c2")).isTrue();
    assertThat(scene.runs("c3")).isTrue();
    assertThat(scene.engine.asked)
        .noneMatch(words -> words.endsWith(" c2") || words.endsWith("c3"));
    assertThat(scene.engine.asked).noneMatch(words -> words.contains("n-c1"));
  }

  @Test
  void sweep_protectedOnes_areNeverEvenLookedAt() throws Exception {
    scene.engine.ignoresFilter = true;
    scene.put("none", Map.of());
    scene.put("others", Map.of("app", "db"));
    scene.put("owner", Scene.labels("somebody", FakeBook.HOME, "gone"));
    scene.put("home", Scene.labels(Scene.OWNER, "home-2", "gone"));
    scene.put("lives", Scene.ours("here"));
    scene.put("unseen", Scene.ours("nobody-knows"));
    scene.engine.put(FakeEngine.exited("ended", "n", 1, Scene.ours("here")));

    assertThat(scene.enforcing().sweep()).isEqualTo("no orphans");

    assertThat(scene.engine.asked).containsExactly("containers");
  }

  @Test
  void sweep_startedAgainBetweenStopAndRemoval_isLeftForTheNextSweep() throws Exception {
    scene.orphans("c1", "c2");
    scene.at("remove c1", 1, () -> scene.orphans("c1"));

    assertThat(scene.enforcing().sweep())
        .isEqualTo(
            "removed 1 of 2 orphans (n-c2);"
                + " n-c1 could not be removed: container c1 is running");
    assertThat(scene.runs("c1")).isTrue();
  }
}
