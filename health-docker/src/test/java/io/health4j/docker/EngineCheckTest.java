package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.docker.api.EngineDisk;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.EngineInfo;
import io.health4j.time.LostTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractDoubleAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EngineCheckTest {

  private static final String USAGE = "health.container.engine.disk.usage";
  private static final String AGE = "health.container.engine.disk.age";
  private static final String UTILIZATION = "health.container.engine.disk.utilization";
  private static final String LATENCY = "health.container.engine.latency";

  private final AtomicLong tick = new AtomicLong(Long.MAX_VALUE - 5);
  private final Connections connections = new Connections();
  private ContainerEngine engine = engine(true);
  private OptionalDouble full = OptionalDouble.of(0.5);
  private EngineCheck check = check(engine);
  private @Nullable CheckResult previous;

  /** One that waits long: how quick this machine is does not count. */
  private EngineCheck check(ContainerEngine asked) {
    return new EngineCheck(asked, root -> full, Duration.ofSeconds(50));
  }

  private ContainerEngine engine(boolean local) {
    connections.engine.info =
        new EngineInfo("Docker Engine", "20.10.24", "1.41", "linux", true, "/var/lib/docker");
    return new ContainerEngine(connections::get, local, tick::get, Duration.ofSeconds(50));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private CheckResult look() throws InterruptedException {
    CheckResult result =
        check.check(CheckContext.of(Target.of("t"), previous, tick::get, new LostTime()));
    previous = result.status() == Status.UNKNOWN ? previous : result;
    return result;
  }

  /** Looks until the data are there, which are asked for in the background. */
  private CheckResult lookWithData() throws InterruptedException {
    CheckResult[] result = {look()};
    Connections.until(
        () -> {
          try {
            result[0] = look();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return has(result[0], USAGE);
        });
    return result[0];
  }

  private void passes(Duration time) {
    tick.addAndGet(time.toNanos());
  }

  private void trouble(Kind kind) {
    connections.engine.before =
        words -> {
          throw new EngineException(kind, "because of " + kind);
        };
  }

  private static boolean has(CheckResult result, String name) {
    return result.readings().stream().anyMatch(reading -> reading.metric().name().equals(name));
  }

  private static AbstractDoubleAssert<?> assertValue(CheckResult result, String name, String type) {
    return assertThat(
        result.readings().stream()
            .filter(reading -> reading.metric().name().equals(name))
            .filter(reading -> type.isEmpty() || type.equals(reading.attributes().get("type")))
            .mapToDouble(Reading::value)
            .findFirst()
            .orElseThrow());
  }

  private static AbstractDoubleAssert<?> assertValue(CheckResult result, String name) {
    return assertValue(result, name, "");
  }

  @Test
  void check_engineWithoutCgroups_tellsThatUsageIsNotKnown() throws Exception {
    connections.engine.info =
        new EngineInfo("Docker Engine", "20.10.24", "1.41", "linux", false, "");

    CheckResult result = look();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message())
        .endsWith("; what containers use is not known, as it has no cgroups");
  }

  @Test
  void check_answers_tellsWhoAndHowQuickly() throws Exception {
    connections.engine.before = words -> passes(Duration.ofMillis(words.equals("info") ? 30 : 0));

    CheckResult result = look();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).isEqualTo("Docker Engine 20.10.24 (API 1.41) answered in 30ms");
    assertValue(result, LATENCY).isEqualTo(0.03);
    assertValue(result, "health.container.engine.calls.stuck").isZero();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void check_trouble_isUnknownWithReasonAndRemedy(Kind kind) throws Exception {
    trouble(kind);

    CheckResult result = look();

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).isEqualTo("because of " + kind + "; container-engine-unreachable");
    Finding finding = result.findings().get(0);
    assertThat(finding.condition()).isEqualTo("container-engine-unreachable");
    assertThat(finding.remedy()).isNotBlank();
    assertThat(result.cause()).isNull();
    assertThat(has(result, LATENCY)).isFalse();
  }

  @Test
  void check_engineComesBack_isHealthyAgain() throws Exception {
    trouble(Kind.AWAY);
    assertThat(look().status()).isEqualTo(Status.UNKNOWN);

    connections.engine.before = words -> {};

    assertThat(look().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_callsHang_countsThem() throws Exception {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var hanging =
        engine.begin(
            Duration.ofSeconds(50),
            api -> {
              begun.countDown();
              Connections.hang(release);
              return true;
            });
    begun.await();
    hanging.cancel(true);

    assertValue(look(), "health.container.engine.calls.stuck").isEqualTo(1);
    release.countDown();
  }

  @Test
  void check_dataCounted_tellsThemByTypeWithTheirAge() throws Exception {
    CheckResult result = lookWithData();

    assertValue(result, USAGE, "images").isEqualTo(1);
    assertValue(result, USAGE, "containers").isEqualTo(2);
    assertValue(result, USAGE, "volumes").isEqualTo(3);
    assertValue(result, USAGE, "build_cache").isEqualTo(4);
    assertValue(result, AGE).isZero();
    passes(Duration.ofMinutes(3));
    assertValue(look(), AGE).isEqualTo(180);
    assertThat(connections.engine.asked).containsOnlyOnce("disk");
  }

  @Test
  void check_tenMinutesLater_countsAnew() throws Exception {
    lookWithData();
    connections.engine.disk = new EngineDisk(10, 20, 30, 40);
    passes(EngineData.EVERY.minusNanos(1));
    assertValue(look(), USAGE, "images").isEqualTo(1);

    passes(Duration.ofNanos(1));
    look();

    Connections.until(() -> isCounted(10));
    assertThat(connections.engine.asked.stream().filter("disk"::equals)).hasSize(2);
  }

  private boolean isCounted(double images) {
    try {
      return look().readings().stream().anyMatch(reading -> reading.value() == images);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void check_countingHangs_waitsForNothing() throws Exception {
    var release = new CountDownLatch(1);
    connections.engine.before =
        words -> {
          if (words.equals("disk")) {
            Connections.await(release);
          }
        };

    CheckResult result = look();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(has(result, USAGE)).isFalse();
    release.countDown();
  }

  @Test
  void check_engineGoesAway_keepsTheDataForHalfAnHour() throws Exception {
    lookWithData();
    trouble(Kind.AWAY);

    passes(Duration.ofMinutes(30));
    CheckResult kept = look();
    passes(Duration.ofNanos(1));
    CheckResult gone = look();

    assertThat(kept.status()).isEqualTo(Status.UNKNOWN);
    assertValue(kept, AGE).isEqualTo(1800);
    assertThat(has(gone, USAGE)).isFalse();
    assertThat(has(gone, AGE)).isFalse();
  }

  @Test
  void check_diskFills_findsItAndLeavesFurtherBack() throws Exception {
    full = OptionalDouble.of(0.86);
    CheckResult warning = look();
    full = OptionalDouble.of(0.96);
    CheckResult critical = look();
    full = OptionalDouble.of(0.81);
    CheckResult leaving = look();
    full = OptionalDouble.of(0.79);

    assertThat(warning.status()).isEqualTo(Status.WARNING);
    Finding finding = warning.findings().get(0);
    assertThat(finding.condition()).isEqualTo("container-engine-disk");
    assertThat(finding.subject()).isEqualTo("/var/lib/docker");
    assertThat(finding.limit()).hasValue(0.85);
    assertThat(critical.status()).isEqualTo(Status.CRITICAL);
    assertThat(leaving.status()).isEqualTo(Status.WARNING);
    assertThat(look().status()).isEqualTo(Status.HEALTHY);
    assertValue(warning, UTILIZATION).isEqualTo(0.86);
  }

  @Test
  void check_engineAwayAndItsDiskFull_tellsBoth() throws Exception {
    look();
    trouble(Kind.AWAY);
    full = OptionalDouble.of(0.99);

    CheckResult result = look();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .extracting(Finding::condition)
        .containsExactly("container-engine-unreachable", "container-engine-disk");
  }

  @Test
  void check_engineElsewhere_saysNothingOfThisDisk() throws Exception {
    engine.close();
    engine = engine(false);
    check = check(engine);
    full = OptionalDouble.of(0.99);

    assertThat(has(look(), UTILIZATION)).isFalse();
  }

  @Test
  void check_rootCannotBeSeen_hasNoUtilization() throws Exception {
    full = OptionalDouble.empty();

    CheckResult result = look();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(has(result, UTILIZATION)).isFalse();
  }

  @Test
  void root_folderHere_isAShare(@TempDir Path folder) {
    OptionalDouble share = EngineRoot.HERE.utilization(folder.toString());

    assertThat(share.orElseThrow()).isBetween(0.0, 1.0);
  }

  @Test
  void root_notHere_isEmpty(@TempDir Path folder) {
    assertThat(EngineRoot.HERE.utilization(folder.resolve("no").toString())).isEmpty();
    assertThat(EngineRoot.HERE.utilization("\0")).isEmpty();
  }
}
