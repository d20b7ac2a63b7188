package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.score.Score;
import io.health4j.score.Scorer;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuScorerTest {

  private static CheckOutcome check(String name, Status status) {
    return check(name, 1, status);
  }

  private static CheckOutcome check(String name, double weight, Status status) {
    return new CheckOutcome(name, weight, false, CheckResult.of(status, ""), 0);
  }

  private static CheckOutcome found(String name, String condition, Status status) {
    var result = CheckResult.builder().finding(Finding.of(condition, "GPU 0", status)).build();
    return new CheckOutcome(name, 1, false, result, 0);
  }

  private static Score score(CheckOutcome... outcomes) {
    return score(GpuScorer.standard(), outcomes);
  }

  private static Score score(Scorer scorer, CheckOutcome... outcomes) {
    return scorer.score(List.of(outcomes));
  }

  private static double value(Score score) {
    return score.value().orElseThrow(() -> new AssertionError(score.reason()));
  }

  private static double oneCritical(String which) {
    return value(
        score(
            check("gpu", which.equals("gpu") ? CRITICAL : HEALTHY),
            check("system", which.equals("system") ? CRITICAL : HEALTHY),
            check("network", which.equals("network") ? CRITICAL : HEALTHY),
            check("process", which.equals("process") ? CRITICAL : HEALTHY)));
  }

  @Test
  void groups_areWorth40_30_20_10() {
    assertThat(oneCritical("none")).isEqualTo(1);
    assertThat(oneCritical("gpu")).isEqualTo(0.6, offset(1e-9));
    assertThat(oneCritical("system")).isEqualTo(0.7, offset(1e-9));
    assertThat(oneCritical("network")).isEqualTo(0.8, offset(1e-9));
    assertThat(oneCritical("process")).isEqualTo(0.9, offset(1e-9));
  }

  @Test
  void group_ofManyChecks_isWorthNoMore() {
    Score score =
        score(
            check("gpu", HEALTHY),
            check("system-cpu", 1, CRITICAL),
            check("system-memory", 3, HEALTHY),
            check("system-disk", 2, WARNING),
            check("network", HEALTHY),
            check("process-heap", HEALTHY));
    assertThat(value(score)).isEqualTo(0.7 + 0.3 * (3 + 1) / 6, offset(1e-9));
    assertThat(score.contributions().get(2).share()).isEqualTo(0.15, offset(1e-9));
    double sum = score.contributions().stream().mapToDouble(Score.Contribution::earned).sum();
    assertThat(sum).isEqualTo(value(score), offset(1e-9));
  }

  @Test
  void group_withoutChecks_leavesItsShareToTheOthers() {
    assertThat(value(score(check("gpu", HEALTHY), check("system", CRITICAL))))
        .isEqualTo(40.0 / 70, offset(1e-9));
    assertThat(value(score(check("process", WARNING)))).isEqualTo(0.5);
  }

  @Test
  void group_notKnown_leavesItsShareToTheOthers() {
    Score score =
        score(
            check("gpu", HEALTHY),
            check("system", UNKNOWN),
            check("network", CRITICAL),
            check("process", UNKNOWN));
    assertThat(value(score)).isEqualTo(40.0 / 60, offset(1e-9));
    assertThat(score.known()).isEqualTo(0.6, offset(1e-9));
  }

  @Test
  void lessThanHalf_known_isNoScore() {
    Score none = score(check("gpu", UNKNOWN), check("system", HEALTHY), check("process", HEALTHY));
    assertThat(none.value()).as("40 of 80 are known").hasValue(1);
    assertThat(
            score(check("gpu", UNKNOWN), check("system", HEALTHY), check("process", UNKNOWN))
                .value())
        .isEmpty();
  }

  @Test
  void lessThanHalf_knownByPartsOfGroups_isNoScore() {
    Score score =
        score(check("gpu-0", HEALTHY), check("gpu-1", UNKNOWN), check("system", 5, UNKNOWN));
    assertThat(score.value()).as("20 of 70 are known").isEmpty();
  }

  @Test
  void lostGpu_holdsTheScoreAt0() {
    for (String condition : List.of("gpu-lost", "gpu-missing")) {
      Score score = score(found("gpu", condition, CRITICAL), check("system", HEALTHY));
      assertThat(score.value()).hasValue(0);
      assertThat(score.vetoes()).containsExactly("gpu");
    }
  }

  @Test
  void lostGpu_foundByACheckOfNoGroup_holdsTheScoreAt0() {
    assertThat(value(score(found("cards", "gpu-lost", CRITICAL), check("system", HEALTHY))))
        .isZero();
  }

  @Test
  void otherGpuTrouble_isNoVeto() {
    assertThat(value(score(found("gpu", "gpu-xid", CRITICAL), check("system", HEALTHY))))
        .isEqualTo(30.0 / 70, offset(1e-9));
    assertThat(value(score(found("gpu", "gpu-lost", WARNING), check("system", HEALTHY))))
        .isEqualTo(50.0 / 70, offset(1e-9));
  }

  @Test
  void vitalCheck_ofNoGroup_isHeard() {
    var dead = new CheckOutcome("x", 1, true, CheckResult.of(CRITICAL, ""), 0);
    assertThat(value(score(dead, check("gpu", HEALTHY)))).isZero();
    var blind = new CheckOutcome("x", 1, true, CheckResult.unknown("?"), 0);
    assertThat(score(blind, check("gpu", HEALTHY)).value()).isEmpty();
  }

  @Test
  void otherCheck_ofNoGroup_hasNoShare() {
    Score score = score(check("gpu", HEALTHY), check("gpus", CRITICAL), check("x-gpu", CRITICAL));
    assertThat(value(score)).isEqualTo(1);
    assertThat(score.contributions().get(1).share()).isZero();
  }

  @Test
  void noCheckOfAnyGroup_isNoScore() {
    assertThat(score(check("x", HEALTHY)).value()).isEmpty();
    assertThat(score().value()).isEmpty();
    assertThat(score(check("gpu", 0, HEALTHY)).value()).isEmpty();
  }

  @Test
  void group_ofOwnNamesAndShare_takesThePlaceOfTheOld() {
    GpuScorer scorer = GpuScorer.standard().group("system", 60, "cpu", "gpu-host", "memory");
    Score score =
        score(
            scorer,
            check("gpu-0", HEALTHY),
            check("gpu-host-fan", CRITICAL),
            check("cpu", 1, WARNING));
    assertThat(value(score)).isEqualTo((40 + 15) / 100.0, offset(1e-9));
    assertThat(value(score(scorer, check("gpu", HEALTHY), check("system", CRITICAL)))).isEqualTo(1);
  }

  @Test
  void group_ofANewName_isAdded() {
    GpuScorer scorer = GpuScorer.standard().group("disk", 40);
    assertThat(value(score(scorer, check("gpu", HEALTHY), check("disk-data", CRITICAL))))
        .isEqualTo(0.5);
    assertThat(value(score(check("gpu", HEALTHY), check("disk-data", CRITICAL))))
        .as("the one that it was made of stays as it is")
        .isEqualTo(1);
  }

  @Test
  void group_wrongSettings_areRefused() {
    GpuScorer scorer = GpuScorer.standard();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorer.group("gpu", -1))
        .withMessage("share of group 'gpu' must be from 0 to 1000000, was -1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> scorer.group("gpu", Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> scorer.group(" ", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> scorer.group("gpu", 1, ""));
  }
}
