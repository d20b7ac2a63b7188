package io.health4j.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.check.Status;
import io.health4j.check.Target;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecoveryActionTest {

  private static final class Reboot implements RecoveryAction {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public String recover(Target target) {
      return "rebooted " + target.id();
    }

    @Override
    public Duration timeout() {
      asked.incrementAndGet();
      return Duration.ofMinutes(5);
    }
  }

  private static RecoveryAction first(RecoveryPolicy policy) {
    return policy.ladder().get(0).action();
  }

  @Test
  void of_nameAndTimeout_areThose() throws Exception {
    RecoveryAction action =
        RecoveryAction.of("reboot", Duration.ofSeconds(3), target -> "rebooted " + target.id());

    assertThat(action.name()).isEqualTo("reboot");
    assertThat(action.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(action.recover(Target.of("t"))).isEqualTo("rebooted t");
    assertThat(RecoveryAction.of("x", action).timeout()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void of_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecoveryAction.of(" ", target -> ""))
        .withMessage("an action's name must not be blank, was ' '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecoveryAction.of("x", Duration.ofHours(2), target -> ""))
        .withMessage("timeout of action 'x' must be from 1ms to 1h, was 2h");
  }

  @Test
  void name_notGiven_isTheClassOrForALambdaAction() {
    RecoveryAction lambda = target -> "";
    RecoveryAction anonymous =
        new RecoveryAction() {
          @Override
          public String recover(Target target) {
            return "";
          }
        };

    assertThat(new Reboot().name()).isEqualTo("Reboot");
    assertThat(lambda.name()).isEqualTo("action");
    assertThat(anonymous.name()).isEqualTo("action");
  }

  @Test
  void ladder_ofTheHostsAction_asksItOnceAndCallsIt() throws Exception {
    var reboot = new Reboot();
    RecoveryAction step = first(RecoveryPolicy.on(Status.CRITICAL).attempt(reboot));
    step.timeout();

    assertThat(step.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(reboot.asked).hasValue(1);
    assertThat(step.recover(Target.of("t"))).isEqualTo("rebooted t");
  }

  @Test
  void ladder_actionWithABadTimeout_isRefused() {
    RecoveryAction hasty =
        new RecoveryAction() {
          @Override
          public String recover(Target target) {
            return "";
          }

          @Override
          public Duration timeout() {
            return Duration.ZERO;
          }
        };

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecoveryPolicy.on(Status.CRITICAL).attempt(hasty))
        .withMessage("timeout of action 'action' must be from 1ms to 1h, was 0ns");
  }
}
