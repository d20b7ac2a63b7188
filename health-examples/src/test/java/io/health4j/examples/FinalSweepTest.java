package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.test.ManualTicker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FinalSweepTest {

  private static final Map<String, String> OURS = Map.of(SandboxLoop.RUN_LABEL, "run-1");

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Stage stage = Made.stage(new ManualTicker(), told::add);
  private final FakeSandboxes sandboxes = new FakeSandboxes();
  private int sweeps;

  private FinalSweep sweep(Callable<String> sweep) {
    return new FinalSweep(
        () -> {
          sweeps++;
          return sweep.call();
        },
        sandboxes,
        "run-1",
        stage.events(),
        0);
  }

  private String removeAll() {
    sandboxes.removeAll();
    return "removed all";
  }

  @Test
  void run_nothingIsLeft_sweepsOnce() {
    assertThat(sweep(() -> "nothing to do").run()).hasValue(0);
    assertThat(sweeps).isEqualTo(1);
  }

  @Test
  void run_oneSweepDoesNotDo_sweepsAgain() throws IOException {
    sandboxes.start(List.of(), OURS);

    assertThat(sweep(() -> sweeps < 3 ? "a sweep is under way" : removeAll()).run()).hasValue(0);
    assertThat(sweeps).isEqualTo(3);
    assertThat(told).isEmpty();
  }

  @Test
  void run_neverDone_saysHowManyAreLeft() throws IOException {
    sandboxes.start(List.of(), OURS);
    sandboxes.start(List.of(), OURS);
    sandboxes.start(List.of(), Map.of(SandboxLoop.RUN_LABEL, "another"));

    assertThat(sweep(() -> "").run()).hasValue(2);
    assertThat(sweeps).isEqualTo(50);
  }

  @Test
  void run_sweepsFail_goesOnAndTellsOnce() throws IOException {
    sandboxes.start(List.of(), OURS);
    var sweep =
        sweep(
            () -> {
              if (sweeps < 4) {
                throw new IOException("the engine restarts");
              }
              return removeAll();
            });

    assertThat(sweep.run()).hasValue(0);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).endsWith("the last sweep fails: the engine restarts");
  }

  @Test
  void run_engineSaysNothing_isUnknown() {
    sandboxes.breakDown("count");

    assertThat(sweep(() -> "").run()).isEmpty();
    assertThat(told).hasSize(1);
  }

  @Test
  void run_interrupted_ends() throws IOException {
    sandboxes.start(List.of(), OURS);
    Thread.currentThread().interrupt();

    assertThat(sweep(() -> "").run()).hasValue(1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sweeps).isEqualTo(1);
  }
}
