package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factories, run once against the JVM and the disk that the test runs on. */
class ChecksTest {

  private static final Threshold ANY = Threshold.above(0.5, 0.6);

  @Test
  void heap_thisProcess_isReadAndPlausible() throws Exception {
    var result = new CheckRunner(Checks.heap()).run();

    double used = CheckRunner.reading(result, "jvm.memory.used", "jvm.memory.type", "heap").value();
    double limit =
        CheckRunner.reading(result, "jvm.memory.limit", "jvm.memory.type", "heap").value();
    assertThat(used).isPositive().isLessThanOrEqualTo(limit);
    assertThat(limit).isLessThanOrEqualTo((double) Runtime.getRuntime().maxMemory());
    assertThat(CheckRunner.reading(result, "health.heap.utilization").value()).isBetween(0.0, 1.0);
  }

  @Test
  void heap_thresholdThatAnythingPasses_isUsed() throws Exception {
    var result = new CheckRunner(Checks.heap(Threshold.above(-2, -1))).run();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings().get(0).condition()).isEqualTo("heap-high");
    assertThat(result.findings().get(0).limitSource()).isEqualTo("configured");
  }

  @Test
  void diskSpace_thisDisk_isReadAndPlausible(@TempDir Path dir) throws Exception {
    var result = new CheckRunner(Checks.diskSpace(dir)).run();

    assertThat(CheckRunner.readings(result, "system.filesystem.usage")).hasSize(2);
    assertThat(CheckRunner.readings(result, "system.filesystem.utilization"))
        .singleElement()
        .satisfies(reading -> assertThat(reading.value()).isBetween(0.0, 1.0));
  }

  @Test
  void diskSpace_noSuchPath_isUnknownWithTheCause(@TempDir Path dir) throws Exception {
    Path gone = dir.resolve("gone");

    var result = new CheckRunner(Checks.diskSpace(gone)).run();

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).contains(gone.toString());
    assertThat(result.cause()).isInstanceOf(IOException.class);
    assertThat(result.readings()).isEmpty();
  }

  @Test
  void factories_null_areRefusedByName() {
    Metric metric = Metric.gauge("a", "1", "");

    assertThatNullPointerException().isThrownBy(() -> Checks.heap(null)).withMessage("threshold");
    assertThatNullPointerException().isThrownBy(() -> Checks.diskSpace(null)).withMessage("path");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.diskSpace(Path.of("."), null))
        .withMessage("threshold");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.value(null, () -> 1, ANY))
        .withMessage("metric");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.value(metric, null, ANY))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.value(metric, () -> 1, null))
        .withMessage("threshold");
    assertThatNullPointerException().isThrownBy(() -> Checks.gcTime(null)).withMessage("threshold");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.processAlive(null))
        .withMessage("process");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.processAlive(1, null))
        .withMessage("started");
  }

  @Test
  void factoriesOfTheHostsOwn_null_areRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.holds(null, () -> true))
        .withMessage("condition");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.holds("a", null, "", () -> true))
        .withMessage("otherwise");
    assertThatNullPointerException().isThrownBy(() -> Checks.holds("a", null)).withMessage("holds");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.queue(null, List.of(), ANY))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.queue("a", null, ANY))
        .withMessage("queue");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.queue("a", null, () -> 1, ANY))
        .withMessage("connected");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.queue("a", () -> true, null, ANY))
        .withMessage("depth");
    assertThatNullPointerException()
        .isThrownBy(() -> Checks.queue("a", List.of(), null))
        .withMessage("limit");
  }
}
