package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.test.ManualTicker;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static final int VARIABLES = 200;

  private final ManualTicker ticker = new ManualTicker();

  private Search search(long seed) {
    return new Search(VARIABLES, seed, new TroubleMaker(Optional.empty(), ticker), ticker);
  }

  @Test
  void run_someGenerations_getsBetterThanChance() {
    var search = search(1);
    search.run(1);
    int atFirst = search.progress().satisfied();

    search.run(100);

    // Chance alone satisfies 7 of 8 clauses.
    assertThat(atFirst).isGreaterThan(search.clauses() * 7 / 8);
    assertThat(search.progress().satisfied())
        .isGreaterThan(atFirst)
        .isLessThanOrEqualTo(search.clauses());
    assertThat(search.progress().generations()).isEqualTo(101);
    assertThat(search.progress().champions()).isGreaterThan(3);
  }

  @Test
  void run_sameSeed_takesTheSameWay() {
    var one = search(5);
    var same = search(5);
    var other = search(6);

    one.run(60);
    same.run(20);
    same.run(40);
    other.run(60);

    assertThat(same.progress()).isEqualTo(one.progress());
    assertThat(other.progress()).isNotEqualTo(one.progress());
  }

  @Test
  void run_afterStop_doesNothing() {
    var search = search(1);
    search.stop();

    search.run();

    assertThat(search.progress()).isEqualTo(Search.Progress.NONE);
  }

  @Test
  void satisfied_countsEachClauseOnce() {
    var formula = Formula.random(10, new Random(3));
    byte[] none = new byte[2];
    byte[] all = {-1, -1};

    assertThat(formula.clauses()).isEqualTo(43);
    assertThat(formula.satisfied(none)).isBetween(0, 43);
    // A clause that both fail would need a literal of each kind to be false.
    assertThat(formula.satisfied(none) + formula.satisfied(all)).isBetween(43, 86);
  }
}
