package io.health4j.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import io.health4j.check.CheckContext;
import io.health4j.check.Target;
import io.health4j.loop.Diversity.Alleles;
import io.health4j.loop.Diversity.Coordinates;
import io.health4j.loop.Diversity.PairDistance;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Promise 11: the hot path allocates nothing, and nothing of ours reaches the host.
 *
 * <p>The first round runs for the most part in the interpreter and in C1, neither of which knows
 * escape analysis: an object an iteration that only C2 would remove shows there. The JVM itself
 * allocates some hundred bytes on this thread while it links and compiles, so that round may have
 * less than a byte an iteration; a later one must have none at all.
 */
class LoopProbePromiseTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ITERATIONS = 100_000;
  private static final int WARM_UP = 100;
  private static final int ROUNDS = 4;
  private static final Alleles ALLELES = (individual, locus) -> individual ^ locus;
  private static final Coordinates COORDINATES = (individual, dimension) -> individual;
  private static final PairDistance DISTANCE = (one, other) -> 1;

  private final LoopProbe loop = LoopProbe.create();
  int[] kept = {};

  @Test
  void begin_andClose_allocatesNothing() {
    assertAllocatesNothing(this::iterate);
  }

  @Test
  void tick_allocatesNothing() {
    assertAllocatesNothing(this::ticks);
  }

  @Test
  void begin_withoutClose_allocatesNothing() {
    assertAllocatesNothing(this::beginOnly);
  }

  @Test
  void allocatedBy_aLoopThatAllocates_seesIt() {
    assertThat(allocatedBy(this::allocate)).isGreaterThanOrEqualTo(16L * ITERATIONS);
  }

  @Test
  void population_whoseFunctionThrowsAnything_throwsNothing() {
    for (Throwable thrown :
        new Throwable[] {new IllegalStateException(), new StackOverflowError()}) {
      assertThatCode(() -> showFailing(thrown)).doesNotThrowAnyException();
    }
  }

  @Test
  void iteration_withNonsense_throwsNothing() {
    var it = loop.begin();
    assertThatCode(
            () -> {
              it.best(Double.NaN);
              it.population(-1, Integer.MIN_VALUE, ALLELES);
              it.vectors(Integer.MIN_VALUE, 0, COORDINATES);
              it.population(5, 5, null);
              it.distances(Integer.MIN_VALUE, DISTANCE);
              it.islands(Integer.MIN_VALUE, LoopProbePromiseTest::sizeOf);
              it.close();
              it.close();
            })
        .doesNotThrowAnyException();
  }

  private interface Loop {
    void run(int times);
  }

  private static void assertAllocatesNothing(Loop body) {
    body.run(WARM_UP);
    long first = allocatedBy(body);
    assertThat(first).isLessThan(ITERATIONS);
    long least = first;
    for (int round = 1; round < ROUNDS; round++) {
      least = Math.min(least, allocatedBy(body));
    }
    assertThat(least).isZero();
  }

  private static long allocatedBy(Loop body) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    body.run(ITERATIONS);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private void iterate(int times) {
    for (int i = 0; i < times; i++) {
      try (LoopProbe.Iteration it = loop.begin()) {
        it.best(i % 1000 == 0 ? Double.NaN : i);
        it.population(10, 10, ALLELES);
        it.vectors(10, 10, COORDINATES);
        it.distances(10, DISTANCE);
        it.islands(10, LoopProbePromiseTest::sizeOf);
        if (i % 3 != 0) {
          it.succeeded();
        }
      }
    }
  }

  private static int sizeOf(int island) {
    return island;
  }

  private void ticks(int times) {
    for (int i = 0; i < times; i++) {
      loop.tick().best(-i);
    }
  }

  private void beginOnly(int times) {
    for (int i = 0; i < times; i++) {
      loop.begin();
    }
  }

  private void allocate(int times) {
    for (int i = 0; i < times; i++) {
      kept = new int[] {i};
    }
  }

  private void showFailing(Throwable thrown) throws Exception {
    loop.health().check(CheckContext.first(Target.of("loop"))); // asks for a sample
    try (var it = loop.begin()) {
      it.population(2, 1, (individual, locus) -> sneak(thrown));
      it.vectors(2, 1, (individual, dimension) -> sneak(thrown));
      it.distances(2, (one, other) -> sneak(thrown));
      it.islands(2, island -> sneak(thrown));
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> int sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
