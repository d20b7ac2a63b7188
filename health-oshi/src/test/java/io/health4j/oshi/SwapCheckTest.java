package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import org.junit.jupiter.api.Test;

class SwapCheckTest {

  private SwapCheck.Swap swap = new SwapCheck.Swap(0, 0, 0, 0);
  private final Calls calls = new Calls(new SwapCheck(() -> swap, Threshold.above(0.9, 0.98)));

  @Test
  void check_noSwap_isHealthyWithoutReadings() throws Exception {
    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.readings()).isEmpty();
    assertThat(result.message()).isEqualTo("no swap space");
  }

  @Test
  void check_someUsed_readsStatesAndDirections() throws Exception {
    swap = new SwapCheck.Swap(400, 100, 7, 9);

    CheckResult result = calls.call();

    assertThat(Calls.values(result, SwapCheck.UTILIZATION)).containsExactly(0.25);
    assertThat(Calls.values(result, SwapCheck.USAGE, "system.paging.state", "free"))
        .containsExactly(300.0);
    assertThat(Calls.values(result, SwapCheck.OPERATIONS, "system.paging.direction", "in"))
        .containsExactly(7.0);
    assertThat(Calls.values(result, SwapCheck.OPERATIONS, "system.paging.direction", "out"))
        .containsExactly(9.0);
  }

  @Test
  void check_full_isCritical() throws Exception {
    swap = new SwapCheck.Swap(400, 400, 0, 0);

    assertThat(Calls.findings(calls.call())).containsExactly("swap-full CRITICAL");
  }

  @Test
  void check_usedIsMoreThanAll_staysARatio() throws Exception {
    swap = new SwapCheck.Swap(400, 401, 0, 0);

    assertThat(Calls.values(calls.call(), SwapCheck.UTILIZATION)).containsExactly(1.0);
  }
}
