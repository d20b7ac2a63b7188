package io.health4j.examples;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which things to take along, so that they are worth as much as can be and not too heavy. A genome
 * has a digit for each thing: 1 when it is taken. How good it is only a shell finds out.
 */
final class Knapsack {

  static final int THINGS = 32;

  private static final int MOST = 100;

  private final String things;
  private final int capacity;

  /** A problem; the same for the same seed. */
  Knapsack(Random random) {
    int[] weights = random.ints(THINGS, 1, MOST).toArray();
    int[] values = random.ints(THINGS, 1, MOST).toArray();
    things =
        IntStream.range(0, THINGS)
            .mapToObj(i -> weights[i] + ":" + values[i])
            .collect(Collectors.joining(" "));
    capacity = IntStream.of(weights).sum() / 2;
  }

  /** The weight that is allowed. */
  int capacity() {
    return capacity;
  }

  /** Prints what a genome is worth; when it is too heavy, by how much, as a negative number. */
  List<String> command(SandboxMishap mishap, String genome) {
    String script =
        "g=$1; w=0; v=0; for t in "
            + things
            + "; do case $g in 1*) w=$((w+${t%:*})); v=$((v+${t#*:}));; esac; g=${g#?}; done; "
            + "[ $w -le "
            + capacity
            + " ] || v=$(("
            + capacity
            + "-w)); echo $v";
    return List.of("sh", "-c", mishap.script() + script, "sandbox", genome);
  }
}
