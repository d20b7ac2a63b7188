package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.docker.api.ContainerUsage.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateConditionsTest {

  private ContainerRig rig = new ContainerRig();
  private final Sandbox box = new Sandbox("a").name("trainer");

  /** As the engine would show it at the next look, after an event that names it. */
  private void shown(Sandbox now) {
    rig.engine.put(now.get());
    rig.event("update", "a", Instant.EPOCH);
    rig.look();
  }

  private Finding only(ContainerCondition condition) {
    assertThat(rig.findings(condition)).hasSize(1);
    return rig.findings(condition).get(0);
  }

  @Test
  void oomEvent_isCriticalForTenMinutes() {
    shown(box.memoryLimit(64L << 20));
    rig.event("oom", "a", Instant.ofEpochSecond(5));
    rig.look();
    Finding finding = only(ContainerCondition.OOM_KILLED);
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.remedy()).contains("64 MiB");
    rig.lookAfter(Duration.ofMinutes(10));
    assertThat(rig.conditions()).containsExactly("container-oom-killed", "container-stale");
    rig.lookAfter(Duration.ofSeconds(1));
    assertThat(rig.conditions()).containsExactly("container-stale");
  }

  @Test
  void oomTime_thatThisProcessDidNotRun_isNotCounted() {
    shown(box);
    rig.event("oom", "a", Instant.ofEpochSecond(5));
    rig.look();
    long due = rig.now;
    rig.now += Duration.ofMinutes(20).toNanos();
    rig.lost.observe(due, rig.now);
    rig.lookNow();
    assertThat(rig.conditions()).contains("container-oom-killed");
  }

  @Test
  void oomCounter_grown_isCritical() {
    shown(box);
    rig.use("a", Part.OOM_KILLS, 3).look();
    assertThat(rig.conditions()).isEmpty(); // nobody knows when those were
    rig.use("a", Part.OOM_KILLS, 4).look();
    assertThat(rig.conditions()).containsExactly("container-oom-killed");
    assertThat(only(ContainerCondition.OOM_KILLED).remedy()).contains("no limit of its own");
  }

  @Test
  void oomCounter_fellAndShowsAKill_isCritical() {
    shown(box);
    rig.use("a", Part.OOM_KILLS, 3).look();
    rig.use("a", Part.OOM_KILLS, 0).look();
    assertThat(rig.conditions()).isEmpty();
    rig.use("a", Part.OOM_KILLS, 3).look();
    assertThat(rig.conditions()).containsExactly("container-oom-killed");
  }

  @Test
  void oomCounter_startsAgainAtWhatItWas_isCritical() {
    shown(box);
    rig.use("a", Part.OOM_KILLS, 1).look();
    rig.use("a", Part.OOM_KILLS, 1);
    shown(box.started(30));
    assertThat(rig.conditions()).containsExactly("container-oom-killed");
  }

  @Test
  void oomState_ofANewEnd_isCritical() {
    shown(box);
    shown(box.exited(137, 100).oomKilled());
    assertThat(rig.conditions()).containsExactly("container-oom-killed");
    assertThat(rig.happened("container.oom_killed")).hasSize(1);
    rig.lookAfter(Duration.ofSeconds(601));
    assertThat(rig.conditions()).isEmpty();
  }

  @Test
  void oomState_ofOneThatCameAndEndedBetweenLooks_isCritical() {
    rig.look();
    rig.engine.put(box.exited(137, 100).oomKilled().get());
    rig.look();
    assertThat(rig.conditions()).containsExactly("container-oom-killed");
  }

  @Test
  void oomState_longBeforeTheFirstLook_isNoNews() {
    rig.engine.put(box.exited(137, 100).oomKilled().get());
    rig.engine.put(new Sandbox("b").started(5000).get());
    rig.look();
    assertThat(rig.conditions()).isEmpty();
  }

  @Test
  void oomState_shortlyBeforeTheFirstLook_standsForTheRestOfItsTime() {
    rig.engine.put(box.exited(137, 100).oomKilled().get());
    rig.engine.put(new Sandbox("b").started(400).get());
    rig.look();
    assertThat(rig.conditions()).containsExactly("container-oom-killed");
    assertThat(rig.last().occurrences()).isEmpty();
    rig.use("b", Part.PIDS, 1).lookAfter(Duration.ofSeconds(299));
    assertThat(rig.conditions()).containsExactly("container-oom-killed");
    rig.lookAfter(Duration.ofSeconds(2));
    assertThat(rig.conditions()).isEmpty();
  }

  @Test
  void unhealthy_isWarningWithWhatItSaid() {
    shown(box.health("healthy", ""));
    assertThat(rig.conditions()).isEmpty();
    shown(box.health("unhealthy", "curl: (7)\nrefused\u0007" + "x".repeat(500)));
    Finding finding = only(ContainerCondition.UNHEALTHY);
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.remedy()).contains(": curl: (7) refused xxx").endsWith("…");
    assertThat(finding.remedy().length()).isLessThan(260);
    shown(box.health("starting", ""));
    assertThat(rig.conditions()).isEmpty();
  }

  @Test
  void unhealthy_thatSaidNothing_isWarning() {
    shown(box.health("unhealthy", ""));
    assertThat(only(ContainerCondition.UNHEALTHY).remedy()).endsWith("found.");
  }

  @Test
  void unhealthy_butEnded_isNoFinding() {
    shown(box.health("unhealthy", "no"));
    shown(box.exited(0, 10));
    assertThat(rig.conditions()).isEmpty();
  }

  @Test
  void restarts_inAWhile_areWarningThenCriticalThenOver() {
    shown(box.restarts(7));
    assertThat(rig.conditions()).isEmpty(); // nobody knows when those were
    shown(box.restarts(9));
    assertThat(rig.conditions()).isEmpty();
    shown(box.restarts(10));
    assertThat(only(ContainerCondition.RESTART_LOOP).status()).isEqualTo(Status.WARNING);
    assertThat(only(ContainerCondition.RESTART_LOOP).value()).hasValue(3);
    assertThat(only(ContainerCondition.RESTART_LOOP).limit()).hasValue(3);
    shown(box.restarts(99));
    assertThat(only(ContainerCondition.RESTART_LOOP).status()).isEqualTo(Status.CRITICAL);
    assertThat(rig.reading("health.container.restarts", "trainer")).hasValue(99);
    rig.lookAfter(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(rig.findings(ContainerCondition.RESTART_LOOP)).isEmpty();
  }

  @Test
  void restarts_rarely_areNoLoop() {
    for (int i = 0; i < 20; i++) {
      rig.now += Duration.ofMinutes(6).toNanos();
      shown(box.restarts(i));
      assertThat(rig.findings(ContainerCondition.RESTART_LOOP)).isEmpty();
    }
  }

  @Test
  void restarts_countFell_isAReset() {
    shown(box.restarts(100));
    shown(box.restarts(0));
    assertThat(rig.conditions()).isEmpty();
    assertThat(rig.last().occurrences()).isEmpty();
    shown(box.restarts(3));
    assertThat(rig.findings(ContainerCondition.RESTART_LOOP)).hasSize(1);
  }

  @Test
  void restarts_ofOneThatIsNew_allCount() {
    rig.look();
    rig.engine.put(box.restarts(5).get());
    rig.look();
    assertThat(only(ContainerCondition.RESTART_LOOP).status()).isEqualTo(Status.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({
    "always, 0, WARNING",
    "unless-stopped, 137, WARNING",
    "on-failure, 1, CRITICAL",
    "on-failure, 0, HEALTHY",
    "no, 1, HEALTHY",
    "'', 1, HEALTHY",
    "unheard-of, 1, HEALTHY"
  })
  void exited_byPolicy(String policy, int code, Status expected) {
    shown(box.policy(policy));
    shown(box.exited(code, 10));
    assertThat(rig.last().status()).isEqualTo(expected);
    shown(box.started(20));
    assertThat(rig.last().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void exited_expectedToRun_isCriticalWhateverItsPolicy() {
    rig =
        new ContainerRig(
            new ContainerSettings(
                Map.of(), Map.of(), Set.of(), 500, true, ContainerEngine.TIMEOUT));
    shown(box.exited(0, 10));
    assertThat(only(ContainerCondition.EXITED).status()).isEqualTo(Status.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({
    "137, SIGKILL",
    "139, SIGSEGV",
    "143, SIGTERM",
    "134, SIGABRT",
    "127, not found",
    "126, cannot be run",
    "125, could not run",
    "3, was 3"
  })
  void exited_finding_hasTheCodeAndWhatItMeans(int code, String meaning) {
    shown(box.policy("on-failure").exited(code, 10));
    assertThat(only(ContainerCondition.EXITED).value()).hasValue(code);
    assertThat(only(ContainerCondition.EXITED).remedy()).contains(meaning);
    assertThat(rig.reading("health.container.exit_code", "trainer")).hasValue(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dead", "removing"})
  void dead_forAMinute_isWarning(String state) {
    shown(box);
    shown(box.state(state));
    assertThat(rig.conditions()).isEmpty();
    rig.lookAfter(Duration.ofSeconds(60));
    assertThat(rig.conditions()).isEmpty();
    rig.lookAfter(Duration.ofSeconds(1));
    assertThat(only(ContainerCondition.DEAD).status()).isEqualTo(Status.WARNING);
    assertThat(only(ContainerCondition.DEAD).value()).hasValue(61);
    rig.engine.vanish("a");
    rig.look();
    assertThat(rig.conditions()).isEmpty();
  }

  @Test
  void without_condition_isNotFound() {
    rig =
        new ContainerRig(
            new ContainerSettings(
                Map.of(),
                Map.of(),
                Set.of(ContainerCondition.UNHEALTHY),
                500,
                false,
                ContainerEngine.TIMEOUT));
    shown(box.health("unhealthy", "no"));
    assertThat(rig.last().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void sameNameAgain_isAnotherContainer() {
    rig.use("a", Part.MEMORY_LIMIT, 100).use("a", Part.MEMORY_WORKING_SET, 93);
    shown(box.restarts(0));
    assertThat(only(ContainerCondition.MEMORY).subject()).isEqualTo("trainer");
    rig.engine.vanish("a");
    rig.engine.put(new Sandbox("b").name("trainer").get());
    rig.use("b", Part.MEMORY_LIMIT, 100).use("b", Part.MEMORY_WORKING_SET, 88);
    rig.look();
    assertThat(rig.conditions()).isEmpty(); // its own hysteresis, not the other's
    assertThat(rig.reading("container.memory.usage", "trainer")).isEmpty();
    assertThat(rig.reading("container.memory.working_set", "trainer")).hasValue(88);
    assertThat(rig.last().readings().get(0).attributes().get("container.id")).isEqualTo("b");
  }

  @Test
  void renamed_hasItsNewNameAndItsPast() {
    shown(box.restarts(0));
    shown(box.restarts(3).name("old-trainer"));
    assertThat(only(ContainerCondition.RESTART_LOOP).subject()).isEqualTo("old-trainer");
    assertThat(rig.reading("health.container.restarts", "old-trainer")).hasValue(3);
  }

  @Test
  void uptime_isThatOfTheEnginesClock() {
    shown(box.started(100));
    assertThat(rig.reading("container.uptime", "trainer")).hasValue(0); // at the least
    rig.event("start", "b", Instant.ofEpochSecond(1100));
    rig.look();
    assertThat(rig.reading("container.uptime", "trainer")).hasValue(1000);
    rig.look();
    assertThat(rig.reading("container.uptime", "trainer")).hasValue(1005);
    shown(box.started(1107));
    assertThat(rig.reading("container.uptime", "trainer")).hasValue(3);
    shown(box.exited(0, 1120));
    assertThat(rig.reading("container.uptime", "trainer")).isEmpty();
  }
}
