package io.health4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RingTest {

  @Test
  void ring_new_hasNoRoomAndLostNothing() {
    var ring = new Ring();
    assertThat(ring.isFull()).isTrue();
    assertThat(ring.capacity()).isZero();
    assertThat(ring.isLossy()).isFalse();
    assertThat(ring.contains(0)).isFalse();
  }

  /** As a queue whose values move with their moments, over the overflow of the clock. */
  @Property(tries = 200)
  void ring_anyWrites_isAQueueWithItsValuesBesideIt(@ForAll long seed) {
    var random = new Random(seed);
    var ring = new Ring();
    ring.resize(1 + random.nextInt(5));
    double[] column = new double[ring.capacity()];
    var model = new ArrayDeque<Long>();
    long tick = Long.MAX_VALUE - random.nextInt(200);
    for (int i = 0; i < 300; i++) {
      switch (random.nextInt(8)) {
        case 0 -> {
          int capacity = Math.max(1, model.size() + random.nextInt(6));
          column = ring.copy(column, 1, capacity);
          ring.resize(capacity);
        }
        case 1 -> {
          long before = tick - random.nextInt(10);
          ring.dropBefore(before);
          model.removeIf(each -> each - before < 0);
        }
        default -> {
          if (model.size() == ring.capacity()) {
            model.removeFirst();
          }
          tick += 1 + random.nextInt(3);
          column[ring.push(tick)] = tick;
          model.addLast(tick);
        }
      }
      assertSame(ring, column, model);
    }
  }

  private static void assertSame(Ring ring, double[] column, ArrayDeque<Long> model) {
    assertThat(ring.size()).isEqualTo(model.size());
    int i = 0;
    for (long tick : model) {
      assertThat(ring.tick(i)).isEqualTo(tick);
      assertThat(column[ring.slot(i)]).isEqualTo((double) tick);
      assertThat(ring.contains(tick)).isTrue();
      i++;
    }
    if (!model.isEmpty()) {
      assertThat(ring.newestTick()).isEqualTo(model.getLast());
      assertThat(ring.isLossy() && ring.lost() - model.getFirst() >= 0).isFalse();
    }
  }

  @Test
  void clear_ofARing_losesTheNewest() {
    var ring = new Ring();
    ring.resize(2);
    ring.push(1);
    ring.push(2);
    ring.push(3);
    assertThat(ring.lost()).isEqualTo(1);
    ring.clear();
    assertThat(ring.size()).isZero();
    assertThat(ring.isLossy()).isTrue();
    assertThat(ring.lost()).isEqualTo(3);
  }
}
