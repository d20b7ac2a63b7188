package io.health4j.examples;

import java.util.random.RandomGenerator;

/**
 * A random 3-SAT formula: clauses of three different variables each, negated by the toss of a coin.
 * To satisfy as many clauses as can be is MAX-3-SAT. With about 4.26 clauses a variable such
 * formulas turn from nearly always satisfiable to nearly never, and are hardest (Mitchell, Selman
 * and Levesque 1992). Immutable.
 */
final class Formula {

  static final double HARDEST_RATIO = 4.26;

  private static final int CLAUSE = 3;

  private final int variables;

  /** Three literals a clause; a literal is twice its variable, and one more when it is negated. */
  private final int[] literals;

  private Formula(int variables, int[] literals) {
    this.variables = variables;
    this.literals = literals;
  }

  static Formula random(int variables, RandomGenerator random) {
    int clauses = (int) Math.round(variables * HARDEST_RATIO);
    int[] literals = new int[clauses * CLAUSE];
    for (int c = 0; c < literals.length; c += CLAUSE) {
      int first = random.nextInt(variables);
      int second = another(random, variables, first, first);
      int third = another(random, variables, first, second);
      literals[c] = first * 2 + random.nextInt(2);
      literals[c + 1] = second * 2 + random.nextInt(2);
      literals[c + 2] = third * 2 + random.nextInt(2);
    }
    return new Formula(variables, literals);
  }

  private static int another(RandomGenerator random, int variables, int not, int nor) {
    int variable = random.nextInt(variables);
    while (variable == not || variable == nor) {
      variable = random.nextInt(variables);
    }
    return variable;
  }

  int variables() {
    return variables;
  }

  int clauses() {
    return literals.length / CLAUSE;
  }

  /** How many clauses are true when variable v has the value of bit v. */
  int satisfied(byte[] values) {
    int sum = 0;
    for (int c = 0; c < literals.length; c += CLAUSE) {
      if (isTrue(literals[c], values)
          || isTrue(literals[c + 1], values)
          || isTrue(literals[c + 2], values)) {
        sum++;
      }
    }
    return sum;
  }

  private static boolean isTrue(int literal, byte[] values) {
    int variable = literal >> 1;
    return (values[variable >> 3] >> (variable & 7) & 1) != (literal & 1);
  }
}
