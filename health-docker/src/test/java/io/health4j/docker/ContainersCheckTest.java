package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.CheckContext;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContainersCheckTest {

  private final ContainerRig rig = new ContainerRig();

  private static FakeEngine.Hook failing(Kind kind) {
    return words -> {
      throw new EngineException(kind, "the reason");
    };
  }

  private static FakeEngine.Hook failing(Kind kind, String begin) {
    return words -> {
      if (words.startsWith(begin)) {
        throw new EngineException(kind, "the reason");
      }
    };
  }

  private void put(int count) {
    for (int i = 0; i < count; i++) {
      rig.engine.put(new Sandbox("id" + i).get());
      rig.use("id" + i, Part.PIDS, 1);
    }
  }

  @Test
  void noContainers_isHealthyAndCounted() {
    rig.look();
    assertThat(rig.last().status()).isEqualTo(Status.HEALTHY);
    assertThat(rig.last().message()).isEqualTo("0 containers, 0 running");
    assertThat(rig.reading("health.containers", "running")).hasValue(0);
    assertThat(rig.reading("health.containers.unread", "")).hasValue(0);
    assertThat(rig.reading("health.container.usage.age", "")).isEmpty();
  }

  @Test
  void containers_areCountedByState() {
    put(3);
    rig.engine.put(new Sandbox("e").exited(0, 1).get());
    rig.engine.put(new Sandbox("odd").state("configured").get());
    rig.look();
    assertThat(rig.reading("health.containers", "running")).hasValue(3);
    assertThat(rig.reading("health.containers", "exited")).hasValue(1);
    assertThat(rig.reading("health.containers", "other")).hasValue(1);
    assertThat(rig.reading("health.containers", "dead")).hasValue(0);
    rig.engine.vanish("odd");
    rig.look();
    assertThat(rig.reading("health.containers", "other")).isEmpty();
  }

  @Test
  void inspects_whileNothingChanges_areOneEachMinuteAndSpread() {
    for (int i = 0; i < 200; i++) {
      String id = Integer.toHexString(i * 0x9E3779B9); // ids are random
      rig.engine.put(new Sandbox(id).get());
    }
    rig.look();
    assertThat(rig.inspected()).isEqualTo(200);
    rig.looks(3); // 15 s
    assertThat(rig.inspected()).isZero();
    rig.looks(9);
    assertThat(rig.inspected()).isEqualTo(200);
    rig.looks(96); // 8 min
    assertThat(rig.inspected()).isEqualTo(1600);
    for (int i = 0; i < 12; i++) {
      rig.look();
      assertThat(rig.inspected()).isLessThan(50);
    }
  }

  @Test
  void inspects_afterAnEvent_areOfTheOneItNames() {
    put(50);
    rig.look();
    rig.inspected();
    rig.event("start", "id7", Instant.EPOCH);
    rig.event("start", "unheard-of", Instant.EPOCH);
    rig.look();
    assertThat(rig.engine.asked).containsExactly("containers", "inspect id7");
  }

  @Test
  void inspects_afterAnotherState_areOfThatOne() {
    put(50);
    rig.look();
    rig.inspected();
    rig.engine.put(new Sandbox("id9").exited(1, 5).get());
    rig.look();
    assertThat(rig.engine.asked).containsExactly("containers", "inspect id9");
  }

  @Test
  void inspect_containerGoneMeanwhile_isNoTrouble() {
    put(3);
    rig.engine.before =
        words -> {
          if (words.equals("inspect id1")) {
            rig.engine.vanish("id1");
          }
        };
    rig.look();
    assertThat(rig.last().status()).isEqualTo(Status.HEALTHY);
    assertThat(rig.reading("health.container.pids", "name-id2")).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"GARBLED", "REFUSED", "CONFLICT"})
  void inspect_failsForOne_isToldOfItAndOthersGoOn(Kind kind) {
    put(3);
    rig.engine.before = failing(kind, "inspect id0");
    rig.look();
    assertThat(rig.last().findings()).hasSize(1);
    Finding stale = rig.findings(ContainerCondition.STALE).get(0);
    assertThat(stale.subject()).isEqualTo("name-id0");
    assertThat(stale.remedy()).contains("the reason");
    assertThat(rig.reading("health.container.pids", "name-id2")).hasValue(1);
    rig.inspected();
    rig.look();
    assertThat(rig.engine.asked).containsExactly("containers", "inspect id0");
    rig.engine.before = words -> {};
    rig.look();
    assertThat(rig.last().findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"AWAY", "DENIED", "TOO_OLD"})
  void inspect_engineFails_isUnknownAndTheRestAtTheNextLook(Kind kind) {
    put(10);
    rig.engine.before = failing(kind, "inspect id4");
    rig.look();
    assertThat(rig.conditions()).containsExactly("container-engine-unreachable");
    assertThat(rig.reading("health.container.pids", "name-id3")).hasValue(1);
    assertThat(rig.reading("health.containers", "running")).hasValue(10);
    rig.engine.before = words -> {};
    rig.inspected();
    rig.look();
    assertThat(rig.inspected()).isEqualTo(6);
    assertThat(rig.last().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void inspect_engineHangsAtOne_isToldOfItAndHoldsUpNoOther() {
    put(10);
    rig.engine.before = failing(Kind.SLOW, "inspect id4");
    rig.look();
    assertThat(rig.last().status()).isEqualTo(Status.UNKNOWN);
    rig.look();
    assertThat(rig.conditions()).containsExactly("container-stale");
    Finding stale = rig.findings(ContainerCondition.STALE).get(0);
    assertThat(stale.subject()).isEqualTo("name-id4");
    assertThat(stale.remedy()).contains("the reason");
    assertThat(rig.reading("health.container.pids", "name-id9")).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void engine_neverAnswered_isUnknownWithReasonAndRemedy(Kind kind) {
    rig.engine.before = failing(kind);
    rig.look();
    assertThat(rig.last().status()).isEqualTo(Status.UNKNOWN);
    assertThat(rig.last().cause()).isNull(); // so that the check is not left alone
    assertThat(rig.last().message()).isEqualTo("the reason");
    assertThat(rig.last().readings()).isEmpty();
    Finding finding = rig.findings(ContainerCondition.ENGINE_UNREACHABLE).get(0);
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.subject()).isEmpty();
    assertThat(finding.remedy()).endsWith(".");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void engine_answersNoMore_keepsWhatIsKnownAndReadsUsage(Kind kind) {
    put(2);
    rig.engine.put(new Sandbox("h").health("unhealthy", "no").get());
    rig.use("h", Part.PIDS, 1);
    rig.look();
    rig.engine.before = failing(kind);
    rig.use("id1", Part.PIDS, 5);
    rig.frozen.add("id0");
    rig.looks(8);
    assertThat(rig.conditions())
        .containsExactly("container-engine-unreachable", "container-unhealthy");
    assertThat(rig.last().message()).contains("the rest is as of 40s ago");
    assertThat(rig.reading("health.container.pids", "name-id1")).hasValue(5);
    assertThat(rig.reading("health.container.usage.age", "")).hasValue(40);
    assertThat(rig.reading("health.containers", "running")).hasValue(3);
    rig.engine.before = words -> {};
    rig.frozen.clear();
    rig.look();
    assertThat(rig.conditions()).containsExactly("container-unhealthy");
  }

  @Test
  void engine_awayForLong_leavesOnlyWhatCanBeRead() {
    put(1);
    rig.engine.put(new Sandbox("h").health("unhealthy", "no").get());
    rig.look();
    rig.engine.before = failing(Kind.AWAY);
    rig.lookAfter(ContainersCheck.KEPT);
    assertThat(rig.conditions()).contains("container-unhealthy");
    rig.lookAfter(Duration.ofNanos(1));
    assertThat(rig.conditions()).containsExactly("container-engine-unreachable");
    assertThat(rig.last().readings())
        .extracting(reading -> reading.metric().name())
        .containsExactly("health.container.pids", "health.container.usage.age");
  }

  @Test
  void deadline_overAllCalls_leavesTimeForUsage() {
    put(3);
    rig.engine.before = words -> rig.now += Duration.ofMillis(300).toNanos();
    rig.look();
    assertThat(rig.engineTimes).containsExactly(Duration.ofMillis(1500), Duration.ofMillis(1200));
    assertThat(rig.usageTimes).containsExactly(Duration.ofMillis(800));
  }

  @Test
  void deadline_slowRowOfInspects_endsInTimeAndGoesOnNextTime() {
    put(20);
    rig.engine.before = words -> rig.now += Duration.ofMillis(100).toNanos();
    long begin = rig.now + ContainerRig.INTERVAL.toNanos();
    rig.look();
    assertThat(rig.now - begin).isLessThan(Duration.ofMillis(1500).toNanos());
    assertThat(rig.last().findings()).isEmpty();
    assertThat(rig.inspected()).isEqualTo(13);
    rig.look();
    assertThat(rig.inspected()).isEqualTo(7);
  }

  @Test
  void deadline_engineTookAll_isUnknownAndUsageIsReadAllTheSame() {
    put(2);
    rig.look();
    rig.engine.before = words -> rig.now += Duration.ofMillis(1500).toNanos();
    rig.event("start", "id0", Instant.EPOCH);
    rig.look();
    assertThat(rig.conditions()).containsExactly("container-engine-unreachable");
    assertThat(rig.usageTimes).last().isEqualTo(Duration.ofMillis(500));
    rig.engine.before = words -> rig.now += Duration.ofMillis(2500).toNanos();
    rig.look();
    assertThat(rig.usageTimes).hasSize(2);
  }

  @Test
  void most_others_areCountedAndSaid() {
    var few = new ContainerRig(ContainerRig.most(2));
    few.engine.put(new Sandbox("old").exited(0, 1).get());
    few.engine.put(new Sandbox("r1").get());
    few.engine.put(new Sandbox("r2").get());
    few.look();
    assertThat(few.reading("health.containers.unread", "")).hasValue(1);
    assertThat(few.last().message()).contains("1 are counted only");
    assertThat(few.reading("health.container.restarts", "name-old")).isEmpty();
    assertThat(few.reading("health.container.restarts", "name-r2")).hasValue(0);
    assertThat(few.engine.asked).doesNotContain("inspect old");
  }

  @Test
  void most_thoseLookedAtBefore_keepTheirPlace() {
    var few = new ContainerRig(ContainerRig.most(2));
    few.engine.put(new Sandbox("r2").get());
    few.engine.put(new Sandbox("r3").get());
    few.look();
    few.engine.put(new Sandbox("r2").exited(0, 1).get());
    few.engine.put(new Sandbox("r4").get());
    few.engine.put(new Sandbox("r5").get());
    few.engine.vanish("r3");
    few.engine.put(new Sandbox("r3").get()); // now last in the list
    few.look();
    assertThat(few.reading("health.container.restarts", "name-r3")).hasValue(0);
    assertThat(few.reading("health.container.restarts", "name-r4")).hasValue(0);
    assertThat(few.reading("health.container.restarts", "name-r5")).isEmpty();
  }

  @Test
  void most_seatedLater_tellsNoOldDeaths() {
    var few = new ContainerRig(ContainerRig.most(1));
    few.engine.put(new Sandbox("r").get());
    few.engine.put(new Sandbox("old").exited(137, 1).oomKilled().get());
    few.look();
    few.engine.vanish("r");
    few.look();
    assertThat(few.last().occurrences()).isEmpty();
  }

  @Test
  void labels_areAskedForAndCheckedAgain() {
    var labelled =
        new ContainerRig(
            new ContainerSettings(
                Map.of("app", "x"), Map.of(), Set.of(), 500, false, ContainerEngine.TIMEOUT));
    labelled.engine.put(new Sandbox("a").labels(Map.of("app", "x", "more", "y")).get());
    labelled.engine.put(new Sandbox("b").labels(Map.of("app", "z")).get());
    labelled.look();
    assertThat(labelled.engine.asked).containsExactly("containers", "inspect a");
  }

  @Test
  void churn_ofTenThousand_leavesNothingBehind() {
    for (int i = 0; i < 10_000; i++) {
      rig.engine.put(new Sandbox("id" + i).get());
      rig.event("start", "id" + i, Instant.ofEpochSecond(i));
      if (i % 10 == 0) {
        rig.look();
      }
      rig.engine.vanish("id" + (i - 5));
      rig.event("die", "id" + (i - 5), Instant.ofEpochSecond(i), "exitCode", "0");
      rig.engine.asked.clear();
    }
    rig.look();
    assertThat(rig.reading("health.containers", "running")).hasValue(5);
    assertThat(rig.last().readings()).extracting(Reading::attributes).hasSizeLessThan(30);
    for (int i = 0; i < 5; i++) {
      rig.engine.vanish("id" + (9_999 - i));
    }
    rig.look();
    assertThat(rig.check).extracting("roster.watches").isEqualTo(Map.of());
  }

  @Test
  void message_ofManyFindings_namesTheWorstFew() {
    for (int i = 0; i < 30; i++) {
      rig.engine.put(new Sandbox("id" + i).health("unhealthy", "no").get());
    }
    rig.engine.put(new Sandbox("bad").policy("on-failure").exited(1, 1).get());
    rig.look();
    assertThat(rig.last().findings()).hasSize(31);
    assertThat(rig.last().message())
        .startsWith("31 containers, 30 running; container-exited name-bad; container-unhealthy")
        .endsWith("; and 26 more");
  }

  @Test
  void close_endsListeningAndAnswersUnknown() {
    assertThat(rig.listening).isFalse();
    rig.look();
    assertThat(rig.listening).isTrue();
    rig.check.close();
    rig.check.close();
    assertThat(rig.listening).isFalse();
    rig.engine.asked.clear();
    assertThat(rig.look().message()).isEqualTo("the check is closed");
    assertThat(rig.engine.asked).isEmpty();
  }

  @Test
  void close_beforeTheFirstLook_listensNever() {
    rig.check.close();
    assertThat(rig.look().status()).isEqualTo(Status.UNKNOWN);
    assertThat(rig.listening).isFalse();
  }

  @Test
  void interrupted_ends() {
    var interrupted =
        new ContainersCheck(
            rig.engine.calls(),
            (running, within, ticker) -> {
              throw new InterruptedException();
            },
            listener -> () -> {},
            ContainerSettings.defaults());
    assertThatThrownBy(() -> interrupted.check(CheckContext.first(Target.of("host"))))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void check_isClosedByTheMonitor() {
    assertThat(rig.check).isInstanceOf(HealthCheck.Closeable.class);
  }
}
