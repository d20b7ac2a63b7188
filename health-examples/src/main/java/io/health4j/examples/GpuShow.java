package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.nvml.GpuAlerts;
import io.health4j.nvml.Nvml;
import io.health4j.test.gpu.CannedMachine;
import java.util.List;
import java.util.Optional;

/** The GPUs of this machine, or those of a canned one and what happens to one of them. */
final class GpuShow implements Show {

  private final GpuOptions options;
  private final Stage stage;
  private final GpuTale tale;
  private final HealthMonitor monitor;
  private final GpuBoard board;

  GpuShow(GpuOptions options, Stage stage) {
    this.options = options;
    this.stage = stage;
    Optional<CannedMachine> machine = options.machine().map(GpuMachine::make);
    Nvml session = machine.map(Nvml::on).orElseGet(Nvml::shared);
    tale = new GpuTale(mishap(machine), stage.ticker(), stage.events());
    MonitorBuilder builder =
        HealthMonitor.builder()
            .watch(GpuWatch.TARGET, GpuWatch.of(session, GpuWatch.INTERVAL))
            .listener(tale)
            .metrics(stage.metrics())
            .alerts(GpuAlerts.rules());
    options.routes().forEach(builder::route);
    monitor = builder.build();
    board = new GpuBoard(title(), monitor, tale, stage);
  }

  private Optional<GpuMishap> mishap(Optional<CannedMachine> machine) {
    return machine.flatMap(where -> options.trouble().map(what -> GpuMishap.of(what, where)));
  }

  @Override
  public String title() {
    String what =
        options
            .machine()
            .map(machine -> "a canned machine, " + machine.option() + ": " + machine.text())
            .orElse("the GPUs of this machine");
    return Texts.format(
        "%s; a sample every %d s; %s", what, GpuWatch.INTERVAL.toSeconds(), stage.url());
  }

  /** One in 15 s. */
  @Override
  public int linesPerTable() {
    return 3;
  }

  @Override
  public void start() {
    monitor.start();
  }

  @Override
  public void disturb() {
    tale.begin();
  }

  @Override
  public List<String> page() {
    return board.page();
  }

  @Override
  public String line() {
    return board.line();
  }

  @Override
  public List<String> table() {
    return board.table();
  }

  @Override
  public void stop() {
    // The GPUs go on.
  }

  @Override
  public List<String> summary() {
    return board.summary();
  }

  @Override
  public void close() {
    monitor.close();
  }
}
