package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

  private MemoryCheck.Memory memory = new MemoryCheck.Memory(1000, 500);
  private final Calls calls = new Calls(new MemoryCheck(() -> memory, Threshold.above(0.85, 0.95)));

  @Test
  void check_halfUsed_readsWhatIsNotAvailableAsUsed() throws Exception {
    memory = new MemoryCheck.Memory(1000, 300);

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, MemoryCheck.LIMIT)).containsExactly(1000.0);
    assertThat(Calls.values(result, MemoryCheck.USAGE, "system.memory.state", "used"))
        .containsExactly(700.0);
    assertThat(Calls.values(result, MemoryCheck.USAGE, "system.memory.state", "free"))
        .containsExactly(300.0);
    assertThat(Calls.values(result, MemoryCheck.UTILIZATION)).containsExactly(0.7);
  }

  @Test
  void check_nearlyFull_isCriticalAndSaysTheLimit() throws Exception {
    memory = new MemoryCheck.Memory(1000, 40);

    CheckResult result = calls.call();

    assertThat(Calls.findings(result)).containsExactly("memory-low CRITICAL");
    assertThat(result.findings().get(0).value()).hasValue(0.96);
    assertThat(result.findings().get(0).limit()).hasValue(0.95);
  }

  @Test
  void check_totalUnreadable_isUnknownWithoutReadings() throws Exception {
    memory = new MemoryCheck.Memory(0, 0);
    assertThat(calls.call().status()).isEqualTo(Status.UNKNOWN);

    memory = new MemoryCheck.Memory(1000, 1001);
    assertThat(calls.call().readings()).isEmpty();
  }
}
