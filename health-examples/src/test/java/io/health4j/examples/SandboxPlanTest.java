package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxPlanTest {

  private static final int MANY = 2_000;

  private static List<SandboxPlan.Round> begun(long seed, int percent) {
    var plan = new SandboxPlan(seed, percent);
    plan.begin();
    return Stream.generate(() -> plan.next(4)).limit(MANY).toList();
  }

  private static long crashes(SandboxPlan.Round round) {
    return round.mishaps().stream().filter(mishap -> mishap != SandboxMishap.NONE).count();
  }

  @Test
  void next_beforeItBegins_allIsWell() {
    var plan = new SandboxPlan(1, 90);

    for (int i = 0; i < 100; i++) {
      assertThat(plan.next(4).mishaps()).hasSize(4).containsOnly(SandboxMishap.NONE);
      assertThat(plan.next(4).thrown()).isFalse();
    }
  }

  @Test
  void next_begun_givesTheSharesThatWereAskedFor() {
    List<SandboxPlan.Round> rounds = begun(1, 30);

    long thrown = rounds.stream().filter(SandboxPlan.Round::thrown).count();
    long crashed =
        rounds.stream().filter(round -> !round.thrown()).mapToLong(SandboxPlanTest::crashes).sum();
    assertThat((double) thrown / MANY).isBetween(0.12, 0.18);
    assertThat((double) crashed / (4 * (MANY - thrown))).isBetween(0.27, 0.33);
    assertThat(rounds.stream().flatMap(round -> round.mishaps().stream()))
        .containsAll(EnumSet.allOf(SandboxMishap.class));
  }

  @Test
  void next_thatThrows_leavesSandboxesThatRun() {
    assertThat(begun(1, 30).stream().filter(SandboxPlan.Round::thrown))
        .isNotEmpty()
        .allSatisfy(round -> assertThat(round.mishaps()).containsOnly(SandboxMishap.HANG));
  }

  @Test
  void next_noCrashes_nothingEverGoesWrong() {
    assertThat(begun(1, 0))
        .noneMatch(SandboxPlan.Round::thrown)
        .allMatch(round -> crashes(round) == 0);
  }

  @Test
  void next_sameSeed_isTheSame() {
    assertThat(begun(7, 50)).isEqualTo(begun(7, 50)).isNotEqualTo(begun(8, 50));
  }
}
