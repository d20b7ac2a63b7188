package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BreedingTest {

  private static List<Breeding.Rated> rated(List<String> genomes) {
    return genomes.stream()
        .map(each -> new Breeding.Rated(each, (int) each.chars().filter(c -> c == '1').count()))
        .toList();
  }

  @Test
  void generations_findBetterOnesAndKeepTheBest() {
    var breeding = new Breeding(new Random(1));
    int best = 0;
    for (int i = 0; i < 300; i++) {
      breeding.add(rated(breeding.children(4)));
      int now = breeding.survivors().get(0).fitness();
      assertThat(now).isGreaterThanOrEqualTo(best);
      best = now;
    }

    // Chance alone has 16 of 32.
    assertThat(best).isGreaterThan(28);
    assertThat(breeding.survivors()).hasSize(Breeding.SURVIVORS);
  }

  @Test
  void children_areNewAndDiffer() {
    var breeding = new Breeding(new Random(1));
    for (int i = 0; i < 100; i++) {
      List<String> children = breeding.children(4);
      var all = new HashSet<>(children);
      breeding.survivors().forEach(each -> all.add(each.genome()));

      assertThat(children).hasSize(4).allMatch(each -> each.matches("[01]{32}"));
      assertThat(all).hasSize(4 + breeding.survivors().size());
      breeding.add(rated(children));
    }
  }

  @Test
  void children_sameSeed_areTheSame() {
    assertThat(new Breeding(new Random(3)).children(4))
        .isEqualTo(new Breeding(new Random(3)).children(4))
        .isNotEqualTo(new Breeding(new Random(4)).children(4));
  }
}
