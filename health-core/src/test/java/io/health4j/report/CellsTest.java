package io.health4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class CellsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static Rollup defined(List<Integer> values) {
    var all = values.stream().collect(Collectors.summarizingInt(each -> each));
    double last = values.get(values.size() - 1);
    return new Rollup(7, HOUR, all.getCount(), all.getMin(), all.getMax(), all.getAverage(), last);
  }

  @Property(tries = 200)
  void add_anyValues_isAsDefined(
      @ForAll @NotEmpty List<@IntRange(min = -1000, max = 1000) Integer> values) {
    var cells = new Cells(3);
    values.forEach(value -> cells.add(1, value));
    assertThat(cells.rollup(1, 7, HOUR)).isEqualTo(defined(values));
    assertThat(cells.count(0) + cells.count(2)).isZero();
  }

  /** An hour of buckets, some of them empty, is what one bucket of all values would be. */
  @Property(tries = 200)
  void merge_anyBuckets_isAsIfAllWereOne(
      @ForAll @NotEmpty List<@IntRange(min = -1000, max = 1000) Integer> values,
      @ForAll @IntRange(min = 1, max = 9) int perBucket) {
    var buckets = new Cells(values.size() + 1);
    for (int i = 0; i < values.size(); i++) {
      buckets.add(1 + i / perBucket, values.get(i));
    }
    var hour = new Cells(1);
    for (int i = 0; i < buckets.capacity(); i++) {
      hour.merge(0, buckets, i);
    }
    assertThat(hour.rollup(0, 7, HOUR)).isEqualTo(defined(values));
  }

  @Test
  void clear_ofACell_forgetsItsValues() {
    var cells = new Cells(1);
    cells.add(0, 100);
    cells.clear(0);
    cells.add(0, 2);
    assertThat(cells.rollup(0, 7, HOUR)).isEqualTo(defined(List.of(2)));
  }

  @Test
  void copy_ofCells_isLongerAndItsOwn() {
    var cells = new Cells(1);
    cells.add(0, 1);
    var copy = cells.copy(1, 3);
    copy.add(0, 3);
    assertThat(copy.capacity()).isEqualTo(3);
    assertThat(copy.rollup(0, 7, HOUR)).isEqualTo(defined(List.of(1, 3)));
    assertThat(cells.rollup(0, 7, HOUR)).isEqualTo(defined(List.of(1)));
  }
}
