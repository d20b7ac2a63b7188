package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.nvml.Nvml;
import java.nio.file.Path;
import java.util.List;

/** The search, the monitor in it, and one trouble if the user asked for it. */
final class SearchShow implements Show {

  private final DemoOptions options;
  private final Stage stage;
  private final Search search;
  private final TroubleMaker troubles;
  private final HealthMonitor monitor;
  private final Dashboard dashboard;
  private final Summary summary;
  private final Thread searcher;

  SearchShow(DemoOptions options, Stage stage) {
    this.options = options;
    this.stage = stage;
    troubles = new TroubleMaker(options.trouble(), stage.ticker());
    search = new Search(Search.VARIABLES, options.seed(), troubles, stage.ticker());
    var finder = new TroubleFinder(troubles, stage.ticker(), stage.events());
    Path results = Path.of("").toAbsolutePath();
    MonitorBuilder builder =
        Watch.machine(Watch.search(search, troubles, results), results)
            .listener(finder)
            .metrics(stage.metrics())
            .alerts(DemoRules.search());
    options.routes().forEach(builder::route);
    monitor = builder.build();
    dashboard = new Dashboard(title(), monitor, search, finder, stage);
    summary = new Summary(monitor, dashboard, finder, search, options.trouble(), stage);
    searcher = Daemons.thread(search, "demo-search");
  }

  @Override
  public String title() {
    return Texts.format(
        "MAX-3-SAT, %,d variables, %,d clauses, seed %d; a sample every %d s; %s",
        Search.VARIABLES,
        search.clauses(),
        options.seed(),
        Watch.INTERVAL.toSeconds(),
        stage.url());
  }

  /** One a minute. */
  @Override
  public int linesPerTable() {
    return 12;
  }

  @Override
  public void start() {
    searcher.start();
    monitor.start();
    // The driver may take seconds to answer for the first time.
    Daemons.thread(() -> GpuWatch.join(monitor, Nvml.shared(), Watch.INTERVAL), "demo-gpus")
        .start();
  }

  @Override
  public void disturb() {
    options.trouble().ifPresent(this::begin);
  }

  private void begin(Trouble trouble) {
    troubles.begin();
    stage.events().tell("trouble begins: " + trouble.text());
  }

  @Override
  public List<String> page() {
    return dashboard.page();
  }

  @Override
  public String line() {
    return dashboard.line();
  }

  @Override
  public List<String> table() {
    return dashboard.table();
  }

  @Override
  public void stop() {
    search.stop();
  }

  @Override
  public List<String> summary() {
    return summary.lines();
  }

  @Override
  public void close() {
    monitor.close();
  }
}
