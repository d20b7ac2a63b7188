package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QueueCheckTest {

  private static final String[] JOBS = {"messaging.destination.name", "jobs"};
  private static final Threshold LIMIT =
      Threshold.above().warning(100, 80).critical(1_000, 800).build();

  private final AtomicBoolean connected = new AtomicBoolean(true);
  private final AtomicLong depth = new AtomicLong();
  private final CheckRunner runner =
      new CheckRunner(Checks.queue("jobs", connected::get, depth::get, LIMIT));

  private CheckResult at(long waiting) throws Exception {
    depth.set(waiting);
    return runner.run();
  }

  @Test
  void check_connectedAndShallow_isHealthyWithReadings() throws Exception {
    CheckResult result = at(7);

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(CheckRunner.reading(result, "health.queue.connected", JOBS).value()).isEqualTo(1);
    assertThat(CheckRunner.reading(result, "health.queue.depth", JOBS).value()).isEqualTo(7);
  }

  @Test
  void check_deep_isJudgedWithHysteresis() throws Exception {
    assertThat(at(101).status()).isEqualTo(Status.WARNING);
    assertThat(at(90).status()).as("not left yet").isEqualTo(Status.WARNING);
    assertThat(at(1_001).status()).isEqualTo(Status.CRITICAL);
    assertThat(at(80).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_deep_findsWhatToDo() throws Exception {
    assertThat(at(500).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("queue-deep");
              assertThat(finding.subject()).isEqualTo("jobs");
              assertThat(finding.value()).hasValue(500);
              assertThat(finding.limit()).hasValue(100);
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void check_disconnected_isCriticalAndAsksForNoDepth() throws Exception {
    var asked = new AtomicBoolean();
    CheckResult result =
        new CheckRunner(
                Checks.queue(
                    "jobs",
                    () -> false,
                    () -> {
                      asked.set(true);
                      return 0;
                    },
                    LIMIT))
            .run();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("queue-disconnected");
              assertThat(finding.subject()).isEqualTo("jobs");
              assertThat(finding.remedy()).isNotBlank();
            });
    assertThat(CheckRunner.reading(result, "health.queue.connected", JOBS).value()).isZero();
    assertThat(CheckRunner.readings(result, "health.queue.depth")).isEmpty();
    assertThat(asked).isFalse();
  }

  @Test
  void check_negativeDepth_isUnknownWithoutReading() throws Exception {
    CheckResult result = at(-1);

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).isEqualTo("the queue jobs tells no depth, was -1");
    assertThat(result.readings()).isEmpty();
  }

  @Test
  void check_supplierThrows_isPassedOn() {
    HealthCheck broken =
        Checks.queue(
            "jobs",
            () -> {
              throw new IllegalStateException("closed");
            },
            () -> 0,
            LIMIT);

    assertThatIllegalStateException()
        .isThrownBy(() -> broken.check(CheckContext.first(Target.of("host"))))
        .withMessage("closed");
  }

  @Test
  void queue_ofACollection_readsItsSize() throws Exception {
    var queue = new ArrayDeque<String>();
    var sized = new CheckRunner(Checks.queue("jobs", queue, Threshold.above(1, 2)));

    assertThat(sized.run().status()).isEqualTo(Status.HEALTHY);
    queue.add("a");
    queue.add("b");
    queue.add("c");
    assertThat(sized.run().status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void queue_blankName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checks.queue(" ", new ArrayDeque<>(), LIMIT))
        .withMessage("name must not be blank, was ' '");
  }
}
