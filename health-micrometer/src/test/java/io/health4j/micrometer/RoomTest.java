package io.health4j.micrometer;

import static io.health4j.micrometer.Bench.DURATION;
import static io.health4j.micrometer.Bench.EVENTS;
import static io.health4j.micrometer.Bench.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.Distribution;
import io.health4j.check.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What there is no room for is left out, counted, and told once. */
class RoomTest extends BinderTestBed {

  private static final Logger LOG = Logger.getLogger(MicrometerMetricsBinder.class.getName());

  private final List<String> told = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord told) {
          RoomTest.this.told.add(told.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void forget() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  private static Reading[] many(int count, IntFunction<Reading> one) {
    return IntStream.range(0, count).mapToObj(one).toArray(Reading[]::new);
  }

  private static Reading level(int i) {
    return Reading.of(LEVEL, i, Attributes.of("request.id", "r" + i));
  }

  private static Reading durations(int i) {
    var none = Distribution.of(new long[Distribution.BUCKETS], 0, 0);
    return Reading.of(DURATION, none, Attributes.of("task.type", "t" + i));
  }

  private double dropped() {
    return count("health.metrics.series.dropped");
  }

  @Test
  void take_upToTheLimit_isGranted() {
    var room = new Room();
    assertThat(room.take("a", Room.MAX_SERIES - 1)).isTrue();
    assertThat(room.take("a", 2)).isFalse();
    assertThat(room.take("a", 1)).isTrue();
    assertThat(room.take("b", Room.MAX_SERIES)).isTrue();
    room.giveBack("a", 1);
    assertThat(room.take("a", 1)).isTrue();
    assertThat(room.take("a", 1)).isFalse();
  }

  @Test
  void giveBack_all_startsAnew() {
    var room = new Room();
    assertThat(room.take("a", 4)).isTrue();
    room.giveBack("a", 4);
    room.giveBack("a", 4);
    assertThat(room.take("a", Room.MAX_SERIES)).isTrue();
    assertThat(room.take("a", 1)).isFalse();
  }

  @Test
  void reading_aLabelThatNeverRepeats_starvesNoOther() {
    bench().watch("a").watch("b");
    bench.reads(many(20_000, RoomTest::level)).readings.add(Reading.of(EVENTS, 1));
    bench.polls(1);
    assertThat(registry.get("test.level").tag("target", "a").gauges()).hasSize(Room.MAX_SERIES);
    assertThat(registry.get("test.level").tag("target", "b").gauges()).hasSize(Room.MAX_SERIES);
    assertThat(count("test.events", "target", "b")).isEqualTo(1);
    assertThat(dropped()).isEqualTo(2 * 19_000);
    assertThat(told).singleElement().asString().contains("test.level").doesNotContain("r1");
    bench.polls(1);
    assertThat(told).hasSize(1);
    assertThat(dropped()).isEqualTo(4 * 19_000);
  }

  @Test
  void reading_roomThatWasGivenBack_isTakenByOthers() {
    bench().watch("a").reads(many(Room.MAX_SERIES, RoomTest::level)).polls(1);
    bench.reads(many(Room.MAX_SERIES, i -> level(i + 7))).polls(1);
    assertThat(registry.get("test.level").gauges()).hasSize(Room.MAX_SERIES);
    assertThat(registry.get("test.level").tag("request.id", "r1006").gauge().value())
        .isEqualTo(1_006);
  }

  @Test
  void histogram_asManyAsTasksHaveTypes_areAllShown() {
    bench().watch("a").reads(many(101, RoomTest::durations)).polls(1);
    assertThat(registry.get("test.duration.count").functionCounters()).hasSize(101);
    assertThat(dropped()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void histogram_moreThanAMetricMayHave_areLeftOutWhole() {
    bench().watch("a").reads(many(252, RoomTest::durations)).polls(1);
    assertThat(registry.get("test.duration.count").functionCounters()).hasSize(250);
    assertThat(registry.get("test.duration.max").gauges()).hasSize(250);
    assertThat(dropped()).isEqualTo(2 * 37);
    assertThat(told).singleElement().asString().contains("test.duration");
    bench.reads(many(252, i -> durations(i + 252))).polls(1);
    assertThat(registry.get("test.duration.count").functionCounters()).hasSize(250);
  }

  @Test
  void maxSeries_reached_isToldOnceForEachMetric() {
    bench = new Bench(registry, b -> b.maxSeries(18));
    bench.watch("a").reads(Reading.of(LEVEL, 1), level(1), durations(1)).polls(3);
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("test.level").contains("18 in all");
    assertThat(told.get(1)).contains("test.duration");
  }
}
