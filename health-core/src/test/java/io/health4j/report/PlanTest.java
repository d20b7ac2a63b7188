package io.health4j.report;

import static io.health4j.report.Healths.DAY;
import static io.health4j.report.Healths.HOUR;
import static io.health4j.report.Healths.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The order in which the past gets shorter is the one that is told. */
class PlanTest {

  private static List<Plan> all() {
    var all = new ArrayList<Plan>();
    for (Plan plan = Plan.WIDEST; ; plan = plan.shorter()) {
      all.add(plan);
      if (plan.isLast()) {
        return all;
      }
    }
  }

  @Test
  void steps_fromTheWidestToTheLast_areTheToldOnes() {
    assertThat(all().stream().map(Plan::step)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(all().stream().map(plan -> plan.raw() / MINUTE))
        .containsExactly(120L, 60L, 30L, 15L, 15L, 15L, 15L, 15L, 15L, 15L, 15L);
    assertThat(all().stream().map(plan -> plan.fiveMinutes() / HOUR))
        .containsExactly(48L, 48L, 48L, 48L, 24L, 12L, 6L, 6L, 6L, 6L, 0L);
    assertThat(all().stream().map(plan -> plan.hours() / DAY))
        .containsExactly(7L, 7L, 7L, 7L, 7L, 7L, 7L, 4L, 2L, 1L, 0L);
  }

  @Test
  void steps_eachButTheLast_takesOneTierAndAtMostHalfOfIt() {
    for (Plan plan : all().subList(1, 10)) {
      int shortened = 0;
      for (Tier tier : Tier.ALL) {
        assertThat(plan.keep(tier))
            .isBetween(plan.longer().keep(tier) / 2, plan.longer().keep(tier));
        shortened += plan.keep(tier) < plan.longer().keep(tier) ? 1 : 0;
      }
      assertThat(shortened).isEqualTo(1);
    }
  }

  @Test
  void most_ofATier_isEveryBucketThatReachesIntoItsTime() {
    assertThat(Plan.WIDEST.most(Tier.RAW)).isEqualTo(2048);
    assertThat(Plan.WIDEST.most(Tier.FIVE_MINUTES)).isEqualTo(48 * 12 + 1);
    assertThat(Plan.WIDEST.most(Tier.HOUR)).isEqualTo(7 * 24 + 1);
    assertThat(all().get(10).most(Tier.HOUR)).isZero();
  }

  @Test
  void mayWiden_atTheWidest_isFalse() {
    assertThat(Plan.WIDEST.mayWiden(0, 0, 100)).isFalse();
  }

  @Property
  void mayWiden_atAnyOtherStep_isWhetherWhatTheStepTookFindsRoom(
      @ForAll @IntRange(min = 1, max = 10) int step,
      @ForAll @LongRange(min = 0, max = 1_000_000) long used,
      @ForAll @LongRange(min = 0, max = 1_000) long series,
      @ForAll @LongRange(min = 0, max = 2_000_000) long limit) {
    Plan plan = all().get(step);
    long roomOfRollups = series * (73 + 25) * 36;
    long more = step == 10 ? roomOfRollups : used;
    assertThat(plan.mayWiden(used, series, limit)).isEqualTo(used + more <= limit);
    assertThat(plan.mayWiden(used + 1, series + 1, limit))
        .as("more series never make it longer")
        .isIn(false, plan.mayWiden(used, series, limit));
  }
}
