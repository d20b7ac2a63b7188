package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Recovery keeps to its budget: a clean-up has one, and what it is about is its owner's dead, and
 * nothing else.
 */
class OrphanPromiseTest {

  private final Scene scene = new Scene();

  @Test
  void sweep_containersOfAllKinds_removesTheDeadAlone() throws Exception {
    scene.orphans("dead");
    scene.put("alive", Scene.ours("here"));
    scene.put("unseen", Scene.ours("elsewhere"));
    scene.put("foreign", Scene.labels("somebody", FakeBook.HOME, "gone"));
    scene.put("plain", Map.of());

    scene.enforcing().sweep();

    assertThat(scene.isThere("dead")).isFalse();
    assertThat(scene.engine.asked).filteredOn(words -> words.startsWith("stop")).hasSize(1);
    assertThat(scene.engine.asked).filteredOn(words -> words.startsWith("remove")).hasSize(1);
  }

  @Test
  void sweep_ownerComesBackMeanwhile_containerIsSpared() throws Exception {
    scene.orphans("c1");
    scene.at("inspect c1", 1, () -> scene.leases.lives("gone"));

    scene.enforcing().sweep();

    assertThat(scene.runs("c1")).isTrue();
  }

  @Test
  void sweep_nobodySaidEnforce_touchesNothing() throws Exception {
    scene.orphans("c1", "c2");

    scene.builder().build().sweep();

    assertThat(scene.engine.asked).containsExactly("containers");
  }

  @Test
  void sweep_moreThanItsBudget_leavesTheRest() throws Exception {
    scene.orphans("c1", "c2", "c3");
    Orphans orphans = scene.builder().enforce().perMinute(2).build();

    orphans.sweep();
    orphans.sweep();

    assertThat(scene.engine.asked).filteredOn(words -> words.startsWith("stop")).hasSize(2);
  }
}
