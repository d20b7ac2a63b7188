package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.check.HealthCheck;
import io.health4j.docker.ContainerChecks;
import io.health4j.docker.ContainerEngine;
import io.health4j.docker.orphan.Leases;
import io.health4j.docker.orphan.Orphans;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A search whose candidates run in containers, some of which crash, and the monitor that finds what
 * is left behind and removes it.
 */
final class ContainersShow implements Show {

  static final String SEARCH = "search";

  private static final String ENGINE = "engine";
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** A third of the default: who cannot be judged at once is waited for no longer than that. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  /** What is removed is a demo's, and nobody waits for its last words. */
  private static final int REMOVALS_PER_MINUTE = 600;

  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 100;
  private static final Duration LAST_ITERATION = Duration.ofSeconds(15);

  private final ContainersOptions options;
  private final Stage stage;
  private final SandboxLoop loop;
  private final SandboxPlan plan;
  private final HostKill kill;
  private final HealthMonitor monitor;
  private final SandboxNews news;
  private final Orphans orphans;
  private final FinalSweep sweep;
  private final ContainerEngine engine;
  private final Thread searcher;
  private final ContainersBoard board;
  private volatile AutoCloseable guard = () -> {};

  ContainersShow(
      ContainersOptions options, Stage stage, Sandboxes sandboxes, ContainerEngine engine) {
    this.options = options;
    this.stage = stage;
    this.engine = engine;
    String run = UUID.randomUUID().toString();
    Leases leases = leases();
    orphans = orphans(engine, leases);
    plan = new SandboxPlan(options.seed(), options.crashes());
    loop = new SandboxLoop(sandboxes, leases, run, plan, options.seed(), stage);
    kill = new HostKill(HostKill.command(run), loop.tally(), stage.events());
    news = new SandboxNews(loop.tally(), stage);
    monitor = monitor();
    sweep = new FinalSweep(orphans::sweep, sandboxes, run, stage.events(), 2 * PAUSE_MILLIS);
    searcher = Daemons.thread(loop, "demo-search");
    board = new ContainersBoard(title(), monitor, loop, kill, stage);
  }

  /** Where the leases are, of this host and of the one that is killed. */
  static Leases leases() {
    return Leases.standard().duration(LEASE);
  }

  private static Orphans orphans(ContainerEngine engine, Leases leases) {
    return Orphans.builder(engine, leases, SandboxLoop.OWNER)
        .enforce()
        .grace(GRACE)
        .perMinute(REMOVALS_PER_MINUTE)
        .build();
  }

  /** Told of as late before the monitor, whose timeout is the interval, gives it up. */
  private static HealthCheck sandboxes(ContainerEngine engine) {
    return ContainerChecks.builder(engine)
        .label("io.health4j.owner", SandboxLoop.OWNER)
        .timeout(INTERVAL.multipliedBy(8).dividedBy(10))
        .build();
  }

  /** An engine in trouble does not make the search ill before its sandboxes are. */
  private HealthMonitor monitor() {
    MonitorBuilder builder =
        HealthMonitor.builder()
            .watch(
                SEARCH,
                target ->
                    target
                        .interval(INTERVAL)
                        .wakeOn(engine.events())
                        .check("loop", loop.health(), check -> check.weight(50).vital())
                        .check("sandboxes", sandboxes(engine), check -> check.weight(25))
                        .check("orphans", orphans.check(), check -> check.weight(25)))
            .watch(
                ENGINE,
                target -> target.interval(INTERVAL).check("engine", ContainerChecks.engine(engine)))
            .listener(news)
            .metrics(stage.metrics())
            .alerts(DemoRules.containers())
            .recover(orphans.policy());
    options.routes().forEach(builder::route);
    return builder.build();
  }

  @Override
  public String title() {
    return Texts.format(
        "%s; %d at once, seed %d; %d%% crash after %d s; %s",
        loop.title(),
        SandboxLoop.SANDBOXES,
        options.seed(),
        options.crashes(),
        Session.CALM.toSeconds(),
        stage.url());
  }

  /** One in 15 s. */
  @Override
  public int linesPerTable() {
    return 3;
  }

  @Override
  public void start() {
    guard = orphans.guard();
    searcher.start();
    monitor.start();
  }

  @Override
  public void disturb() {
    if (options.crashes() > 0) {
      stage.events().tell("trouble begins: sandboxes crash, iterations throw, a host is killed");
      plan.begin();
      Daemons.thread(kill, "demo-host").start();
    }
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
    kill.stop();
    loop.stop();
    try {
      searcher.join(LAST_ITERATION.toMillis());
      guard.close();
      OptionalInt left = sweep.run();
      board.left(left);
      hearOfAllRemovals();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      stage.events().tell("the guard does not end: " + Texts.firstLine(e));
    }
    news.flush();
  }

  /** The monitor's next look tells of them. */
  private void hearOfAllRemovals() throws InterruptedException {
    SandboxTally tally = loop.tally();
    for (int i = 0; i < 30 && tally.removed().sum() < tally.orphaned(); i++) {
      monitor.wake(SEARCH);
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public List<String> summary() {
    return board.summary();
  }

  /** Whether nothing was left. */
  @Override
  public boolean succeeded() {
    return board.isClean();
  }

  @Override
  public void close() {
    monitor.close();
    engine.close();
  }
}
