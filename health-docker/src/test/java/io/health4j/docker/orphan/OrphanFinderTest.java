package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrphanFinderTest {

  private final Scene scene = new Scene();

  private OrphanList found() throws Exception {
    return scene.finder().find(Duration.ofSeconds(2));
  }

  private static Orphan orphan(String id) {
    return new Orphan(id, "n-" + id, Instant.EPOCH, Scene.ours("gone"), "process 812 ended");
  }

  @Test
  void find_leaseEnded_isAnOrphanAndSaysWhy() throws Exception {
    scene.orphans("c1");

    assertThat(found().orphans()).containsExactly(orphan("c1"));
    assertThat(orphan("c1").text()).isEqualTo("n-c1 (session gone: process 812 ended)");
  }

  @Test
  void find_leaseAlive_isOwnedAndNoOrphan() throws Exception {
    scene.put("c1", Scene.ours("here"));

    assertThat(found().owned()).isEqualTo(1);
    assertThat(found().orphans()).isEmpty();
    assertThat(found().unseen()).isEmpty();
    assertThat(found().sessions()).containsExactly("here");
  }

  @Test
  void find_otherHome_isUnseenAndNotEvenJudged() throws Exception {
    scene.put("c1", Scene.labels(Scene.OWNER, "home-2", "gone"));

    assertThat(found().orphans()).isEmpty();
    assertThat(found().unseen())
        .extracting(Orphan::reason)
        .containsExactly("its lease is kept elsewhere");
    assertThat(scene.leases.judgedAt).isEmpty();
  }

  @Test
  void find_noHomeOrNoSession_isUnseen() throws Exception {
    scene.leases.ended("");
    scene.put("c1", Map.of(LeaseName.OWNER, Scene.OWNER, LeaseName.SESSION, "gone"));
    scene.put("c2", Map.of(LeaseName.OWNER, Scene.OWNER, LeaseName.HOME, FakeBook.HOME));

    assertThat(found().orphans()).isEmpty();
    assertThat(found().unseen()).extracting(Orphan::id).containsExactly("c1", "c2");
  }

  @Test
  void find_leaseUnseen_isUnseen() throws Exception {
    scene.put("c1", Scene.ours("nobody-knows"));

    assertThat(found().orphans()).isEmpty();
    assertThat(found().unseen()).hasSize(1);
  }

  @Test
  void find_engineListsMoreThanItWasAskedFor_believesTheLabels() throws Exception {
    scene.engine.ignoresFilter = true;
    scene.orphans("c1");
    scene.put("c2", Scene.labels("somebody", FakeBook.HOME, "gone"));
    scene.put("c3", Map.of());
    scene.put("c4", Scene.labels("TRAINER", FakeBook.HOME, "gone"));

    OrphanList list = found();

    assertThat(list.owned()).isEqualTo(1);
    assertThat(list.orphans()).extracting(Orphan::id).containsExactly("c1");
    assertThat(list.unseen()).isEmpty();
  }

  @Test
  void find_several_oldestComesFirst() throws Exception {
    scene.orphans("c1", "c2", "c3");
    scene.engine.created.put("c1", Instant.ofEpochSecond(30));
    scene.engine.created.put("c2", Instant.ofEpochSecond(10));
    scene.engine.created.put("c3", Instant.ofEpochSecond(20));

    assertThat(found().orphans()).extracting(Orphan::id).containsExactly("c2", "c3", "c1");
  }

  @Test
  void find_judges_byItsOwnTicker() throws Exception {
    scene.orphans("c1");

    found();

    assertThat(scene.leases.judgedAt).containsExactly(scene.tick);
  }

  @Test
  void isStill_nothingChanged_isTrue() {
    assertThat(
            scene.finder().isStill(orphan("c1"), FakeEngine.running("c1", "n", Scene.ours("gone"))))
        .isTrue();
  }

  @Test
  void isStill_anotherId_isFalse() {
    assertThat(
            scene
                .finder()
                .isStill(orphan("c1"), FakeEngine.running("c12", "n-c1", Scene.ours("gone"))))
        .isFalse();
  }

  @Test
  void isStill_anotherSessionThatEndedToo_isFalse() {
    scene.leases.ended("gone-2");

    assertThat(
            scene
                .finder()
                .isStill(orphan("c1"), FakeEngine.running("c1", "n", Scene.ours("gone-2"))))
        .isFalse();
  }

  @Test
  void text_noNameLongSession_showsTheIdAndTheBeginningOfTheSession() {
    var orphan =
        new Orphan("c1", "n", Instant.EPOCH, Scene.ours("0e3f9a52-aaaa-bbbb"), "it was closed");

    assertThat(orphan.text()).isEqualTo("n (session 0e3f9a52: it was closed)");
  }

  @Test
  void find_manyOfFewSessions_judgesEachSessionOnceButEachLookAnew() throws Exception {
    for (int i = 0; i < 100; i++) {
      scene.put("c" + i, Scene.ours(i % 2 == 0 ? "gone" : "here"));
    }

    assertThat(found().orphans()).hasSize(50);
    assertThat(scene.leases.judgedAt).hasSize(2);
    found();
    assertThat(scene.leases.judgedAt).hasSize(4);
  }

  @Test
  void find_sameSessionWithAnotherFile_isJudgedByItself() throws Exception {
    var other = new HashMap<>(Scene.ours("gone"));
    other.put(LeaseName.LEASE, "/elsewhere");
    scene.orphans("c1");
    scene.put("c2", other);

    found();

    assertThat(scene.leases.judgedAt).hasSize(2);
  }
}
