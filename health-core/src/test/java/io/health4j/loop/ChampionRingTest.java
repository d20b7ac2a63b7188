package io.health4j.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.loop.ChampionRing.Champion;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** A copy of the ring while the writer goes on, at the worst moments, by hand. */
class ChampionRingTest {

  private static final int SIZE = ChampionRing.SIZE;

  private final ChampionRing ring = new ChampionRing();
  private long count;

  private void write(long number) {
    ring.put(number, number * 10.0, number * 10.0 - 10, number + 100, -number);
  }

  private void add(int champions) {
    for (int i = 0; i < champions; i++) {
      write(count);
      count++;
    }
  }

  /** The count, after whose first or second look something happens. */
  private LongSupplier then(int look, Runnable event) {
    int[] looks = {0};
    return () -> {
      long seen = count;
      if (++looks[0] == look) {
        event.run();
      }
      return seen;
    };
  }

  private static List<Long> numbers(List<Champion> champions) {
    return champions.stream().map(Champion::number).toList();
  }

  @Test
  void since_nothingNew_isEmpty() {
    assertThat(ring.since(0, () -> count)).isEmpty();
    add(3);
    assertThat(ring.since(3, () -> count)).isEmpty();
  }

  @Test
  void since_someNew_returnsThemInOrder() {
    add(5);
    assertThat(ring.since(3, () -> count))
        .containsExactly(new Champion(3, 30, 20, 103, -3), new Champion(4, 40, 30, 104, -4));
  }

  @Test
  void since_moreThanFit_returnsTheLast() {
    add(1000);
    var kept = ring.since(0, () -> count);
    assertThat(numbers(kept)).hasSize(SIZE - 1).startsWith(1001L - SIZE).endsWith(999L);
    assertThat(kept).allMatch(each -> each.iteration() == each.number() + 100);
  }

  @Test
  void since_beyondTheLargestInt_findsItsPlace() {
    count = 5L << 32;
    add(3);
    assertThat(ring.since(count - 1, () -> count))
        .extracting(Champion::iteration)
        .containsExactly(count + 99);
  }

  @Test
  void since_writerInTheMidstOfTheNext_leavesOutWhatItOverwrites() {
    add(SIZE + 4);
    write(count); // over number 4, and the count does not tell yet
    var kept = ring.since(0, () -> count);
    assertThat(numbers(kept)).startsWith(5L).hasSize(SIZE - 1);
    assertThat(kept).allMatch(each -> each.iteration() == each.number() + 100);
  }

  @Test
  void since_writerGoesOnBeforeTheCopy_leavesOutWhatItOverwrote() {
    add(SIZE);
    var kept = ring.since(0, then(1, () -> add(6)));
    assertThat(numbers(kept)).startsWith(7L).endsWith(SIZE - 1L);
    assertThat(kept).allMatch(each -> each.iteration() == each.number() + 100);
  }

  @Test
  void since_writerBeginsOneBeforeTheCopy_leavesItOut() {
    add(SIZE);
    var kept = ring.since(0, then(1, () -> write(count)));
    assertThat(numbers(kept)).startsWith(1L).endsWith(SIZE - 1L);
    assertThat(kept).allMatch(each -> each.iteration() == each.number() + 100);
  }

  @Test
  void since_writerLapsTheReader_returnsNothing() {
    add(SIZE);
    assertThat(ring.since(0, then(1, () -> add(2 * SIZE)))).isEmpty();
  }

  @Test
  void since_writerGoesOnAfterTheCopy_isNoMatter() {
    add(4);
    var kept = ring.since(0, then(2, () -> add(SIZE)));
    assertThat(numbers(kept)).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void since_countThatFellBack_isEmpty() {
    add(4); // as two writers, who overwrite each other's count, may leave it
    assertThat(ring.since(9, () -> count)).isEmpty();
  }
}
