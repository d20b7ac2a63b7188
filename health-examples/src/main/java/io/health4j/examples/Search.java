package io.health4j.examples;

import io.health4j.check.HealthCheck;
import io.health4j.loop.LoopProbe;
import io.health4j.time.Ticker;
import io.jenetics.BitChromosome;
import io.jenetics.BitGene;
import io.jenetics.Genotype;
import io.jenetics.Mutator;
import io.jenetics.Phenotype;
import io.jenetics.TournamentSelector;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.engine.EvolutionStart;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * An evolutionary search for values that satisfy as many clauses of a random formula as can be, on
 * one thread, and the probe that tells of it. With the same seed it takes the same way.
 *
 * <p>{@link #run} belongs to one thread; all other methods may be called from any.
 */
final class Search implements Runnable {

  /** So large that better champions keep coming for minutes, and a generation takes some ms. */
  static final int VARIABLES = 3_000;

  static final int POPULATION = 100;

  /**
   * Generations without a better champion before it counts as stale. The library's default of 20 is
   * for generations that take seconds. Here some hundred pass in a second, and once the first easy
   * gains are made thousands between two champions are the usual pace of a search that is well:
   * this is some ten times the longest such gap of the first five minutes.
   */
  static final int STALE_AFTER = 50_000;

  /** A generation takes milliseconds, so seconds without one are a stall even on a busy machine. */
  private static final Duration STALL_WARNING = Duration.ofSeconds(5);

  private static final Duration STALL_CRITICAL = Duration.ofSeconds(10);

  /** After a failed generation, so that failures in a row don't take a whole CPU. */
  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  /** Survivors differ in 0.3 of their variables where they can; random ones do in 0.5. */
  private static final double RADIUS = 0.3;

  private final Formula formula;
  private final Random random;
  private final Ticker ticker;
  private final TroubleMaker troubles;
  private final LoopProbe probe;
  private final Engine<BitGene, Integer> engine;
  private EvolutionStart<BitGene, Integer> start = EvolutionStart.empty();
  private volatile Progress progress = Progress.NONE;
  private volatile boolean stopped;

  /**
   * How far it is.
   *
   * @param generations how many ended well
   * @param satisfied clauses that the champion satisfies; 0 without a champion
   * @param champions how often a better one was found
   * @param championTick when the last was found
   */
  record Progress(long generations, int satisfied, long champions, long championTick) {

    static final Progress NONE = new Progress(0, 0, 0, 0);

    Progress after(int best, long tick) {
      return best > satisfied
          ? new Progress(generations + 1, best, champions + 1, tick)
          : new Progress(generations + 1, satisfied, champions, championTick);
    }
  }

  Search(int variables, long seed, TroubleMaker troubles, Ticker ticker) {
    this.random = new Random(seed);
    this.formula = Formula.random(variables, random);
    this.ticker = ticker;
    this.troubles = troubles;
    this.engine = engine();
    this.probe =
        LoopProbe.builder()
            .staleAfter(STALE_AFTER)
            .stalledAfter(STALL_WARNING, STALL_CRITICAL)
            .ticker(ticker)
            .build();
  }

  private Engine<BitGene, Integer> engine() {
    int variables = formula.variables();
    return Engine.builder(this::fitness, Genotype.of(BitChromosome.of(variables, 0.5)))
        .populationSize(POPULATION)
        .maximalPhenotypeAge(Long.MAX_VALUE)
        .survivorsFraction(0.5)
        .survivorsSelector(new Clearing((int) (RADIUS * variables)))
        .offspringSelector(new TournamentSelector<>(2))
        .alterers(new UniformCrossover<>(0.2, 0.2), new Mutator<>(1.0 / variables))
        .executor(Runnable::run)
        .build();
  }

  private int fitness(Genotype<BitGene> genotype) {
    troubles.evaluation();
    return formula.satisfied(genotype.chromosome().as(BitChromosome.class).toByteArray());
  }

  /** Searches until it is stopped. */
  @Override
  public void run() {
    run(Long.MAX_VALUE);
  }

  /** Searches for so many generations, or until it is stopped. A later call goes on. */
  void run(long generations) {
    RandomRegistry.using(
        random,
        same -> {
          for (long i = 0; i < generations && !stopped; i++) {
            generation();
          }
        });
  }

  private void generation() {
    try (LoopProbe.Iteration iteration = probe.begin()) {
      troubles.generation();
      EvolutionResult<BitGene, Integer> result = engine.evolve(start);
      start = troubles.flood(result.next());
      show(iteration, start.population());
      iteration.best(result.bestFitness());
      iteration.succeeded();
      progress = progress.after(result.bestFitness(), ticker.read());
    } catch (
        RuntimeException e) { // this generation is lost, and the probe told; go on from the last
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void show(LoopProbe.Iteration iteration, ISeq<Phenotype<BitGene, Integer>> population) {
    iteration.population(
        population.length(),
        formula.variables(),
        (individual, locus) ->
            population.get(individual).genotype().chromosome().get(locus).bit() ? 1 : 0);
  }

  void stop() {
    stopped = true;
    troubles.end();
  }

  HealthCheck health() {
    return probe.health();
  }

  Progress progress() {
    return progress;
  }

  int clauses() {
    return formula.clauses();
  }
}
