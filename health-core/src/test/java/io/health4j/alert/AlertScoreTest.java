package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** In {@code #} a row is over, or an alert fires. */
class AlertScoreTest {

  private final AlertScore score = new AlertScore();

  private void add(String over, String firing) {
    assertThat(firing).hasSameSizeAs(over);
    score.add(rows(over), rows(firing));
  }

  private static boolean[] rows(String text) {
    var rows = new boolean[text.length()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = text.charAt(i) == '#';
    }
    return rows;
  }

  @Test
  void add_alertThatBeginsFiveRowsLate_isRight() {
    add("..##########..", ".......######.");
    assertThat(score)
        .hasToString(
            "    1 breaches,      1 alerts: wrong   0.0 %, missed  0.00 %, latest 5, outside  10.0"
                + " %");
  }

  @Test
  void add_alertThatBeginsSixRowsLate_isRightButTheBreachIsMissed() {
    add("..##########..", "........####..");
    assertThat(score.missed()).isEqualTo(1);
    assertThat(score.wrong()).isZero();
  }

  @Test
  void add_alertThatFiresBefore_isNotLate() {
    add("..##########..", ".##...........");
    assertThat(score.latest()).isZero();
    assertThat(score.missed()).isZero();
    assertThat(score.outside()).isEqualTo(0.1);
  }

  @Test
  void add_nineRowsOver_areNoBreach() {
    add("##########........................", "##########........................");
    add(".#########...", ".....#####...");
    assertThat(score.breaches()).isEqualTo(1);
    assertThat(score.wrong()).isEqualTo(0.5);
  }

  @Test
  void add_secondAlertForABreach_isWrong() {
    add("###########", "#.#........");
    assertThat(score.wrong()).isEqualTo(0.5);
  }

  @Test
  void add_nineRowsApart_areOneBreach() {
    add("##########.........##########", "##########.........##########");
    assertThat(score.breaches()).isEqualTo(1);
    assertThat(score.wrong()).isEqualTo(0.5);
    assertThat(score.outside()).isZero();
  }

  @Test
  void add_tenRowsApart_areTwo() {
    add("##########..........##########", "##############################");
    assertThat(score.breaches()).isEqualTo(2);
    assertThat(score.alerts()).isEqualTo(1);
    assertThat(score.missed()).isZero();
    assertThat(score.outside()).isEqualTo(0.5);
  }
}
