package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.docker.api.ContainerUsage.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageConditionsTest {

  private final ContainerRig rig = new ContainerRig();
  private final Sandbox box = new Sandbox("a").name("trainer");

  @BeforeEach
  void start() {
    rig.engine.put(box.get());
  }

  private Status memory(double workingSet) {
    rig.use("a", Part.MEMORY_WORKING_SET, workingSet).look();
    return status(ContainerCondition.MEMORY);
  }

  private Status status(ContainerCondition condition) {
    List<Finding> findings = rig.findings(condition);
    assertThat(findings).hasSizeLessThan(2);
    return findings.isEmpty() ? Status.HEALTHY : findings.get(0).status();
  }

  @Test
  void memory_rising_isWarningThenCriticalAndEndsFurtherBack() {
    rig.use("a", Part.MEMORY_LIMIT, 1000);
    assertThat(memory(900)).isEqualTo(Status.HEALTHY);
    assertThat(memory(901)).isEqualTo(Status.WARNING);
    assertThat(memory(951)).isEqualTo(Status.CRITICAL);
    assertThat(memory(920)).isEqualTo(Status.CRITICAL);
    assertThat(memory(902)).isEqualTo(Status.WARNING);
    assertThat(memory(860)).isEqualTo(Status.WARNING);
    assertThat(memory(850)).isEqualTo(Status.HEALTHY);
  }

  @Test
  void memory_finding_tellsValueLimitAndSource() {
    rig.use("a", Part.MEMORY_LIMIT, 1000);
    memory(910);
    Finding finding = rig.findings(ContainerCondition.MEMORY).get(0);
    assertThat(finding.subject()).isEqualTo("trainer");
    assertThat(finding.value()).hasValue(0.91);
    assertThat(finding.limit()).hasValue(0.9);
    assertThat(finding.limitSource()).isEqualTo("default (Netdata)");
    assertThat(finding.remedy()).contains("more memory");
    assertThat(rig.last().message()).isEqualTo("1 container, 1 running; container-memory trainer");
  }

  @Test
  void memory_withoutLimit_isNotJudged() {
    assertThat(memory(1e12)).isEqualTo(Status.HEALTHY);
    assertThat(rig.reading("container.memory.available", "trainer")).isEmpty();
    assertThat(rig.reading("health.container.memory.utilization", "trainer")).isEmpty();
  }

  @Test
  void memory_limitOnlyKnownToEngine_isJudgedByIt() {
    rig.engine.put(box.memoryLimit(1000).get());
    assertThat(memory(960)).isEqualTo(Status.CRITICAL);
    assertThat(rig.reading("container.memory.available", "trainer")).hasValue(40);
  }

  @Test
  void memory_aboveItsLimit_hasNothingAvailable() {
    rig.use("a", Part.MEMORY_LIMIT, 1000);
    memory(1100);
    assertThat(rig.reading("container.memory.available", "trainer")).hasValue(0);
  }

  @Test
  void memory_configuredLimit_isToldAsSuch() {
    var strict = new ContainerRig(ContainerRig.with(ContainerLimit.MEMORY_WARNING, 0.1));
    strict.engine.put(box.get());
    strict.use("a", Part.MEMORY_LIMIT, 1000).use("a", Part.MEMORY_WORKING_SET, 200).look();
    Finding finding = strict.findings(ContainerCondition.MEMORY).get(0);
    assertThat(finding.limitSource()).isEqualTo("configured");
    assertThat(finding.limit()).hasValue(0.1);
  }

  @Test
  void pids_nearTheirLimit_areWarningThenCritical() {
    rig.engine.put(box.pidsLimit(100).get());
    rig.use("a", Part.PIDS, 80).look();
    assertThat(status(ContainerCondition.PIDS)).isEqualTo(Status.HEALTHY);
    rig.use("a", Part.PIDS, 81).look();
    assertThat(status(ContainerCondition.PIDS)).isEqualTo(Status.WARNING);
    rig.use("a", Part.PIDS, 96).look();
    assertThat(status(ContainerCondition.PIDS)).isEqualTo(Status.CRITICAL);
    rig.use("a", Part.PIDS, 10).look();
    assertThat(status(ContainerCondition.PIDS)).isEqualTo(Status.HEALTHY);
    assertThat(rig.reading("health.container.pids", "trainer")).hasValue(10);
    assertThat(rig.reading("health.container.pids.utilization", "trainer")).hasValue(0.1);
  }

  private void throttle(double periods, double throttled) {
    rig.use("a", Part.PERIODS, periods).use("a", Part.THROTTLED_PERIODS, throttled).look();
  }

  @Test
  void throttling_ofTooFewPeriods_isNotJudged() {
    throttle(1000, 900);
    assertThat(rig.conditions()).isEmpty();
    throttle(1099, 999);
    assertThat(rig.conditions()).isEmpty();
    assertThat(rig.reading("health.container.cpu.throttled", "trainer")).hasValue(1);
    throttle(1100, 1000);
    assertThat(status(ContainerCondition.CPU_THROTTLED)).isEqualTo(Status.CRITICAL);
  }

  @Test
  void throttling_share_isWarningThenCriticalThenOver() {
    throttle(0, 0);
    throttle(100, 30);
    assertThat(status(ContainerCondition.CPU_THROTTLED)).isEqualTo(Status.WARNING);
    throttle(200, 130);
    assertThat(status(ContainerCondition.CPU_THROTTLED)).isEqualTo(Status.CRITICAL);
    assertThat(rig.reading("health.container.cpu.throttled", "trainer")).hasValue(0.65);
    Finding finding = rig.findings(ContainerCondition.CPU_THROTTLED).get(0);
    assertThat(finding.limitSource()).contains("own judgement");
    for (int i = 1; i <= 14; i++) {
      throttle(200 + 50 * i, 130);
    }
    assertThat(status(ContainerCondition.CPU_THROTTLED)).isEqualTo(Status.HEALTHY);
  }

  @Test
  void throttling_countersFell_areAResetAndNoError() {
    throttle(1000, 900);
    throttle(10, 10);
    assertThat(rig.conditions()).isEmpty();
    assertThat(rig.reading("health.container.cpu.throttled", "trainer")).isEmpty();
    throttle(110, 110);
    assertThat(status(ContainerCondition.CPU_THROTTLED)).isEqualTo(Status.CRITICAL);
  }

  @Test
  void cpu_twoReadings_giveTheMeanBetween() {
    rig.use("a", Part.CPU_TIME, 10).look();
    assertThat(rig.reading("container.cpu.usage", "trainer")).isEmpty();
    rig.use("a", Part.CPU_TIME, 20).look();
    assertThat(rig.reading("container.cpu.usage", "trainer")).hasValue(2);
    assertThat(rig.reading("container.cpu.time", "trainer")).hasValue(20);
  }

  @Test
  void cpu_counterFell_hasNoValueOnce() {
    rig.use("a", Part.CPU_TIME, 10).look();
    rig.use("a", Part.CPU_TIME, 5).look();
    assertThat(rig.reading("container.cpu.usage", "trainer")).isEmpty();
    rig.use("a", Part.CPU_TIME, 10).look();
    assertThat(rig.reading("container.cpu.usage", "trainer")).hasValue(1);
  }

  @Test
  void cpu_restartedButAlreadyHigher_hasNoValue() {
    rig.use("a", Part.CPU_TIME, 10).look();
    rig.engine.put(box.started(50).get());
    rig.event("start", "a", Instant.ofEpochSecond(50));
    rig.use("a", Part.CPU_TIME, 12).look();
    assertThat(rig.reading("container.cpu.usage", "trainer")).isEmpty();
  }

  @Test
  void usage_notReadAgain_keepsItsRateAndGrowsOlder() {
    rig.use("a", Part.CPU_TIME, 10).look();
    rig.use("a", Part.CPU_TIME, 20).look();
    rig.frozen.add("a");
    rig.look();
    assertThat(rig.reading("container.cpu.usage", "trainer")).hasValue(2);
    assertThat(rig.reading("health.container.usage.age", "")).hasValue(5);
  }

  @Test
  void usage_olderThanItsLimit_isStaleUntilItIsRead() {
    rig.use("a", Part.CPU_TIME, 10).look();
    assertThat(rig.reading("health.container.usage.age", "")).hasValue(0);
    rig.frozen.add("a");
    rig.looks(3);
    assertThat(rig.conditions()).isEmpty();
    rig.look();
    Finding stale = rig.findings(ContainerCondition.STALE).get(0);
    assertThat(stale.status()).isEqualTo(Status.UNKNOWN);
    assertThat(stale.value()).hasValue(20);
    assertThat(stale.limit()).hasValue(15);
    assertThat(rig.last().status()).isEqualTo(Status.UNKNOWN);
    rig.frozen.clear();
    rig.look();
    assertThat(rig.conditions()).isEmpty();
  }

  @Test
  void usage_staleByAPauseOfThisProcess_isStaleAllTheSame() {
    rig.use("a", Part.CPU_TIME, 10).look();
    rig.frozen.add("a");
    long due = rig.now;
    rig.now += Duration.ofSeconds(60).toNanos();
    rig.lost.observe(due, rig.now);
    rig.lookNow();
    assertThat(rig.conditions()).containsExactly("container-stale");
  }

  @Test
  void usage_stale_hidesNoFailure() {
    rig.use("a", Part.MEMORY_LIMIT, 1000);
    memory(960);
    rig.frozen.add("a");
    rig.looks(5);
    assertThat(rig.conditions()).containsExactly("container-memory", "container-stale");
    assertThat(rig.last().status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void usage_neverRead_isStaleAfterAWhile() {
    rig.looks(4);
    assertThat(rig.conditions()).isEmpty();
    rig.look();
    assertThat(rig.conditions()).containsExactly("container-stale");
    assertThat(rig.reading("health.container.usage.age", "")).isEmpty();
  }

  @Test
  void usage_ofOneThatEnded_isNotGivenAndNotStale() {
    rig.use("a", Part.CPU_TIME, 10).looks(2);
    rig.engine.put(box.exited(0, 60).get());
    rig.looks(10);
    assertThat(rig.conditions()).isEmpty();
    assertThat(rig.reading("container.cpu.time", "trainer")).isEmpty();
    assertThat(rig.reading("health.container.exit_code", "trainer")).hasValue(0);
  }

  @Test
  void readings_allParts_haveTheirNames() {
    double value = 1;
    for (Part part : Part.values()) {
      rig.use("a", part, value++);
    }
    rig.look();
    assertThat(rig.reading("container.cpu.time", "trainer")).hasValue(1);
    assertThat(rig.reading("health.container.cpu.throttled.time", "trainer")).hasValue(6);
    assertThat(rig.reading("container.memory.usage", "trainer")).hasValue(7);
    assertThat(rig.reading("container.memory.working_set", "trainer")).hasValue(8);
    assertThat(rig.reading("container.memory.rss", "trainer")).hasValue(9);
    assertThat(rig.reading("container.memory.available", "trainer")).hasValue(2);
    assertThat(rig.reading("health.container.memory.utilization", "trainer")).hasValue(0.8);
    assertThat(rig.reading("health.container.oom_kills", "trainer")).hasValue(11);
    assertThat(rig.reading("container.disk.io", "trainer read")).hasValue(14);
    assertThat(rig.reading("container.disk.io", "trainer write")).hasValue(15);
    assertThat(rig.reading("container.network.io", "trainer receive")).hasValue(16);
    assertThat(rig.reading("container.network.io", "trainer transmit")).hasValue(17);
    assertThat(rig.reading("health.container.restarts", "trainer")).hasValue(0);
    assertThat(rig.reading("container.uptime", "trainer")).hasValue(0);
    assertThat(rig.last().readings().get(0).attributes().get("container.image.name"))
        .isEqualTo("busybox:local");
    assertThat(rig.last().readings().get(0).attributes().get("container.id")).isEqualTo("a");
  }

  @Test
  void attributes_ofOneContainer_areMadeOnce() {
    rig.use("a", Part.CPU_TIME, 10).use("a", Part.DISK_READ, 10).look();
    var first = rig.last().readings();
    var second = rig.look().readings();
    for (int i = 0; i < 3; i++) {
      assertThat(second.get(i).attributes()).isSameAs(first.get(i).attributes());
    }
  }
}
