package io.health4j.check;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.health4j.time.FakeTicker;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted; what is made of the counts is in {@link TaskHealthTest}. */
class TaskStatsTest {

  private final FakeTicker ticker = new FakeTicker();
  private final TaskStats stats = TaskStats.builder().ticker(ticker).maxTypes(3).build();
  private final CheckRunner runner = new CheckRunner(stats.health(), ticker);

  private Distribution durations(String type) throws Exception {
    var reading = CheckRunner.reading(runner.run(), "health.task.duration", "task.type", type);
    return reading.distribution();
  }

  private double finished(String type, String outcome) throws Exception {
    return CheckRunner.reading(
            runner.run(), "health.task.finished", "task.type", type, "outcome", outcome)
        .value();
  }

  private double active(String type) throws Exception {
    return CheckRunner.reading(runner.run(), "health.task.active", "task.type", type).value();
  }

  private double dropped() throws Exception {
    return CheckRunner.reading(runner.run(), "health.task.types.dropped").value();
  }

  private List<String> types() throws Exception {
    return CheckRunner.readings(runner.run(), "health.task.active").stream()
        .map(reading -> reading.attributes().get("task.type"))
        .toList();
  }

  @Test
  void start_succeeded_countsAndTimes() throws Exception {
    try (TaskStats.Task task = stats.start("train")) {
      ticker.advance(ofSeconds(40));
      task.succeeded();
    }

    assertThat(finished("train", "succeeded")).isEqualTo(1);
    assertThat(finished("train", "failed")).isZero();
    assertThat(durations("train").sum()).isEqualTo(40);
    assertThat(durations("train").max()).isEqualTo(40);
    assertThat(durations("train").count()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("try") // What is tested is that the task is only closed.
  void close_withoutSucceeded_isAFailure() throws Exception {
    try (TaskStats.Task task = stats.start("train")) {
      ticker.advance(ofSeconds(1));
    }

    assertThat(finished("train", "succeeded")).isZero();
    assertThat(finished("train", "failed")).isEqualTo(1);
    assertThat(durations("train").sum()).isEqualTo(1);
  }

  @Test
  void close_twice_countsOnce() throws Exception {
    TaskStats.Task task = stats.start("train");
    task.close();
    task.succeeded();
    task.close();

    assertThat(finished("train", "failed")).isEqualTo(1);
    assertThat(finished("train", "succeeded")).isZero();
    assertThat(active("train")).isZero();
  }

  @Test
  void active_whileRunning_goesUpAndDown() throws Exception {
    TaskStats.Task one = stats.start("train");
    TaskStats.Task two = stats.start("train");
    assertThat(active("train")).isEqualTo(2);

    one.close();
    assertThat(active("train")).isEqualTo(1);

    two.close();
    assertThat(active("train")).isZero();
  }

  @Test
  void record_timedElsewhere_countsWithoutBeingActive() throws Exception {
    stats.record("eval", ofMillis(250), true);
    stats.record("eval", 750_000_000L, false);

    assertThat(finished("eval", "succeeded")).isEqualTo(1);
    assertThat(finished("eval", "failed")).isEqualTo(1);
    assertThat(durations("eval").sum()).isEqualTo(1);
    assertThat(active("eval")).isZero();
  }

  @Test
  void record_negativeOrNoDuration_countsAsZero() throws Exception {
    stats.record("eval", -5L, true);
    stats.record("eval", ofNanos(-5), true);
    stats.record("eval", ChronoUnit.FOREVER.getDuration().negated(), true);
    stats.record("eval", null, true);

    assertThat(finished("eval", "succeeded")).isEqualTo(4);
    assertThat(durations("eval").sum()).isZero();
    assertThat(durations("eval").countIn(0)).isEqualTo(4);
  }

  @Test
  void record_endlessDurations_doNotOverflow() throws Exception {
    stats.record("eval", Long.MAX_VALUE, true);
    stats.record("eval", ChronoUnit.FOREVER.getDuration(), true);

    assertThat(durations("eval").max()).isEqualTo((double) Duration.ofDays(365).toSeconds());
    assertThat(durations("eval").sum()).isEqualTo(2.0 * Duration.ofDays(365).toSeconds());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "\n"})
  void start_noType_isUnknown(String type) throws Exception {
    stats.start(type).close();
    stats.record(type, 1L, true);

    assertThat(types()).containsExactly("unknown");
    assertThat(finished("unknown", "failed")).isEqualTo(1);
    assertThat(finished("unknown", "succeeded")).isEqualTo(1);
  }

  @Test
  void start_anyText_neverThrows() {
    assertThatCode(
            () -> {
              stats.start("\u0000{}\"=,\uD800").close();
              stats.start("x".repeat(1_000_000)).close();
              stats.start("unknown").close();
              stats.start("other").close();
              stats.start("one too many").close();
              runner.run();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void start_longType_isCut() throws Exception {
    stats.start("x".repeat(TaskStats.MAX_TYPE_LENGTH) + "a").close();
    stats.start("x".repeat(TaskStats.MAX_TYPE_LENGTH) + "b").close();

    assertThat(types()).containsExactly("x".repeat(TaskStats.MAX_TYPE_LENGTH));
  }

  @Test
  void start_moreTypesThanRoom_areOtherAndCounted() throws Exception {
    for (String type : List.of("a", "b", "c", "d", "e", "a", "d")) {
      stats.record(type, 1L, true);
    }

    assertThat(types()).containsExactly("a", "b", "c", "other");
    assertThat(finished("a", "succeeded")).isEqualTo(2);
    assertThat(finished("other", "succeeded")).isEqualTo(3);
    assertThat(dropped()).isEqualTo(3);
  }

  @Test
  void start_typeNamedOther_isNotDropped() throws Exception {
    stats.record("other", 1L, true);

    assertThat(types()).containsExactly("other");
    assertThat(dropped()).isZero();
  }

  @Test
  void create_hundredTypes_haveRoom() throws Exception {
    TaskStats defaults = TaskStats.create();
    for (int i = 0; i < 101; i++) {
      defaults.record("type-" + i, 1L, true);
    }

    var result = new CheckRunner(defaults.health()).run();

    assertThat(CheckRunner.reading(result, "health.task.types.dropped").value()).isEqualTo(1);
    assertThat(CheckRunner.readings(result, "health.task.active")).hasSize(101);
  }

  @Test
  void readings_typeNeverUsed_isAbsent() throws Exception {
    assertThat(types()).isEmpty();
    assertThat(runner.run().readings()).hasSize(1);
    assertThat(dropped()).isZero();
  }

  @Test
  void readings_metrics_haveUnitAndKind() throws Exception {
    stats.record("eval", 1L, true);

    assertThat(runner.run().readings())
        .extracting(r -> r.metric().name() + " " + r.metric().unit() + " " + r.metric().kind())
        .containsExactly(
            "health.task.duration s HISTOGRAM",
            "health.task.finished {task} COUNTER",
            "health.task.finished {task} COUNTER",
            "health.task.active {task} GAUGE",
            "health.task.types.dropped {task} COUNTER");
  }

  @Test
  void record_manyWriters_loseNothing() throws Exception {
    int writers = 4;
    int each = 5_000;
    var begin = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < writers; i++) {
      threads.add(new Thread(() -> write(begin, each)));
    }
    threads.forEach(Thread::start);
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    double total = 0;
    for (String type : types()) {
      total += finished(type, "succeeded");
      assertThat(durations(type).count()).isEqualTo((long) finished(type, "succeeded"));
      assertThat(active(type)).isZero();
    }
    assertThat(total).isEqualTo(writers * (double) each);
    assertThat(types()).hasSize(4).endsWith("other");
    assertThat(dropped()).isEqualTo(finished("other", "succeeded"));
  }

  private void write(CountDownLatch begin, int tasks) {
    try {
      begin.await();
    } catch (InterruptedException e) {
      return;
    }
    for (int i = 0; i < tasks; i++) {
      try (TaskStats.Task task = stats.start("" + (char) ('a' + i % 5))) {
        task.succeeded();
      }
    }
  }
}
