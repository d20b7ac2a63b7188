package io.health4j.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The best genomes so far, no two alike, and how children are made of them. Not thread-safe. */
final class Breeding {

  static final int SURVIVORS = 12;

  private final Random random;
  private List<Rated> survivors = List.of();

  /** A genome, and how good it is. */
  record Rated(String genome, int fitness) {}

  Breeding(Random random) {
    this.random = random;
  }

  /** New genomes: random ones at first, then children of two survivors. */
  List<String> children(int count) {
    return Stream.generate(this::child).filter(this::isNew).distinct().limit(count).toList();
  }

  private boolean isNew(String genome) {
    return survivors.stream().noneMatch(tried -> tried.genome.equals(genome));
  }

  private String child() {
    boolean pure = survivors.size() < SURVIVORS;
    String one = pure ? "" : parent();
    String other = pure ? "" : parent();
    var genome = new StringBuilder();
    for (int i = 0; i < Knapsack.THINGS; i++) {
      boolean drawn = pure || random.nextInt(Knapsack.THINGS) == 0;
      char inherited = drawn ? (random.nextBoolean() ? '1' : '0') : either(one, other).charAt(i);
      genome.append(inherited);
    }
    return genome.toString();
  }

  private String either(String one, String other) {
    return random.nextBoolean() ? one : other;
  }

  /** The better one of two: they stand in order. */
  private String parent() {
    int drawn = Math.min(random.nextInt(SURVIVORS), random.nextInt(SURVIVORS));
    return survivors.get(drawn).genome;
  }

  /** The best of these and those before survive. */
  void add(List<Rated> tried) {
    var all = new ArrayList<>(survivors);
    all.addAll(tried);
    all.sort(Comparator.comparingInt(Rated::fitness).reversed());
    survivors = List.copyOf(all.subList(0, Math.min(SURVIVORS, all.size())));
  }

  /** From the best to the worst. */
  List<Rated> survivors() {
    return survivors;
  }
}
