package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Occurrence;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrphansCheckTest {

  private static final Target TARGET = Target.of("loop-1");

  private final Scene scene = new Scene();
  private @Nullable CheckResult previous;

  private CheckResult look(HealthCheck check) throws Exception {
    // The monitor's clock, which need not be ours, is 1,000 ns ahead.
    var context = CheckContext.of(TARGET, previous, () -> scene.tick + 1_000, new LostTime());
    CheckResult result = check.check(context);
    previous = result.status() == Status.UNKNOWN ? previous : result;
    return result;
  }

  private void orphans(int count) {
    scene.engine.asked.clear();
    IntStream.rangeClosed(1, 20).forEach(n -> scene.engine.vanish("c" + n));
    IntStream.rangeClosed(1, count).forEach(n -> scene.orphans("c" + n));
  }

  private static OptionalDouble reading(CheckResult result, String name) {
    return result.readings().stream()
        .filter(reading -> reading.metric().name().equals(name))
        .mapToDouble(reading -> reading.value())
        .findFirst();
  }

  @Test
  void check_several_countsAndNames() throws Exception {
    scene.orphans("c1");
    scene.put("c2", Scene.ours("here"));
    scene.put("c3", Scene.labels(Scene.OWNER, "home-2", "gone"));

    CheckResult result = look(scene.enforcing().check());

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(reading(result, "health.containers.owned")).hasValue(3);
    assertThat(reading(result, "health.containers.orphaned")).hasValue(1);
    assertThat(reading(result, "health.containers.unseen")).hasValue(1);
    assertThat(reading(result, "health.containers.removed")).hasValue(0);
    assertThat(reading(result, "health.containers.lease.age")).isEmpty();
    assertThat(result.message())
        .isEqualTo(
            "1 orphan among 3 containers of trainer: n-c1 (session gone: process 812 ended);"
                + " never touched: n-c3 (session gone: its lease is kept elsewhere)");
    assertThat(scene.engine.asked).containsExactly("containers");
  }

  @Test
  void check_noOrphans_saysSo() throws Exception {
    scene.put("c1", Scene.ours("here"));

    assertThat(look(scene.enforcing().check()).message())
        .isEqualTo("no orphans among 1 container of trainer");
  }

  @Test
  void check_moreAndFewer_reachesEachLevelAndLeavesItLater() throws Exception {
    HealthCheck check = scene.enforcing().check();
    int[] counts = {3, 4, 3, 2, 10, 11, 9, 8, 0};
    Status[] expected = {
      Status.HEALTHY,
      Status.WARNING,
      Status.WARNING,
      Status.HEALTHY,
      Status.WARNING,
      Status.CRITICAL,
      Status.CRITICAL,
      Status.WARNING,
      Status.HEALTHY
    };
    for (int i = 0; i < counts.length; i++) {
      orphans(counts[i]);
      assertThat(look(check).status()).as("%d orphans", counts[i]).isEqualTo(expected[i]);
    }
  }

  @Test
  void check_tooMany_findingSaysHowManyOfWhom() throws Exception {
    orphans(7);

    CheckResult result = look(scene.enforcing().check());

    Finding finding = result.findings().get(0);
    assertThat(finding.condition()).isEqualTo("containers-orphaned");
    assertThat(finding.subject()).isEqualTo("trainer");
    assertThat(finding.value()).hasValue(7);
    assertThat(finding.limit()).hasValue(3);
    assertThat(finding.limitSource()).isEqualTo("this project's own judgement");
    assertThat(result.message()).contains("n-c5 (session gone: process 812 ended) and 2 more");
  }

  @Test
  void check_engineAway_isUnknownWithTheReasonAndNoNumbers() throws Exception {
    HealthCheck check = scene.enforcing().check();
    orphans(5);
    look(check);
    scene.fail("containers", Kind.DENIED, "the socket may not be opened");

    CheckResult result = look(check);

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message())
        .isEqualTo("the socket may not be opened; container-engine-unreachable");
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("container-engine-unreachable");
              assertThat(finding.remedy()).isNotEmpty();
            });
    assertThat(reading(result, "health.containers.owned")).isEmpty();
    assertThat(reading(result, "health.containers.orphaned")).isEmpty();
  }

  @Test
  void check_removed_isToldOnceOnTheMonitorsClock() throws Exception {
    Orphans orphans = scene.enforcing();
    HealthCheck check = orphans.check();
    scene.orphans("c1");
    orphans.sweep();
    long removedAt = scene.tick;
    scene.pass(Duration.ofSeconds(30));

    CheckResult result = look(check);

    assertThat(reading(result, "health.containers.removed")).hasValue(1);
    Occurrence told = result.occurrences().get(0);
    assertThat(result.occurrences()).hasSize(1);
    assertThat(told.name()).isEqualTo("container.removed");
    assertThat(told.message()).isEqualTo("removed n-c1 (session gone: process 812 ended)");
    assertThat(told.attributes().get("container.id")).isEqualTo("c1");
    assertThat(told.attributes().get("container.name")).isEqualTo("n-c1");
    assertThat(told.attributes().get("session")).isEqualTo("gone");
    assertThat(told.attributes().get("reason")).isEqualTo("process 812 ended");
    assertThat(told.tick()).isEqualTo(removedAt + 1_000);
    assertThat(look(check).occurrences()).isEmpty();
    assertThat(reading(look(check), "health.containers.removed")).hasValue(1);
  }

  @Test
  void check_engineAway_stillTellsWhatWasRemoved() throws Exception {
    Orphans orphans = scene.enforcing();
    scene.orphans("c1");
    orphans.sweep();
    scene.fail("containers", Kind.AWAY, "nobody listens");

    assertThat(look(orphans.check()).occurrences()).hasSize(1);
  }

  @Test
  void check_moreWereRemovedThanAreKept_latestAreToldAndTheOthersCounted() throws Exception {
    Orphans orphans = scene.builder().enforce().perMinute(1_000).build();
    IntStream.rangeClosed(1, Journal.CAPACITY + 3).forEach(n -> scene.orphans("c" + n));
    Scene.logged(orphans::sweep);

    CheckResult result = look(orphans.check());

    assertThat(result.occurrences()).hasSize(Journal.CAPACITY);
    assertThat(result.occurrences().get(0).message())
        .endsWith("(session gone: process 812 ended); 3 before it are not told");
    assertThat(result.occurrences().get(1).message()).doesNotContain("not told");
    assertThat(reading(result, "health.containers.removed")).hasValue(Journal.CAPACITY + 3.0);
  }

  @Test
  void check_leaseRenewed_tellsItsAge() throws Exception {
    scene.leases.unrenewed = OptionalLong.of(Duration.ofSeconds(30).toNanos());

    CheckResult result = look(scene.enforcing().check());

    assertThat(reading(result, "health.containers.lease.age")).hasValue(30);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_leaseNotRenewedForItsDuration_warnsWithTheReason() throws Exception {
    scene.leases.unrenewed = OptionalLong.of(Duration.ofMillis(30_001).toNanos());
    scene.leases.trouble = Optional.of("read-only file system");

    CheckResult result = look(scene.enforcing().check());

    assertThat(result.status()).isEqualTo(Status.WARNING);
    Finding finding = result.findings().get(0);
    assertThat(finding.condition()).isEqualTo("container-lease");
    assertThat(finding.limit()).hasValue(30);
    assertThat(finding.limitSource()).isEqualTo("a lease lasts 30s");
    assertThat(finding.remedy()).endsWith("read-only file system");
  }

  @Test
  void check_oneCouldNotBeRemovedThreeTimes_isToldAsStuckUntilItIsGone() throws Exception {
    Orphans orphans = scene.enforcing();
    HealthCheck check = orphans.check();
    scene.orphans("c1");
    scene.fail("remove c1", Kind.REFUSED, "device busy");
    for (int time = 0; time < Stubborn.TRIES; time++) {
      assertThat(look(check).status()).isEqualTo(Status.HEALTHY);
      try {
        orphans.sweep();
      } catch (EngineException e) {
        assertThat(e).hasMessageContaining("device busy");
      }
    }

    CheckResult result = look(check);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings().get(0).subject()).isEqualTo("trainer/n-c1");
    assertThat(result.findings().get(0).remedy()).endsWith("device busy");
    scene.pass(Duration.ofHours(2));
    assertThat(look(check).status()).isEqualTo(Status.WARNING);

    scene.engine.vanish("c1");
    assertThat(look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_looksBeforeALeaseEnds_forgetsNoFailure() throws Exception {
    Orphans orphans = scene.enforcing();
    HealthCheck check = orphans.check();
    scene.orphans("c1");
    scene.fail("remove c1", Kind.REFUSED, "device busy");
    for (int time = 0; time < Stubborn.TRIES; time++) {
      scene.leases.lives("gone");
      assertThat(look(check).status()).isEqualTo(Status.HEALTHY);
      scene.leases.ended("gone");
      assertThatThrownBy(orphans::sweep).hasMessageContaining("device busy");
    }

    assertThat(look(check).status()).isEqualTo(Status.WARNING);
  }
}
