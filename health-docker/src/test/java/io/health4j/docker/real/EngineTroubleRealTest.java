package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.docker.ContainerChecks;
import io.health4j.docker.ContainerEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real engine dies, stands still, comes back: told as unknown, in time, with what was known
 * before; and picked up again by itself.
 */
@ExtendWith(RealEngine.Needed.class)
@Timeout(240)
class EngineTroubleRealTest {

  private static final String LABEL = "com.example.run";
  private static final String ENGINE = "engine";
  private static final String CONTAINERS = "containers";
  private static final String KNOWN = "container.memory.usage";

  private static final Duration INTERVAL = Duration.ofSeconds(3);

  /** A check that took as long would be given up; they are to answer long before, by themselves. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(30);

  private final String run = UUID.randomUUID().toString();

  /** Does something to an engine. */
  @FunctionalInterface
  private interface Act {
    void on(EngineProcess engine) throws IOException, InterruptedException;
  }

  private Watch watch(ContainerEngine engine) {
    return new Watch(
        target ->
            target
                .interval(INTERVAL)
                .check(ENGINE, ContainerChecks.engine(engine), c -> c.timeout(GIVEN_UP))
                .check(
                    CONTAINERS,
                    ContainerChecks.labelled(engine, LABEL, run),
                    c -> c.timeout(GIVEN_UP)));
  }

  private static Optional<Finding> unreachable(CheckResult result) {
    return result.findings().stream()
        .filter(each -> each.condition().equals("container-engine-unreachable"))
        .findFirst();
  }

  private static Map<String, CheckResult> awaitTrouble(Watch watch) throws InterruptedException {
    return awaitTrouble(watch, "");
  }

  /** Waits until both checks say that the engine is in trouble, and why, in some such words. */
  private static Map<String, CheckResult> awaitTrouble(Watch watch, String words)
      throws InterruptedException {
    Predicate<CheckResult> told =
        each -> unreachable(each).isPresent() && each.message().contains(words);
    Map<String, CheckResult> results =
        watch.awaitSample(all -> all.values().stream().allMatch(told));
    assertThat(results).containsOnlyKeys(ENGINE, CONTAINERS);
    assertThat(results.values())
        .allSatisfy(
            each -> {
              Finding found = unreachable(each).orElseThrow();
              assertThat(each.status()).isEqualTo(Status.UNKNOWN);
              assertThat(each.message()).isNotBlank();
              assertThat(found.status()).isEqualTo(Status.UNKNOWN);
              assertThat(found.remedy()).isNotBlank();
            });
    return results;
  }

  private static void awaitHealthy(Watch watch) throws InterruptedException {
    watch.awaitSample(
        all ->
            all.values().stream().allMatch(each -> each.status() == Status.HEALTHY)
                && Watch.reads(all.get(CONTAINERS), KNOWN));
  }

  private void breakAndMend(RealEngine real, Act hurt, Act mend) throws Exception {
    EngineProcess own = real.own();
    try (Sandboxes sandboxes = new Sandboxes(real::client);
        ContainerEngine engine = ContainerEngine.at(real.address());
        Watch watch = watch(engine)) {
      sandboxes.start(Map.of(LABEL, run));
      awaitHealthy(watch);
      hurt.on(own);
      try {
        CheckResult last = awaitTrouble(watch).get(CONTAINERS);
        assertThat(Watch.reads(last, KNOWN)).isTrue();
        assertThat(Watch.reads(last, "health.container.usage.age")).isTrue();
      } finally {
        mend.on(own);
        real.reconnect();
      }
      awaitHealthy(watch);
    }
  }

  @Test
  void killed_isUnknownWithTheReason_andPickedUpAgain(RealEngine real) throws Exception {
    breakAndMend(real, EngineProcess::kill, EngineProcess::again);
  }

  @Test
  void ended_isUnknownWithTheReason_andPickedUpAgain(RealEngine real) throws Exception {
    breakAndMend(real, EngineProcess::end, EngineProcess::again);
  }

  @Test
  void standsStill_isUnknownInTime_andPickedUpAgain(RealEngine real) throws Exception {
    breakAndMend(real, EngineProcess::halt, EngineProcess::goOn);
  }

  @Test
  void nobodyListens_onAPort_isUnknown() throws Exception {
    try (Socket taken = new Socket()) { // so that nobody else listens there meanwhile
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (ContainerEngine engine = ContainerEngine.at("tcp://127.0.0.1:" + taken.getLocalPort());
          Watch watch = watch(engine)) {
        awaitTrouble(watch);
      }
    }
  }

  @Test
  void nobodyListens_noSocket_isUnknownAndNamesIt(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("none.sock");
    try (ContainerEngine engine = ContainerEngine.at("unix://" + socket);
        Watch watch = watch(engine)) {
      awaitTrouble(watch, socket.toString());
    }
  }
}
