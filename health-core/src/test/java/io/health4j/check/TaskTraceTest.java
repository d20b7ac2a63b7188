package io.health4j.check;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.sun.management.ThreadMXBean;
import io.health4j.check.Distribution.Exemplar;
import io.health4j.time.FakeTicker;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tasks are kept as examples. */
class TaskTraceTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final FakeTicker ticker = new FakeTicker();
  private final AtomicInteger asked = new AtomicInteger();
  private @Nullable String current = TRACE;
  private boolean throwing;
  private final TaskStats stats =
      TaskStats.builder().ticker(ticker).traceIds(this::ask).maxTypes(3).build();

  private @Nullable String ask() {
    asked.incrementAndGet();
    if (throwing) {
      throw new NoClassDefFoundError("as meant");
    }
    return current;
  }

  private CheckResult result() throws Exception {
    return new CheckRunner(stats.health(), ticker).run();
  }

  private List<Exemplar> exemplars(String type) throws Exception {
    return CheckRunner.reading(result(), "health.task.duration", "task.type", type)
        .distribution()
        .exemplars();
  }

  private double failures() throws Exception {
    return CheckRunner.reading(result(), "health.task.trace.failures").value();
  }

  @Test
  void close_inATrace_keepsItWithItsDurationAndTime() throws Exception {
    Instant before = Instant.now();
    try (TaskStats.Task task = stats.start("train")) {
      ticker.advance(ofMillis(40));
      task.succeeded();
    }
    assertThat(exemplars("train"))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.traceId()).isEqualTo(TRACE);
              assertThat(kept.seconds()).isEqualTo(0.04);
              assertThat(kept.at()).isBetween(before, Instant.now());
            });
  }

  @Test
  void record_eachPowerOfTwo_keepsOne() throws Exception {
    long[] durations = {0, 1_023, 1_024, 2_047, 2_048, 1L << 41, (1L << 42) - 1, 1L << 42};
    for (long nanos : durations) {
      stats.record("train", nanos, true);
    }
    assertThat(exemplars("train"))
        .extracting(Exemplar::seconds)
        .containsExactly(0.0, 1_024 / 1e9, 2_048 / 1e9, (1L << 41) / 1e9, (1L << 42) / 1e9);
  }

  @Test
  void record_manyDurations_eachExampleLiesInABucketOfItsOwn() throws Exception {
    for (int power = 0; power < 45; power++) {
      stats.record("train", (1L << power) + 1, true);
      stats.record("train", (1L << power) - 1, true);
    }
    var powers =
        exemplars("train").stream()
            .map(kept -> Math.max(9, Math.getExponent(kept.seconds() * 1e9)))
            .map(power -> Math.min(42, power))
            .toList();
    assertThat(powers).doesNotHaveDuplicates().hasSize(34);
  }

  @Test
  void record_withinASecond_keepsTheOldOneAndAsksNobody() throws Exception {
    stats.record("train", 100L, true);
    ticker.advance(ofNanos(TaskExamples.STAYS_NANOS - 1));
    current = "b";
    stats.record("train", 200L, true);
    assertThat(asked).hasValue(1);
    assertThat(exemplars("train")).extracting(Exemplar::traceId).containsExactly(TRACE);
    ticker.advance(ofNanos(1));
    stats.record("train", 300L, true);
    assertThat(asked).hasValue(2);
    assertThat(exemplars("train")).extracting(Exemplar::traceId).containsExactly("b");
    assertThat(exemplars("train")).extracting(Exemplar::seconds).containsExactly(300 / 1e9);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "0", "00000000000000000000000000000000"})
  void record_outsideATrace_keepsNothingAndAsksAgain(@Nullable String none) throws Exception {
    current = none;
    stats.record("train", 100L, true);
    assertThat(exemplars("train")).isEmpty();
    current = TRACE;
    stats.record("train", 100L, true);
    assertThat(exemplars("train")).hasSize(1);
    assertThat(failures()).isZero();
  }

  @Test
  void record_longId_isLeftOut() throws Exception {
    current = "a".repeat(Exemplar.MAX_ID_LENGTH + 1);
    stats.record("train", 100L, true);
    assertThat(exemplars("train")).isEmpty();
    current = "a".repeat(Exemplar.MAX_ID_LENGTH);
    stats.record("train", 100L, true);
    assertThat(exemplars("train")).hasSize(1);
  }

  @Test
  void record_supplierThrows_isCountedAndLeftAloneForASecond() throws Exception {
    throwing = true;
    stats.record("train", 100L, true);
    stats.start("train").close();
    assertThat(failures()).isEqualTo(1);
    assertThat(asked).hasValue(1);
    throwing = false;
    ticker.advance(ofNanos(999_999_999));
    stats.record("train", 100L, true);
    assertThat(asked).hasValue(1);
    ticker.advance(ofNanos(1));
    stats.record("train", 100L, true);
    stats.record("train", 10_000L, true);
    assertThat(exemplars("train")).hasSize(2);
    assertThat(failures()).isEqualTo(1);
    assertThat(
            CheckRunner.reading(
                    result(), "health.task.finished", "task.type", "train", "outcome", "succeeded")
                .value())
        .isEqualTo(4);
  }

  @Test
  void record_typesWithoutRoom_haveExamplesOfOther() throws Exception {
    for (String type : List.of("a", "b", "c", "d")) {
      stats.record(type, 100L, true);
    }
    assertThat(exemplars("other")).hasSize(1);
  }

  @Test
  void build_withoutTraces_hasNoExamplesAndNoFailures() throws Exception {
    var plain = TaskStats.builder().expect("train", ofMillis(1)).ticker(ticker).build();
    plain.record("train", 100L, true);
    var found = new CheckRunner(plain.health(), ticker).run();
    assertThat(CheckRunner.readings(found, "health.task.trace.failures")).isEmpty();
    assertThat(
            CheckRunner.reading(found, "health.task.duration", "task.type", "train")
                .distribution()
                .exemplars())
        .isEmpty();
  }

  @Test
  void traceIds_twiceOrNull_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TaskStats.builder().traceIds(() -> "a").traceIds(() -> "b"))
        .withMessage("trace ids is given twice");
    assertThatNullPointerException()
        .isThrownBy(() -> TaskStats.builder().traceIds(null))
        .withMessage("current");
  }

  @Test
  void record_whileAnExampleStays_allocatesNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    for (int i = 0; i < 1_000; i++) {
      stats.record("train", 100L, true);
    }
    long before = threads.getThreadAllocatedBytes(self);
    for (int i = 0; i < 10_000; i++) {
      stats.record("train", 100L, true);
    }
    assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
    assertThat(asked).hasValue(1);
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void record_manyWriters_keepOneOfTheirs() throws Exception {
    var begin = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                try {
                  begin.await();
                } catch (InterruptedException e) {
                  return;
                }
                IntStream.range(0, 1_000).forEach(n -> record(n));
              }));
    }
    threads.forEach(Thread::start);
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(exemplars("train")).hasSize(1);
  }

  private void record(int n) {
    stats.record("train", n % 1_000, true);
    ticker.advance(ofMillis(10));
  }
}
