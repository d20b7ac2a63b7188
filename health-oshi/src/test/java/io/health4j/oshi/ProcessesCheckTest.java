package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProcessesCheckTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TreeMap<Integer, ProcessUse> running = new TreeMap<>();
  private int searches;
  private final Calls calls = new Calls(check(2));

  private ProcessesCheck check(int atLeast) {
    var table =
        new ProcessTable() {
          @Override
          public List<ProcessUse> find(Pattern commandLine) {
            searches++;
            return List.copyOf(running.values());
          }

          @Override
          public ProcessUse read(int pid) {
            return running.get(pid);
          }
        };
    return new ProcessesCheck(table, () -> 2, Pattern.compile("train\\.py"), atLeast);
  }

  private void run(int pid, long startMillis, long cpuMillis, long resident) {
    running.put(pid, new ProcessUse(pid, "python", startMillis, cpuMillis, 0, resident, 0, 1, 1));
  }

  @Test
  void check_enough_readsCountAndMemoryOfEach() throws Exception {
    run(10, 1, 0, 100);
    run(11, 1, 0, 300);

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, ProcessesCheck.COUNT)).containsExactly(2.0);
    assertThat(Calls.values(result, ProcessesCheck.MEMORY)).containsExactly(400.0);
    assertThat(Calls.values(result, ProcessUse.MEMORY, "process.pid", "11")).containsExactly(300.0);
    assertThat(Calls.values(result, ProcessUse.MEMORY, "process.executable.name", "python"))
        .containsExactly(300.0, 100.0);
    assertThat(Calls.values(result, ProcessesCheck.CPU)).isEmpty();
  }

  @Test
  void check_tooFew_isCriticalWithCountAndPattern() throws Exception {
    run(10, 1, 0, 100);

    CheckResult result = calls.call();

    assertThat(Calls.findings(result)).containsExactly("process-missing train\\.py CRITICAL");
    assertThat(result.findings().get(0).value()).hasValue(1);
    assertThat(result.findings().get(0).limit()).hasValue(2);
  }

  @Test
  void check_oneEnded_showsAtTheNextSample() throws Exception {
    run(10, 1, 0, 1);
    run(11, 1, 0, 1);
    calls.call();
    running.remove(11);

    assertThat(calls.advance(SECOND).call().status()).isEqualTo(Status.CRITICAL);
    run(12, 5, 0, 1);
    assertThat(calls.advance(SECOND).call().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_allAlive_searchesTwiceAMinuteAtMost() throws Exception {
    run(10, 1, 0, 1);
    run(11, 1, 0, 1);
    calls.call();
    run(12, 1, 0, 1);

    CheckResult soon = calls.advance(Duration.ofSeconds(29)).call();
    assertThat(Calls.values(soon, ProcessesCheck.COUNT)).containsExactly(2.0);
    assertThat(searches).isEqualTo(1);

    CheckResult later = calls.advance(SECOND).call();
    assertThat(Calls.values(later, ProcessesCheck.COUNT)).containsExactly(3.0);
    assertThat(searches).isEqualTo(2);
  }

  @Test
  void check_pidWasGivenToAnother_countsAsEnded() throws Exception {
    run(10, 1, 0, 1);
    run(11, 1, 5_000, 1);
    calls.call();
    run(11, 2, 6_000, 1);

    CheckResult result = calls.advance(SECOND).call();

    assertThat(searches).isEqualTo(2);
    assertThat(Calls.values(result, ProcessUse.CPU_UTILIZATION, "process.pid", "11")).isEmpty();
  }

  @Test
  void check_secondSample_readsCpuOfEachAndAll() throws Exception {
    run(10, 1, 0, 1);
    run(11, 1, 0, 2);
    calls.call();
    run(10, 1, 500, 1);
    run(11, 1, 1_000, 2);

    CheckResult result = calls.advance(SECOND).call();

    assertThat(Calls.values(result, ProcessUse.CPU_UTILIZATION)).containsExactly(0.5, 0.25);
    assertThat(Calls.values(result, ProcessesCheck.CPU)).containsExactly(0.75);
  }

  @Test
  void check_many_showsTheLargestTwenty() throws Exception {
    for (int pid = 1; pid <= 30; pid++) {
      run(pid, 1, 0, pid);
    }

    CheckResult result = calls.call();

    assertThat(Calls.values(result, ProcessesCheck.COUNT)).containsExactly(30.0);
    assertThat(Calls.values(result, ProcessUse.MEMORY))
        .hasSize(ProcessesCheck.SHOWN)
        .startsWith(30.0)
        .endsWith(11.0);
  }

  @Test
  void check_atLeastNone_onlyMeasures() throws Exception {
    CheckResult result = new Calls(check(0)).call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, ProcessesCheck.COUNT)).containsExactly(0.0);
  }

  @Test
  void processes_settingsOutOfRange_areRefused() {
    assertThatThrownBy(() -> SystemChecks.processes("a", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("atLeast must be from 0 to 10000, was -1");
    assertThatThrownBy(() -> SystemChecks.processes("a", 10_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SystemChecks.processes("(", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
