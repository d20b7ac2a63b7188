package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.nvml.GpuAlerts;
import io.health4j.nvml.Nvml;
import io.health4j.nvml.PatientNvml;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.test.ManualTicker;
import io.health4j.test.gpu.CannedMachine;
import io.health4j.test.gpu.CannedMachines;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A canned machine second by second, under a monitor that is polled. */
class GpuShowTest {

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Stage stage = Made.stage(ticker, told::add);
  private final CannedMachine machine = CannedMachines.dgxH100();
  private final HealthMonitor monitor;
  private GpuTale tale = new GpuTale(Optional.empty(), ticker, stage.events());

  GpuShowTest() {
    monitor =
        HealthMonitor.builder()
            .watch(GpuWatch.TARGET, GpuWatch.of(PatientNvml.on(machine), GpuWatch.INTERVAL))
            .listener(event -> tale.on(event))
            .alerts(GpuAlerts.rules())
            .clocks(ticker, ticker.wall())
            .build();
  }

  @AfterEach
  void close() {
    machine.release();
    monitor.close();
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      ticker.advance(Duration.ofSeconds(1));
      monitor.poll();
    }
  }

  private GpuBoard board() {
    return new GpuBoard("the title", monitor, tale, stage);
  }

  @Test
  void calm_allAreHealthyAndNothingIsTold() {
    seconds(10);

    assertThat(monitor.report().status()).isEqualTo(Status.HEALTHY);
    assertThat(told).hasSize(1).first().asString().contains("gpus UNKNOWN -> HEALTHY");
    assertThat(board().line()).startsWith("gpus HEALTHY, score 1.00");
    assertThat(board().table()).hasSize(9);
    assertThat(board().table().get(8)).startsWith("7    H100 80GB HBM3         HEALTHY");
  }

  @ParameterizedTest
  @EnumSource
  void trouble_isFoundAndItsEndIsSeen(GpuTrouble trouble) throws InterruptedException {
    tale = new GpuTale(Optional.of(GpuMishap.of(trouble, machine)), ticker, stage.events());
    seconds(10);
    machine.awaitListener(2);
    tale.begin();
    machine.awaitListener(2); // XIDs are heard on a thread of their own
    seconds(60);
    Status last = trouble == GpuTrouble.ECC ? Status.WARNING : Status.HEALTHY; // the board knows
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (tale.found().size() < 2 || monitor.report().status() != last) {
      assertThat(System.nanoTime() - end).as("told only %s", told).isNegative();
      seconds(1); // a thread that hung may be late to come back
    }

    assertThat(told).anyMatch(line -> line.contains("trouble begins: " + trouble.option()));
    assertThat(tale.found()).hasSize(2);
    assertThat(tale.found().get(0)).startsWith("found after ").contains("GPU 2 (GPU-");
    assertThat(tale.found().get(1)).startsWith("seen to be over ");
    assertThat(told).anyMatch(line -> line.contains(" fired: "));
    assertThat(tale.summary()).hasSize(3);
  }

  @Test
  void trouble_underWay_isOnThePage() {
    tale = new GpuTale(Optional.of(GpuMishap.of(GpuTrouble.ECC, machine)), ticker, stage.events());
    seconds(10);
    tale.begin();
    seconds(5);

    String page = String.join("\n", board().page());
    assertThat(page)
        .startsWith("Health4j demo: GPUs  15.0 s, Ctrl-C ends it\nthe title\n")
        .contains("\n2    H100 80GB HBM3         CRITICAL")
        .contains("! CRITICAL gpu-ecc-uncorrected GPU 2 (GPU-", "alerts      ", "trouble     found")
        .contains("monitor     ");
    assertThat(page.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(String.join("\n", board().summary()))
        .contains(
            "Summary after 15.0 s", "not undone yet: that is 20 s", "last state  gpus CRITICAL");
  }

  @Test
  void summary_beforeTheTrouble_saysThatItWasNotFound() {
    tale = new GpuTale(Optional.of(GpuMishap.of(GpuTrouble.LOST, machine)), ticker, stage.events());

    assertThat(tale.summary()).last().isEqualTo("not found: it begins after 10 s");
    assertThat(board().line()).endsWith("not sampled yet");
  }

  @Test
  void whyNone_gpus_isNothing() {
    assertThat(GpuWatch.whyNone(Nvml.on(CannedMachines.t4()))).isEmpty();
    assertThat(GpuWatch.whyNone(Nvml.on(CannedMachines.lostGpu()))).isEmpty();
  }

  @Test
  void whyNone_noDriver_isTheReason() {
    machine.driver(NvmlReturn.DRIVER_NOT_LOADED);

    assertThat(GpuWatch.whyNone(Nvml.on(machine)).orElseThrow()).contains("driver");
  }

  @Test
  void join_gpus_areWatchedToo() {
    try (var other = monitorOfNothing()) {
      GpuWatch.join(other, Nvml.on(CannedMachines.l40()), Watch.INTERVAL);
      assertThat(other.report().target(GpuWatch.TARGET)).isPresent();
    }
  }

  @Test
  void join_noGpuOrClosed_isQuiet() {
    machine.driver(NvmlReturn.LIBRARY_NOT_FOUND);
    var other = monitorOfNothing();
    GpuWatch.join(other, Nvml.on(machine), Watch.INTERVAL);
    assertThat(other.report().target(GpuWatch.TARGET)).isEmpty();

    other.close();
    GpuWatch.join(other, Nvml.on(CannedMachines.l40()), Watch.INTERVAL);
  }

  private static HealthMonitor monitorOfNothing() {
    return HealthMonitor.builder()
        .watch("one", target -> target.check("well", context -> CheckResult.healthy()))
        .build();
  }

  @Test
  void show_started_isWatchedUntilItIsClosed() {
    var options = GpuOptions.parse(List.of("--machine", "l40", "--trouble", "thermal"));
    try (var show = new GpuShow(options, Made.stage(Ticker.system(), told::add))) {
      assertThat(show.title())
          .startsWith("a canned machine, l40: 2 L40, on PCIe alone; a sample every 1 s; http");
      show.start();
      show.disturb();
      show.stop();

      assertThat(told).anyMatch(line -> line.contains("trouble begins: thermal of GPU 1: "));
      assertThat(String.join("\n", show.summary())).contains("Summary after");
    }
  }
}
