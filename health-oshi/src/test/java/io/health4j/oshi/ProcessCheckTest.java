package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProcessCheckTest {

  private ProcessCheck.Own own = own(0, 0, OptionalLong.empty(), OptionalLong.empty());
  private final Calls calls =
      new Calls(new ProcessCheck(() -> own, () -> 4, Threshold.above(0.8, 0.95)));

  private static ProcessCheck.Own own(
      long user, long system, OptionalLong files, OptionalLong limit) {
    var use = new ProcessUse(1, "java", 1_000, user, system, 4096, 8192, 7, 2_500);
    return new ProcessCheck.Own(use, files, limit);
  }

  private CheckResult files(long open, long limit) throws Exception {
    own = own(0, 0, OptionalLong.of(open), OptionalLong.of(limit));
    return calls.call();
  }

  @Test
  void check_firstSample_hasAllButTheShareOfCpu() throws Exception {
    own = own(1_500, 250, OptionalLong.empty(), OptionalLong.empty());

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, ProcessUse.CPU_UTILIZATION)).isEmpty();
    assertThat(Calls.values(result, ProcessUse.CPU_TIME, "cpu.mode", "user")).containsExactly(1.5);
    assertThat(Calls.values(result, ProcessUse.CPU_TIME, "cpu.mode", "system"))
        .containsExactly(0.25);
    assertThat(Calls.values(result, ProcessUse.MEMORY)).containsExactly(4096.0);
    assertThat(Calls.values(result, ProcessUse.VIRTUAL)).containsExactly(8192.0);
    assertThat(Calls.values(result, ProcessUse.THREADS)).containsExactly(7.0);
    assertThat(Calls.values(result, ProcessUse.UPTIME)).containsExactly(2.5);
    assertThat(Calls.values(result, ProcessCheck.FILES)).isEmpty();
  }

  @Test
  void check_secondSample_sharesTheCpuTimeOverAllCpus() throws Exception {
    calls.call();
    own = own(3_000, 1_000, OptionalLong.empty(), OptionalLong.empty());

    CheckResult result = calls.advance(Duration.ofSeconds(10)).call();

    assertThat(Calls.values(result, ProcessUse.CPU_UTILIZATION)).containsExactly(0.1);
  }

  @Test
  void check_noTimePassedOrCpuTimeFell_hasNoShare() throws Exception {
    own = own(100, 100, OptionalLong.empty(), OptionalLong.empty());
    calls.call();
    assertThat(Calls.values(calls.call(), ProcessUse.CPU_UTILIZATION)).isEmpty();

    own = own(100, 99, OptionalLong.empty(), OptionalLong.empty());
    calls.advance(Duration.ofSeconds(1));
    assertThat(Calls.values(calls.call(), ProcessUse.CPU_UTILIZATION)).isEmpty();
  }

  @Test
  void check_fileLimitNear_isAFinding() throws Exception {
    assertThat(files(80, 100).status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.findings(files(81, 100))).containsExactly("files-exhausted WARNING");
    assertThat(files(96, 100).status()).isEqualTo(Status.CRITICAL);
    assertThat(files(77, 100).status()).isEqualTo(Status.WARNING);
    assertThat(files(70, 100).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_noFileLimit_readsTheFilesAndJudgesNothing() throws Exception {
    own = own(0, 0, OptionalLong.of(1_000_000), OptionalLong.empty());

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, ProcessCheck.FILES)).containsExactly(1_000_000.0);
    assertThat(Calls.values(result, ProcessCheck.FILE_LIMIT)).isEmpty();
  }
}
