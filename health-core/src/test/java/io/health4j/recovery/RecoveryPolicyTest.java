package io.health4j.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.check.Status;
import io.health4j.recovery.RecoveryPolicy.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecoveryPolicyTest {

  private static final RecoveryPolicy PLAIN = RecoveryPolicy.on(Status.CRITICAL).attempt(Ward.A);

  private static void refused(ThrowingCallable setting, String message) {
    assertThatIllegalArgumentException().isThrownBy(setting).withMessage(message);
  }

  @Test
  void on_namesNothing_hasTheDefaults() {
    assertThat(PLAIN.name()).isEqualTo("critical");
    assertThat(PLAIN.mode()).isEqualTo(Mode.SHADOW);
    assertThat(PLAIN.budget().count()).isEqualTo(3);
    assertThat(PLAIN.budget().per()).isEqualTo(Duration.ofMinutes(10));
    assertThat(PLAIN.budget().atOnce()).isEqualTo(0.05);
    assertThat(PLAIN.cooldown()).isEqualTo(Duration.ofSeconds(30));
    assertThat(PLAIN.verifyWithin()).isEmpty();
    assertThat(PLAIN.check()).isEmpty();
    assertThat(RecoveryPolicy.onAlert("hung").name()).isEqualTo("hung");
  }

  @Test
  void settings_each_changeOnlyTheirOwn() {
    Map<RecoveryPolicy, Consumer<RecoveryPolicy>> changed =
        Map.of(
            PLAIN.named("x"), each -> assertThat(each.name()).isEqualTo("x"),
            PLAIN.where("a", "b"), each -> assertThat(each.where().get("a")).isEqualTo("b"),
            PLAIN.attempt(Ward.B, 2), each -> assertThat(each.ladder()).hasSize(2),
            PLAIN.budget(1, Duration.ofHours(1)),
                each -> assertThat(each.budget().count()).isEqualTo(1),
            PLAIN.atOnce(1), each -> assertThat(each.budget().atOnce()).isEqualTo(1),
            PLAIN.cooldown(Duration.ofSeconds(1)),
                each -> assertThat(each.cooldown()).isEqualTo(Duration.ofSeconds(1)),
            PLAIN.check("c"), each -> assertThat(each.check()).isEqualTo("c"),
            PLAIN.verifyWithin(Duration.ofSeconds(9)),
                each -> assertThat(each.verifyWithin()).contains(Duration.ofSeconds(9)),
            PLAIN.enforce(), each -> assertThat(each.mode()).isEqualTo(Mode.ENFORCE));
    changed.forEach(
        (policy, sees) -> {
          sees.accept(policy);
          assertThat(differences(policy)).as(policy.toString()).isEqualTo(1);
        });
  }

  private static long differences(RecoveryPolicy other) {
    var mine = parts(PLAIN);
    var its = parts(other);
    return IntStream.range(0, mine.size()).filter(i -> !mine.get(i).equals(its.get(i))).count();
  }

  private static List<Object> parts(RecoveryPolicy policy) {
    return List.of(
        policy.name(),
        policy.trigger(),
        policy.where(),
        policy.ladder(),
        policy.budget(),
        policy.cooldown(),
        policy.check(),
        policy.verifyWithin(),
        policy.mode());
  }

  @Test
  void settings_outOfRange_areRefusedByNameRuleAndValue() {
    refused(
        () -> RecoveryPolicy.on(Status.UNKNOWN), "state must be WARNING or CRITICAL, was UNKNOWN");
    refused(
        () -> RecoveryPolicy.on(Status.HEALTHY), "state must be WARNING or CRITICAL, was HEALTHY");
    refused(() -> RecoveryPolicy.onAlert(" "), "an alert's rule must not be blank, was ' '");
    refused(() -> PLAIN.named(""), "a policy's name must not be blank, was ''");
    refused(() -> PLAIN.check(" "), "a check's name must not be blank, was ' '");
    refused(() -> PLAIN.attempt(Ward.B, 0), "attempts of action 'b' must be from 1 to 100, was 0");
    refused(
        () -> PLAIN.attempt(Ward.B, 101), "attempts of action 'b' must be from 1 to 100, was 101");
    refused(() -> PLAIN.budget(0, Duration.ofMinutes(1)), "budget must be from 1 to 100, was 0");
    refused(
        () -> PLAIN.budget(1, Duration.ofMillis(5)),
        "budget's time must be from 1s to 24h, was 5ms");
    refused(() -> PLAIN.cooldown(Duration.ZERO), "cooldown must be from 1s to 24h, was 0ns");
    refused(
        () -> PLAIN.verifyWithin(Duration.ofDays(2)),
        "verification time must be from 1s to 24h, was 48h");
  }

  @Test
  void atOnce_outOfRange_isRefused() {
    for (double share : new double[] {0, -0.1, 1.01, Double.NaN}) {
      refused(
          () -> PLAIN.atOnce(share), "share at once must be above 0 and at most 1, was " + share);
    }
  }

  @Test
  void engine_policyWithoutAnAction_isRefused() {
    refused(
        () -> new RecoveryEngine(List.of(RecoveryPolicy.onAlert("hung").enforce())),
        "policy 'hung' must attempt an action, had none");
  }

  @Test
  void engine_nameTwice_isRefused() {
    refused(
        () -> new RecoveryEngine(List.of(PLAIN, PLAIN.enforce())),
        "policy 'critical' is given twice");
  }
}
