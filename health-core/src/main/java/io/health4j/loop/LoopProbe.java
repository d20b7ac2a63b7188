package io.health4j.loop;

import io.health4j.check.HealthCheck;
import io.health4j.loop.Diversity.Alleles;
import io.health4j.loop.Diversity.Coordinates;
import io.health4j.loop.Diversity.PairDistance;
import io.health4j.time.Ticker;
import java.util.function.IntUnaryOperator;

/**
 * What an evolutionary or otherwise autonomous loop tells about itself.
 *
 * <pre>{@code
 * LoopProbe loop = LoopProbe.create();
 * while (searching) try (LoopProbe.Iteration it = loop.begin()) {
 *   var next = evolve();
 *   it.best(next.fitness());
 *   it.population(next.size(), loci, next::allele);
 *   it.succeeded();   // otherwise it counts as failed
 * }
 * }</pre>
 *
 * <p>The loop pays two clock reads and some stores an iteration ({@link #tick()}: one clock read).
 * Nothing is locked, waited for or allocated, and nothing is thrown: the {@link Iteration} is one
 * object that is used again. Only when the health check asked for it, at most once a check and
 * kind, is a population, or are its islands, looked at on the loop's thread.
 *
 * <p>A probe belongs to one thread at a time. A second thread that uses it breaks nothing, but
 * makes iterations go missing and durations count twice; loops that run side by side, or one in
 * another, need a probe each. What {@link #health()} returns may be used from any thread.
 */
public final class LoopProbe {

  private final LoopSettings settings;
  private final LoopCounts counts;
  private final PopulationSampler sampler = new PopulationSampler();
  private final Iteration iteration;

  LoopProbe(LoopSettings settings) {
    this.settings = settings;
    long now = settings.ticker().read();
    counts = new LoopCounts(settings.minimise(), settings.window(), now);
    iteration = new Iteration(settings.ticker(), counts, sampler);
  }

  /**
   * A probe with all defaults, which {@link LoopProbeBuilder} tells.
   *
   * @return the probe
   */
  public static LoopProbe create() {
    return builder().build();
  }

  /**
   * A probe with settings of one's own.
   *
   * @return a builder
   */
  public static LoopProbeBuilder builder() {
    return new LoopProbeBuilder();
  }

  /**
   * Begins an iteration. One that is still open ends here; it counts as failed unless it called
   * {@link Iteration#succeeded()}.
   *
   * @return the iteration, for a try statement to close; the same object each time
   */
  public Iteration begin() {
    long now = settings.ticker().read();
    iteration.end(now);
    iteration.start(now);
    return iteration;
  }

  /**
   * Ends the open iteration as succeeded and begins the next, on one clock read: for a loop that
   * calls this once a turn instead of closing iterations. The first call only begins. When a turn
   * failed, {@link #begin()} ends it as failed.
   *
   * @return the iteration that begins; the same object each time
   */
  public Iteration tick() {
    iteration.succeeded();
    return begin();
  }

  /**
   * The check that reads this probe. It reads counters, waits for nothing and never fails.
   *
   * <p>Readings, each absent until it is known: {@code loop.iterations}, {@code
   * loop.iteration.duration}, {@code loop.success.ratio}, {@code loop.champions}, {@code
   * loop.champion.fitness}, {@code loop.champion.staleness}, {@code loop.fitness.invalid} (reports
   * that were NaN or infinite), {@code loop.population.size}, {@code loop.diversity} with the
   * attribute {@code loop.diversity.measure}: {@code unique}, {@code entropy}, {@code hamming} (see
   * {@link Diversity}), {@code euclidean} (the mean squared distance of vectors, in a unit of the
   * host's) and {@code pairs} (the mean of any distance, whose standard error is {@code
   * loop.diversity.error}); and {@code loop.islands}, {@code loop.islands.occupied} (the share that
   * is not empty) and {@code loop.islands.largest} (the share of all individuals on the fullest).
   *
   * <p>Each champion found since this check was made is told once as the occurrence {@code
   * loop.champion}, with its fitness and, as an attribute, {@code loop.iteration}; its tick is that
   * at which the iteration began. Of more than 15 between two looks the last are told, and how many
   * were left out.
   *
   * <p>Findings:
   *
   * <ul>
   *   <li>{@code loop-stalled}: no iteration ended for some time, or, before the first, since the
   *       probe was made. Time in which this process did not run is taken off.
   *   <li>{@code success-low}: too few of the last iterations succeeded.
   *   <li>{@code champion-stale}: too many iterations without a better champion.
   *   <li>{@code diversity-low}: judged on the Hamming measure, the only one that means the same
   *       for any population: a single mutation makes a genome unique, entropy falls with the size
   *       of the population, and the Euclidean distance has a unit. UNKNOWN when the host's
   *       function threw.
   *   <li>{@code islands-empty}: too few of the islands have individuals. UNKNOWN when the host's
   *       function threw.
   * </ul>
   *
   * <p>Before the first iteration ends, and while it is not overdue, the status is UNKNOWN.
   *
   * @return a check of its own at each call
   */
  public HealthCheck health() {
    return new LoopHealth(settings, counts, sampler);
  }

  /**
   * One turn of the loop. It is the same object in each turn, so keep no reference beyond it; calls
   * after the end do nothing. Same threads as {@link LoopProbe}.
   */
  public static final class Iteration implements AutoCloseable {

    private final Ticker ticker;
    private final LoopCounts counts;
    private final PopulationSampler sampler;
    private long number;
    private long started;
    private boolean open;
    private boolean succeeded;

    private Iteration(Ticker ticker, LoopCounts counts, PopulationSampler sampler) {
      this.ticker = ticker;
      this.counts = counts;
      this.sampler = sampler;
    }

    private void start(long now) {
      number = counts.begun();
      started = now;
      succeeded = false;
      open = true;
    }

    private void end(long now) {
      if (open) {
        open = false;
        counts.ended(number, started, now, succeeded);
      }
    }

    /**
     * The best fitness of this turn. It becomes the champion when it is strictly better than the
     * one before.
     *
     * @param fitness any number; NaN and the infinities are ignored and counted, since nothing
     *     would ever be better than an infinite champion
     */
    public void best(double fitness) {
      if (open) {
        counts.best(fitness, started);
      }
    }

    /**
     * Shows the population. The function is called before this returns, and only when a sample is
     * due, which takes 2 to 6 ns an allele, or up to 60 ns for alleles that are not from 0 to 255,
     * and more for the first sample of all. Of more than 250,000 alleles only evenly spread
     * individuals are read (at least 100, at evenly spread loci if need be). What the function
     * throws is told by the health check.
     *
     * <p>To allocate nothing at all, keep the function in a field: {@code next::allele} is a new
     * object each time.
     *
     * @param individuals how many there are; diversity needs 2
     * @param loci how long each genome is; diversity needs 1
     * @param alleles the genomes
     */
    public void population(int individuals, int loci, Alleles alleles) {
      if (open) {
        counts.population(individuals);
        sampler.population(individuals, loci, alleles);
      }
    }

    /**
     * Shows a population of real-valued genomes, as {@link #population} does one of discrete ones.
     *
     * @param individuals how many there are; diversity needs 2
     * @param dimensions how many coordinates each has; diversity needs 1
     * @param coordinates the places
     */
    public void vectors(int individuals, int dimensions, Coordinates coordinates) {
      if (open) {
        counts.population(individuals);
        sampler.vectors(individuals, dimensions, coordinates);
      }
    }

    /**
     * Shows a population of anything that has a distance, as {@link #population} does genomes. At
     * most 1,000 pairs are looked at, random ones when there are more.
     *
     * @param individuals how many there are; diversity needs 2
     * @param distance how far two of them are apart
     */
    public void distances(int individuals, PairDistance distance) {
      if (open) {
        counts.population(individuals);
        sampler.distances(individuals, distance);
      }
    }

    /**
     * Shows how many individuals are on each island; or in each cell of an archive (MAP-Elites).
     * The function is called before this returns, and only when a sample is due. Of more than
     * 250,000 only evenly spread ones are looked at. What it throws is told by the health check.
     *
     * @param count how many islands there are; occupancy needs 1
     * @param sizeOf the individuals on an island, from 0 to {@code count} − 1; below 1 it is empty
     */
    public void islands(int count, IntUnaryOperator sizeOf) {
      if (open) {
        sampler.islands(count, sizeOf);
      }
    }

    /** Lets this turn count as succeeded when it ends. */
    public void succeeded() {
      succeeded = true;
    }

    /** Ends this turn. */
    @Override
    public void close() {
      if (open) {
        end(ticker.read());
      }
    }
  }
}
