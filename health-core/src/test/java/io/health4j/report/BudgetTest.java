package io.health4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BudgetTest {

  @Test
  void take_upToTheLimit_isAllOrNothing() {
    var budget = new Budget(100);
    assertThat(budget.take(60)).isTrue();
    assertThat(budget.take(41)).isFalse();
    assertThat(budget.used()).isEqualTo(60);
    assertThat(budget.take(40)).isTrue();
    budget.give(10);
    assertThat(budget.used()).isEqualTo(90);
    assertThat(budget.take(10)).isTrue();
  }

  @Test
  void isNearlyFull_withLessThanASixteenthLeft_isTrue() {
    var budget = new Budget(160);
    budget.take(150);
    assertThat(budget.isNearlyFull()).isFalse();
    budget.take(1);
    assertThat(budget.isNearlyFull()).isTrue();
  }

  @Test
  void hasRoomToWiden_withHalfFree_isTrueBelowTheWidest() {
    var budget = new Budget(100);
    Plan first = Plan.WIDEST.shorter();
    budget.take(50);
    assertThat(budget.hasRoomToWiden(first)).isTrue();
    assertThat(budget.hasRoomToWiden(Plan.WIDEST)).isFalse();
    budget.take(1);
    assertThat(budget.hasRoomToWiden(first)).isFalse();
  }

  @Test
  void hasRoomToWiden_atTheLastStep_countsTheRollupsOfEachSeries() {
    var budget = new Budget(10_000);
    Plan last = Plan.WIDEST;
    while (!last.isLast()) {
      last = last.shorter();
    }
    budget.countSeries(2);
    assertThat(budget.hasRoomToWiden(last)).isTrue();
    budget.countSeries(1);
    assertThat(budget.hasRoomToWiden(last)).isFalse();
  }
}
