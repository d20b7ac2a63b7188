package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import java.util.List;

/** The worker pool, the monitor of its workers, and what happens to some of them. */
final class WorkersShow implements Show {

  private final WorkersOptions options;
  private final Stage stage;
  private final Pool pool;
  private final HealthMonitor monitor;
  private final Digest digest;
  private final Mishaps mishaps;
  private final WorkersBoard board;

  WorkersShow(WorkersOptions options, Stage stage) {
    this.options = options;
    this.stage = stage;
    pool = new Pool(options.workers(), options.seed(), stage.ticker());
    digest = new Digest(stage.events(), stage.ticker());
    var ledger = new Ledger(stage.ticker());
    MonitorBuilder builder =
        WorkerWatch.all(pool.workers())
            .listener(ledger)
            .listener(digest)
            .metrics(stage.metrics())
            .alerts(DemoRules.workers())
            .recover(Restart.policy(pool.workers(), ledger, options.enforce()));
    options.routes().forEach(route -> builder.route(route.groupBy("rule")));
    monitor = builder.build();
    var plan = new MishapPlan(options.seed(), options.outage());
    mishaps = new Mishaps(plan, pool, monitor, ledger, stage.ticker(), stage.events());
    board = new WorkersBoard(title(), monitor, pool.tally(), ledger, stage);
  }

  @Override
  public String title() {
    return Texts.format(
        "%,d workers, seed %d; a sample of each every %d s; %s; restarts: %s",
        options.workers(),
        options.seed(),
        WorkerWatch.INTERVAL.toSeconds(),
        stage.url(),
        options.enforce() ? "done" : "told, not done (--enforce)");
  }

  /** One in 15 s. */
  @Override
  public int linesPerTable() {
    return 3;
  }

  @Override
  public void start() {
    pool.start(mishaps::advance);
    monitor.start();
  }

  @Override
  public void disturb() {
    mishaps.begin();
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
    pool.close();
    digest.flush();
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
