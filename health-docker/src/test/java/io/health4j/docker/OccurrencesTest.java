package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Occurrence;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OccurrencesTest {

  private static final String DIED = "container.died";

  private final ContainerRig rig = new ContainerRig();
  private final Sandbox box = new Sandbox("a").name("trainer");

  private static Instant at(double second) {
    return Instant.EPOCH.plusNanos((long) (second * 1e9));
  }

  private void die(double second, int code) {
    rig.event("die", "a", at(second), "name", "trainer", "exitCode", Integer.toString(code));
  }

  private void started() {
    rig.engine.put(box.get());
    rig.look();
  }

  @Test
  void death_eventThenState_isToldOnce() {
    started();
    die(10.1, 3);
    rig.engine.put(box.exited(3, 10).get());
    rig.look();
    assertThat(rig.happened(DIED)).hasSize(1);
    Occurrence died = rig.happened(DIED).get(0);
    assertThat(died.value()).hasValue(3);
    assertThat(died.message()).isEqualTo("trainer ended with exit code 3");
    assertThat(died.attributes().get("container.id")).isEqualTo("a");
    assertThat(died.tick()).isEqualTo(rig.now);
    rig.look();
    assertThat(rig.last().occurrences()).isEmpty();
  }

  @Test
  void death_eventBeforeTheStateShowsIt_isToldOnce() {
    started();
    die(10.1, 3);
    rig.look();
    assertThat(rig.happened(DIED)).hasSize(1);
    rig.engine.put(box.exited(3, 10).get());
    rig.look();
    assertThat(rig.happened(DIED)).isEmpty();
  }

  @Test
  void death_stateThenEvent_isToldOnce() {
    started();
    rig.engine.put(box.exited(3, 10).get());
    rig.look();
    assertThat(rig.happened(DIED)).hasSize(1);
    die(10.1, 3);
    rig.look();
    assertThat(rig.happened(DIED)).isEmpty();
  }

  @Test
  void death_withoutEvents_isToldByState() {
    started();
    for (int i = 1; i < 4; i++) {
      rig.engine.put(box.exited(i, i * 10L).get());
      rig.look();
      assertThat(rig.happened(DIED)).hasSize(1);
      rig.engine.put(box.started(i * 10L + 5).get());
      rig.look();
      assertThat(rig.happened(DIED)).isEmpty();
    }
  }

  @Test
  void deaths_several_areToldEach() {
    started();
    die(10, 1);
    die(11, 1);
    die(12, 1);
    rig.look();
    assertThat(rig.happened(DIED)).hasSize(3);
  }

  @Test
  void death_toldAgainAfterTheStreamBroke_isToldOnce() {
    started();
    die(10, 1);
    rig.look();
    die(10, 1);
    rig.look();
    assertThat(rig.happened(DIED)).isEmpty();
  }

  @Test
  void death_beforeTheFirstLook_isNoNews() {
    rig.engine.put(box.exited(3, 10).get());
    rig.look();
    assertThat(rig.last().occurrences()).isEmpty();
  }

  @Test
  void death_ofOneThatCameAndWent_isToldByItsEvent() {
    rig.look();
    rig.event("die", "b", at(9), "name", "sandbox", "image", "busybox", "exitCode", "139");
    rig.look();
    Occurrence died = rig.happened(DIED).get(0);
    assertThat(died.message()).contains("sandbox").contains("SIGSEGV");
    assertThat(died.attributes().get("container.image.name")).isEqualTo("busybox");
    assertThat(rig.look().occurrences()).isEmpty();
  }

  @Test
  void death_withoutExitCode_isToldWithoutValue() {
    rig.look();
    rig.event("die", "b", at(9), "exitCode", "-");
    rig.look();
    assertThat(rig.happened(DIED).get(0).value()).isEmpty();
    assertThat(rig.happened(DIED).get(0).message()).isEqualTo("b ended");
  }

  @Test
  void death_ofOneThatRunsAgain_hasNoCode() {
    started();
    rig.engine.put(box.exited(3, 10).started(11).get());
    rig.event("start", "a", at(11));
    rig.look();
    assertThat(rig.happened(DIED).get(0).value()).isEmpty();
  }

  @Test
  void death_ofOneWithOtherLabels_isNotTold() {
    var labelled =
        new ContainerRig(
            new ContainerSettings(
                Map.of("app", "search"), Map.of(), Set.of(), 500, false, ContainerEngine.TIMEOUT));
    labelled.look();
    labelled.event("die", "b", at(9), "app", "other");
    labelled.event("die", "c", at(9), "app", "search");
    labelled.look();
    assertThat(labelled.happened(DIED)).hasSize(1);
  }

  @Test
  void death_whileTheEngineHangs_isToldWhenItIsBack() {
    started();
    rig.engine.before =
        words -> {
          throw new EngineException(Kind.SLOW, "did not answer within 2s");
        };
    die(10, 1);
    rig.look();
    assertThat(rig.last().occurrences()).isEmpty();
    rig.engine.before = words -> {};
    rig.engine.put(box.exited(1, 10).get());
    rig.look();
    assertThat(rig.happened(DIED)).hasSize(1);
  }

  @Test
  void oom_byAllWays_isToldOnce() {
    started();
    rig.use("a", Part.OOM_KILLS, 0).look();
    rig.event("oom", "a", at(10));
    rig.use("a", Part.OOM_KILLS, 1).look();
    assertThat(rig.happened("container.oom_killed")).hasSize(1);
    assertThat(rig.happened("container.oom_killed").get(0).message()).contains("trainer");
    rig.engine.put(box.exited(137, 11).oomKilled().get());
    rig.look();
    assertThat(rig.happened("container.oom_killed")).isEmpty();
    assertThat(rig.happened(DIED)).hasSize(1);
  }

  @Test
  void oom_anotherLater_isToldAgain() {
    started();
    rig.event("oom", "a", at(10));
    rig.look();
    rig.event("oom", "a", at(30));
    rig.lookAfter(Duration.ofSeconds(20));
    assertThat(rig.happened("container.oom_killed")).hasSize(1);
  }

  @Test
  void oom_sameEventAgain_isToldOnce() {
    started();
    rig.event("oom", "a", at(10));
    rig.look();
    rig.event("oom", "a", at(10));
    rig.lookAfter(Duration.ofSeconds(20));
    assertThat(rig.last().occurrences()).isEmpty();
  }

  @Test
  void oom_ofOneThatIsGone_isTold() {
    rig.look();
    rig.event("oom", "b", at(9), "name", "sandbox");
    rig.look();
    assertThat(rig.happened("container.oom_killed").get(0).message()).contains("sandbox");
  }

  @Test
  void restarts_grown_areToldOnceWithTheirNumber() {
    started();
    rig.engine.put(box.restarts(2).get());
    rig.event("start", "a", at(10));
    rig.look();
    assertThat(rig.happened("container.restarted")).hasSize(1);
    assertThat(rig.happened("container.restarted").get(0).value()).hasValue(2);
    assertThat(rig.happened("container.restarted").get(0).message()).endsWith("2 times");
    rig.event("start", "a", at(11));
    rig.look();
    assertThat(rig.happened("container.restarted")).isEmpty();
  }

  @Test
  void flood_isBoundedAndCounted() {
    rig.look();
    for (int i = 0; i < 250; i++) {
      rig.event("die", "b" + i, at(i), "exitCode", "0");
    }
    rig.look();
    assertThat(rig.last().occurrences()).hasSize(100);
    assertThat(rig.last().message()).contains("150 more events are not told");
    assertThat(rig.look().message()).isEqualTo("0 containers, 0 running");
  }

  @Test
  void flood_beyondTheQueue_isCountedAsLost() {
    rig.look();
    for (int i = 0; i < News.MOST + 7; i++) {
      rig.event("die", "b" + i, at(i), "exitCode", "0");
    }
    rig.look();
    assertThat(rig.last().message()).contains("7 events were lost");
    assertThat(rig.look().message()).doesNotContain("lost");
  }
}
