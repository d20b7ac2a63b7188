package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The script, run by this machine's shell. */
class KnapsackTest {

  private static final Pattern THING = Pattern.compile("(\\d+):(\\d+)");

  private final Knapsack problem = new Knapsack(new Random(1));

  private int worth(String genome) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(problem.command(SandboxMishap.NONE, genome))
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return Integer.parseInt(output.strip());
  }

  /** The same by counting here. */
  private int expected(String genome) {
    Matcher thing = THING.matcher(problem.command(SandboxMishap.NONE, "").get(2));
    int weight = 0;
    int value = 0;
    for (int i = 0; i < Knapsack.THINGS; i++) {
      assertThat(thing.find()).isTrue();
      if (genome.charAt(i) == '1') {
        weight += Integer.parseInt(thing.group(1));
        value += Integer.parseInt(thing.group(2));
      }
    }
    assertThat(thing.find()).isFalse();
    return weight > problem.capacity() ? problem.capacity() - weight : value;
  }

  @Test
  void command_someGenomes_printsTheirWorth() throws Exception {
    var random = new Random(2);
    int tooHeavy = 0;
    for (int i = 0; i < 10; i++) {
      double share = i / 9.0;
      var genome = new StringBuilder();
      for (int j = 0; j < Knapsack.THINGS; j++) {
        genome.append(random.nextDouble() < share ? '1' : '0');
      }
      int worth = worth(genome.toString());

      assertThat(worth).as(genome.toString()).isEqualTo(expected(genome.toString()));
      tooHeavy += worth < 0 ? 1 : 0;
    }
    assertThat(tooHeavy).isBetween(1, 9);
  }

  @Test
  void command_nothingTaken_isWorthNothing() throws Exception {
    assertThat(worth("0".repeat(Knapsack.THINGS))).isZero();
  }

  @Test
  void command_mishap_comesFirst() throws Exception {
    List<String> command = problem.command(SandboxMishap.FAIL, "0".repeat(Knapsack.THINGS));

    Process shell = new ProcessBuilder(command).start();

    assertThat(shell.getInputStream().readAllBytes()).isEmpty();
    assertThat(shell.waitFor()).isEqualTo(3);
  }
}
