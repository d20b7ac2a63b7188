package io.health4j.loop;

import io.health4j.check.Distribution;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * What a loop's thread writes and the health check reads.
 *
 * <p><b>One writer.</b> Only the loop's thread writes, so that it needs no atomic
 * read-modify-write: it reads its own last value plainly, adds, and stores. A second writer would
 * make iterations go missing and durations count twice, and nothing else: no index and no loop
 * depends on what another thread may change.
 *
 * <p><b>Why opaque.</b> A plain store may be torn in two halves (a long on a 32-bit JVM), and the
 * compiler may keep it in a register for as long as the loop runs, since nothing in the loop looks
 * at it. An opaque store is whole, is made, and is seen in the end; it orders nothing, costs what a
 * plain one does, and is all that a number that stands for itself needs.
 *
 * <p><b>Where order matters</b> the store is a release and the load an acquire: what was written
 * before the store is seen after the load. {@code iterations} is stored last when an iteration ends
 * and loaded first, so whoever sees n iterations sees all that the first n wrote, and perhaps some
 * of the next. {@code champions} is stored after the champion's fitness, so there is no champion
 * without one; {@link ChampionRing} tells how its count is used to copy the last few. Nothing makes
 * the numbers a snapshot: readers allow for a number that is one iteration ahead.
 *
 * <p>The terms are those of Doug Lea, "Using JDK 9 Memory Order Modes" (2018).
 */
final class LoopCounts {

  private static final VarHandle ITERATIONS = handle("iterations", long.class);
  private static final VarHandle LAST_END = handle("lastEnd", long.class);
  private static final VarHandle CHAMPIONS = handle("champions", long.class);
  private static final VarHandle FITNESS = handle("fitness", double.class);
  private static final VarHandle FRESH_AT = handle("freshAt", long.class);
  private static final VarHandle INVALID = handle("invalid", long.class);
  private static final VarHandle POPULATION = handle("population", int.class);

  private static final int NONE = -1;

  private final ChampionRing ring = new ChampionRing();
  private final DurationCounts durations = new DurationCounts();
  private final SuccessWindow window;
  private final int sign;

  private long iterations;

  /** The tick at which an iteration last ended; before that, at which the probe was made. */
  @SuppressWarnings("UnusedVariable") // through its handle only
  private long lastEnd;

  private long champions;
  private double fitness;

  /** The iteration that made the champion, or that first tried to; counted from 1. */
  private long freshAt = NONE;

  private long invalid;

  @SuppressWarnings("UnusedVariable") // through its handle only
  private int population = NONE;

  LoopCounts(boolean minimise, int window, long now) {
    this.sign = minimise ? -1 : 1;
    this.window = new SuccessWindow(window);
    this.lastEnd = now;
  }

  private static VarHandle handle(String field, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(LoopCounts.class, field, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // The writer's side.

  /** The number of the iteration that begins, counted from 1. */
  long begun() {
    return iterations + 1;
  }

  /**
   * Ends the iteration of that number. It is the number that is stored, not one more than before:
   * two threads may both end one iteration, and there are never more ended than were begun.
   */
  void ended(long number, long start, long now, boolean succeeded) {
    durations.record(now - start);
    window.record(succeeded);
    LAST_END.setOpaque(this, now);
    ITERATIONS.setRelease(this, number);
  }

  /**
   * Staleness counts from the first report too, so that a search of NaN alone goes stale.
   *
   * @param reported the fitness
   * @param started the tick at which its iteration began
   */
  void best(double reported, long started) {
    boolean valid = Double.isFinite(reported);
    boolean better = valid && (champions == 0 || sign * reported > sign * fitness);
    if (!valid) {
      INVALID.setOpaque(this, invalid + 1);
    }
    if (better || freshAt == NONE) {
      FRESH_AT.setOpaque(this, iterations + 1);
    }
    if (better) {
      ring.put(champions, reported, fitness, iterations + 1, started);
      FITNESS.setOpaque(this, reported);
      CHAMPIONS.setRelease(this, champions + 1);
    }
  }

  void population(int size) {
    POPULATION.setOpaque(this, size);
  }

  // The readers' side. Read iterations() first.

  long iterations() {
    return (long) ITERATIONS.getAcquire(this);
  }

  long lastEnd() {
    return (long) LAST_END.getOpaque(this);
  }

  Distribution durations() {
    return durations.read();
  }

  /** The share of the last iterations that succeeded; {@code ended} must not be 0. */
  double successRatio(long ended) {
    double looked = Math.min(ended, window.size());
    return Math.min(1, window.successes() / looked);
  }

  long champions() {
    return (long) CHAMPIONS.getAcquire(this);
  }

  /** The champions from this number on, counted from 0; older ones may be missing. */
  List<ChampionRing.Champion> championsSince(long number) {
    return ring.since(number, this::champions);
  }

  /** The champion's; means nothing before there is one. */
  double fitness() {
    return (double) FITNESS.getOpaque(this);
  }

  /** Whether any fitness was reported, valid or not. */
  boolean reported() {
    return (long) FRESH_AT.getOpaque(this) != NONE;
  }

  /** Iterations since the champion was found; means nothing before a report. */
  long staleness(long ended) {
    return Math.max(0, ended - (long) FRESH_AT.getOpaque(this));
  }

  long invalid() {
    return (long) INVALID.getOpaque(this);
  }

  /** The last population's size, negative when none was shown. */
  int population() {
    return (int) POPULATION.getOpaque(this);
  }
}
