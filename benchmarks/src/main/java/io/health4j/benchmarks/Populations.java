package io.health4j.benchmarks;

import io.health4j.loop.Diversity.Alleles;
import io.health4j.loop.Diversity.Coordinates;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Random populations of 100 loci, an array for each individual, as most searches keep them. All
 * that is measured reads them through the same two functions.
 */
public abstract class Populations {

  static final int LOCI = 100;

  private int[][] genomes = {};
  private double[][] points = {};

  final Alleles alleles = (individual, locus) -> genomes[individual][locus];
  final Coordinates coordinates = (individual, dimension) -> points[individual][dimension];

  final void fill(int individuals, int alphabet) {
    var random = new SplittableRandom(42);
    genomes = new int[individuals][LOCI];
    points = new double[individuals][LOCI];
    for (int i = 0; i < individuals; i++) {
      Arrays.setAll(genomes[i], locus -> random.nextInt(alphabet));
      Arrays.setAll(points[i], dimension -> random.nextDouble());
    }
  }

  /** The sizes that a measure in one pass is for. */
  @State(Scope.Thread)
  public static class Any extends Populations {

    /** How many individuals. */
    @Param({"100", "1000", "10000"})
    public int individuals;

    /** How many alleles. */
    @Param("4")
    public int alphabet;

    /** Makes the population. */
    @Setup(Level.Trial)
    public void fill() {
      fill(individuals, alphabet);
    }
  }

  /** The sizes at which all pairs can still be waited for. */
  @State(Scope.Thread)
  public static class Few extends Populations {

    /** How many individuals. */
    @Param({"100", "1000"})
    public int individuals;

    /** How many alleles. */
    @Param("4")
    public int alphabet;

    /** Makes the population. */
    @Setup(Level.Trial)
    public void fill() {
      fill(individuals, alphabet);
    }
  }
}
