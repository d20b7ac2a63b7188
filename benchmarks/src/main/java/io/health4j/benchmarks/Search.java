package io.health4j.benchmarks;

import io.health4j.loop.LoopProbe;
import java.util.Random;

/**
 * An evolutionary search on MAX-3-SAT, as the demo's, in plain arrays: a turn makes some hundred
 * children of the better by mutation, takes about 1 ms, and allocates nothing, so that what the
 * process does beside it is not the search's. With the same seed it takes the same way.
 */
final class Search {

  private static final int VARIABLES = 1_000;
  private static final int LITERALS = 3 * 4_260;
  private static final int POPULATION = 100;
  private static final int CHILDREN = 200;
  private static final int MUTATIONS = 3;

  private final Random random = new Random(1);

  /** Each literal is twice its variable, and one more when it is negated; three make a clause. */
  private final int[] literals = random.ints(LITERALS, 0, 2 * VARIABLES).toArray();

  private final byte[][] population = new byte[POPULATION][VARIABLES];
  private final int[] fitness = new int[POPULATION];
  private int best;

  Search() {
    for (int i = 0; i < POPULATION; i++) {
      for (int v = 0; v < VARIABLES; v++) {
        population[i][v] = (byte) random.nextInt(2);
      }
      fitness[i] = satisfied(population[i]);
    }
  }

  /** One generation. */
  void turn() {
    for (int c = 0; c < CHILDREN; c++) {
      int parent = better(random.nextInt(POPULATION), random.nextInt(POPULATION));
      int worse = parent == 0 ? POPULATION - 1 : parent - 1;
      if (worse != best) {
        breed(parent, worse);
      }
    }
  }

  /** One generation of a search that is watched. */
  void turn(LoopProbe probe) {
    try (LoopProbe.Iteration iteration = probe.begin()) {
      turn();
      iteration.best(fitness[best]);
      iteration.population(POPULATION, VARIABLES, (i, locus) -> population[i][locus]);
      iteration.succeeded();
    }
  }

  private void breed(int parent, int child) {
    System.arraycopy(population[parent], 0, population[child], 0, VARIABLES);
    for (int m = 0; m < MUTATIONS; m++) {
      population[child][random.nextInt(VARIABLES)] ^= 1;
    }
    fitness[child] = satisfied(population[child]);
    best = better(best, child);
  }

  private int better(int a, int b) {
    return fitness[b] > fitness[a] ? b : a;
  }

  private int satisfied(byte[] values) {
    int sum = 0;
    for (int i = 0; i < LITERALS; i += 3) {
      sum += isTrue(values, i) | isTrue(values, i + 1) | isTrue(values, i + 2);
    }
    return sum;
  }

  private int isTrue(byte[] values, int i) {
    return values[literals[i] >> 1] ^ (literals[i] & 1);
  }
}
