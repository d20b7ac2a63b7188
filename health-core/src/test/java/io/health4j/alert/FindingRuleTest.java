package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.RECOVERING;
import static io.health4j.alert.Alert.State.RESOLVED;
import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules on what checks find wrong. */
class FindingRuleTest {

  private static final String GPU = "GPU 0 (GPU-1)";

  private static Rig rig(Status worst) {
    return new Rig(AlertRule.finding("r", "gpu-hot", worst).undamped().build());
  }

  private static CheckOutcome gpu(Finding... findings) {
    ResultBuilder result = CheckResult.builder();
    Arrays.stream(findings).forEach(result::finding);
    return new CheckOutcome("gpu", 1, false, result.build(), 0);
  }

  private static CheckOutcome unknown() {
    return new CheckOutcome("gpu", 1, false, CheckResult.unknown("no driver"), 0);
  }

  private static Finding hot(String subject, Status status) {
    return Finding.of("gpu-hot", subject, status);
  }

  @Test
  void finding_thereAndGone_firesAndIsResolved() {
    var rig = rig(WARNING);
    assertThat(rig.sample(gpu())).isEmpty();
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, WARNING))))).containsExactly(FIRING);
    assertThat(rig.sample(gpu(hot(GPU, CRITICAL)))).isEmpty();
    assertThat(Rig.states(rig.sample(gpu()))).containsExactly(RESOLVED);
    assertThat(rig.lives.alerts()).isEmpty();
  }

  @Test
  void finding_ofAnotherCondition_isNothing() {
    var rig = rig(WARNING);
    assertThat(rig.sample(gpu(Finding.of("gpu-hotter", GPU, CRITICAL)))).isEmpty();
    assertThat(rig.sample(gpu(Finding.of("gpu", GPU, CRITICAL)))).isEmpty();
  }

  @Test
  void finding_lessBad_isGood() {
    var rig = rig(CRITICAL);
    assertThat(rig.sample(gpu(hot(GPU, WARNING)))).isEmpty();
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, CRITICAL))))).containsExactly(FIRING);
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, WARNING))))).containsExactly(RESOLVED);
  }

  @Test
  void finding_ofSeveralSubjects_isAnAlertEach() {
    var rig = rig(WARNING);
    rig.sample(gpu(hot("GPU 0", WARNING), hot("GPU 1", CRITICAL)));
    assertThat(rig.lives.alerts())
        .extracting(alert -> alert.tag("subject"))
        .containsExactly("GPU 0", "GPU 1");
    assertThat(rig.lives.alerts()).extracting(Alert::fingerprint).doesNotHaveDuplicates();
    assertThat(Rig.states(rig.sample(gpu(hot("GPU 1", CRITICAL))))).containsExactly(RESOLVED);
    assertThat(rig.alert().tag("subject")).isEqualTo("GPU 1");
    assertThat(rig.alert().tag("condition")).isEqualTo("gpu-hot");
    assertThat(rig.alert().check()).isEqualTo("gpu");
  }

  @Test
  void finding_comesBack_hasItsFingerprintAgain() {
    var rig = rig(WARNING);
    String first = rig.sample(gpu(hot(GPU, WARNING))).get(0).fingerprint();
    rig.sample(gpu());
    assertThat(rig.sample(gpu(hot(GPU, WARNING))).get(0).fingerprint()).isEqualTo(first);
  }

  @Test
  void finding_withoutSubject_isOneAlert() {
    var rig = rig(WARNING);
    rig.sample(gpu(hot("", WARNING)));
    assertThat(rig.alert().subject().get("subject")).isNull();
    assertThat(rig.alert().message()).isEqualTo("gpu-hot: a is WARNING");
  }

  @Test
  void finding_conditionWithStar_isEachThatBeginsSo() {
    var rig = new Rig(AlertRule.finding("r", "gpu-*", WARNING).undamped().build());
    rig.sample(gpu(hot(GPU, WARNING), Finding.of("gpu-lost", GPU, CRITICAL)));
    rig.now("a", HEALTHY, gpu(hot(GPU, WARNING), Finding.of("gpu-lost", GPU, CRITICAL)));
    assertThat(rig.lives.alerts())
        .extracting(alert -> alert.tag("condition"))
        .containsExactly("gpu-hot", "gpu-lost");
    assertThat(rig.sample(gpu(Finding.of("disk-full", "/", CRITICAL)))).hasSize(2);
  }

  @Test
  void finding_toldTwice_theWorseCounts() {
    var rig = rig(CRITICAL);
    rig.sample(gpu(hot(GPU, CRITICAL)));
    assertThat(rig.sample(gpu(hot(GPU, WARNING), hot(GPU, CRITICAL)))).isEmpty();
    assertThat(rig.sample(gpu(hot(GPU, CRITICAL), hot(GPU, WARNING)))).isEmpty();
    assertThat(rig.state()).isEqualTo(FIRING);
  }

  @Test
  void finding_ofTwoChecks_isAnAlertEach() {
    var rig = rig(WARNING);
    var other = new CheckOutcome("other", 1, false, gpu(hot(GPU, WARNING)).result(), 0);
    rig.sample(gpu(hot(GPU, WARNING)), other);
    assertThat(rig.lives.alerts()).extracting(Alert::check).containsExactly("gpu", "other");
    assertThat(Rig.states(rig.sample(gpu(), other))).containsExactly(RESOLVED);
    assertThat(rig.alert().check()).isEqualTo("other");
  }

  @Test
  void finding_where_narrowsIt() {
    var rig =
        new Rig(
            AlertRule.finding("r", "gpu-hot", WARNING)
                .where("check", "gpu")
                .where("subject", "GPU 1*")
                .build());
    var other = new CheckOutcome("other", 1, false, gpu(hot("GPU 1", WARNING)).result(), 0);
    rig.sample(gpu(hot("GPU 0", WARNING), hot("GPU 1", WARNING)), other);
    assertThat(rig.alert().tag("subject")).isEqualTo("GPU 1");
    assertThat(rig.alert().check()).isEqualTo("gpu");
  }

  @Test
  void finding_held_waits() {
    var rig = new Rig(AlertRule.finding("r", "gpu-hot", WARNING).samples(2, 2).build());
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, WARNING))))).containsExactly(PENDING);
    rig.sample(gpu());
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, WARNING))))).containsExactly(PENDING);
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, WARNING))))).containsExactly(FIRING);
    assertThat(Rig.states(rig.sample(gpu()))).containsExactly(RECOVERING);
  }

  @Test
  void unknownCheck_resolvesNothing() {
    var rig = rig(WARNING);
    rig.sample(gpu(hot(GPU, WARNING)));
    assertThat(Rig.states(rig.sample(unknown()))).containsExactly(NO_DATA);
    for (int i = 0; i < 1_000; i++) {
      assertThat(rig.sample(unknown())).isEmpty();
    }
    assertThat(Rig.states(rig.sample(gpu()))).containsExactly(RESOLVED);
  }

  @Test
  void unknownFinding_ofItsSubject_isNoDataForAllOfItsConditions() {
    var rig = rig(WARNING);
    rig.sample(gpu(hot("GPU 1 link 3", WARNING), hot("GPU 12", WARNING)));
    Finding hung = Finding.of("gpu-hung", "GPU 1", UNKNOWN);
    Finding lost = Finding.of("gpu-lost", "GPU 5", CRITICAL);
    var changed = rig.sample(gpu(hung, lost));
    assertThat(changed)
        .extracting(alert -> alert.tag("subject") + " " + alert.state())
        .containsExactly("GPU 1 link 3 NO_DATA", "GPU 12 RESOLVED");
    assertThat(Rig.states(rig.sample(gpu(lost)))).containsExactly(RESOLVED);
  }

  /** As a check answers that is UNKNOWN for one of several things that it looks at. */
  private static CheckOutcome unknownWith(Finding... findings) {
    var result = new CheckResult(UNKNOWN, "", List.of(), List.of(findings), List.of(), null);
    return new CheckOutcome("gpu", 1, false, result, 0);
  }

  @Test
  void unknownCheck_forAnotherSubject_endsWhatIsOver() {
    var rig = rig(WARNING);
    rig.sample(gpu(hot("GPU 0", WARNING), hot("GPU 1", WARNING)));
    var changed = rig.sample(unknownWith(Finding.of("gpu-hung", "GPU 1", UNKNOWN)));
    assertThat(changed)
        .extracting(alert -> alert.tag("subject") + " " + alert.state())
        .containsExactlyInAnyOrder("GPU 0 RESOLVED", "GPU 1 NO_DATA");
  }

  @Test
  void unknownCheck_withoutSayingOfWhat_isNoDataForAll() {
    var rig = rig(WARNING);
    rig.sample(gpu(hot("GPU 0", WARNING)));
    var changed = rig.sample(unknownWith(Finding.of("other", "GPU 1", WARNING)));
    assertThat(Rig.states(changed)).containsExactly(NO_DATA);
  }

  @Test
  void unknownFinding_ofItsCondition_isNoData() {
    var rig = rig(WARNING);
    Finding other = Finding.of("other", "x", WARNING);
    rig.sample(gpu(hot(GPU, WARNING)));
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, UNKNOWN), other)))).containsExactly(NO_DATA);
    assertThat(rig.sample(gpu(Finding.of("x", "", UNKNOWN), other))).isEmpty();
    assertThat(Rig.states(rig.sample(gpu(other)))).containsExactly(RESOLVED);
  }

  @Test
  void failingFinding_ofAnUnknownCheck_counts() {
    var rig = rig(WARNING);
    var result =
        new CheckResult(UNKNOWN, "", List.of(), List.of(hot(GPU, WARNING)), List.of(), null);
    rig.sample(new CheckOutcome("gpu", 1, false, result, 0));
    assertThat(rig.state()).isEqualTo(FIRING);
  }

  @Test
  void ruleOnUnknown_findingUnknown_fires() {
    var rig = rig(UNKNOWN);
    assertThat(rig.sample(gpu(hot(GPU, CRITICAL)))).isEmpty();
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, UNKNOWN))))).containsExactly(FIRING);
    assertThat(rig.alert().message()).isEqualTo("gpu-hot: GPU 0 (GPU-1) of a is UNKNOWN");
    assertThat(Rig.states(rig.sample(unknown()))).containsExactly(NO_DATA);
    assertThat(Rig.states(rig.sample(gpu(hot(GPU, WARNING))))).containsExactly(RESOLVED);
  }

  @Test
  void checkGone_resolvesNothing() {
    var rig = rig(WARNING);
    rig.sample(gpu(hot(GPU, WARNING)), Rig.known());
    assertThat(Rig.states(rig.sample(Rig.known()))).containsExactly(NO_DATA);
    assertThat(Rig.states(rig.sample(Rig.known(), gpu()))).containsExactly(RESOLVED);
  }

  @Test
  void targetSilent_isNoData() {
    var rig = rig(WARNING);
    rig.sample(gpu(hot(GPU, WARNING)));
    assertThat(Rig.states(rig.advance(Duration.ofMinutes(1)))).containsExactly(NO_DATA);
  }

  @Test
  void flapping_pagesOnce() {
    var rig = new Rig(AlertRule.finding("r", "gpu-hot", WARNING).build());
    long fired = 0;
    for (int i = 0; i < 100; i++) {
      var changed = i % 3 == 0 ? rig.sample(gpu(hot(GPU, WARNING))) : rig.sample(gpu());
      fired += changed.stream().filter(alert -> alert.state().isOver()).count();
    }
    assertThat(fired).isZero();
    assertThat(rig.alert().flapping()).isTrue();
  }

  @Test
  void dormant_untilACheckThatItLooksAtAnswered() {
    var rig =
        new Rig(
            AlertRule.finding("any", "gpu-hot", WARNING).where("subject", "GPU 7").build(),
            AlertRule.finding("other", "gpu-hot", WARNING).where("check", "cards").build());
    for (int i = 0; i < 3; i++) {
      rig.sample(unknown());
    }
    assertThat(rig.lives.dormant()).containsExactly("any", "other");
    rig.sample(gpu());
    assertThat(rig.lives.dormant()).containsExactly("other");
  }

  @Test
  void finding_wrongSettings_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertRule.finding("r", "gpu-hot", HEALTHY))
        .withMessage("status must not be HEALTHY: nothing is found then");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertRule.finding("r", " ", WARNING))
        .withMessage("condition must not be blank, was ' '");
    var rule = AlertRule.finding("r", "gpu-hot", WARNING);
    assertThatIllegalArgumentException().isThrownBy(() -> rule.above(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertRule.finding("r", "x", WARNING).holdFor(5, "n").build())
        .withMessage("rule 'r' must not wait for progress of n: it looks at findings");
    assertThat(AlertRule.finding("r", "gpu-hot", WARNING).build())
        .hasToString("r: gpu-hot WARNING or worse");
    assertThat(AlertRule.finding("r", "gpu-hot", UNKNOWN).build())
        .hasToString("r: gpu-hot UNKNOWN");
  }
}
