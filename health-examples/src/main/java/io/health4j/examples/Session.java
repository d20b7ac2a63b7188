package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.micrometer.MicrometerMetricsBinder;
import io.health4j.time.Ticker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of the demo: the search, the monitor in it, and what shows both. */
final class Session {

  /** So long all is well before the trouble begins. */
  private static final Duration CALM = Duration.ofSeconds(10);

  private static final Duration FOR_EVER = Duration.ofDays(365);
  private static final Duration PAINT = Duration.ofMillis(500);
  private static final Duration LOG = Duration.ofSeconds(5);

  /** In a log, so many lines of state to a whole table: one a minute. */
  private static final int LINES_PER_TABLE = 12;

  private final DemoOptions options;
  private final Terminal terminal;
  private final Screen screen;
  private final Search search;
  private final TroubleMaker troubles;
  private final EventLog events;
  private final HealthMonitor monitor;
  private final MetricsServer metrics;
  private final Dashboard dashboard;
  private final Summary summary;
  private final Thread searcher;
  private final Thread painter = daemon(this::keepShowing, "demo-screen");
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean finished = new AtomicBoolean();
  private int logLines;

  /**
   * Makes all parts, and starts those that can fail.
   *
   * @throws UsageException when the port cannot be had
   */
  Session(DemoOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
    var ticker = Ticker.system();
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    metrics = MetricsServer.start(options.port(), registry::scrape);
    screen = new Screen(terminal);
    troubles = new TroubleMaker(options.trouble(), ticker);
    search = new Search(Search.VARIABLES, options.seed(), troubles, ticker);
    long startTick = ticker.read();
    events = new EventLog(troubles, ticker, startTick, this::show);
    Path results = Path.of("").toAbsolutePath();
    monitor =
        Watch.machine(Watch.search(search, troubles, results), results)
            .listener(events)
            .metrics(new MicrometerMetricsBinder(registry))
            .build();
    dashboard = new Dashboard(title(), monitor, search, events, terminal, ticker, startTick);
    summary =
        new Summary(monitor, dashboard, events, search, options.trouble(), terminal, startTick);
    searcher = daemon(search, "demo-search");
  }

  private static Thread daemon(Runnable work, String name) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private String title() {
    return Texts.format(
        "MAX-3-SAT, %,d variables, %,d clauses, seed %d; a sample every %d s; %s",
        Search.VARIABLES,
        search.clauses(),
        options.seed(),
        Watch.INTERVAL.toSeconds(),
        metrics.url());
  }

  private void show(String line) {
    if (!terminal.live()) {
      Texts.fold(line, terminal.columns()).forEach(screen::print);
    }
  }

  /** Runs until the time is over, or {@link #finish()} is called by another thread. */
  void run() {
    events.tell(title());
    searcher.start();
    monitor.start();
    painter.start();
    Duration time = options.seconds().orElse(FOR_EVER);
    try {
      if (options.trouble().isPresent() && time.compareTo(CALM) > 0 && !isOverAfter(CALM)) {
        begin(options.trouble().get());
        time = time.minus(CALM);
      }
      if (!isOverAfter(time)) {
        finish();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      finish();
    }
  }

  private boolean isOverAfter(Duration time) throws InterruptedException {
    return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void keepShowing() {
    try {
      while (!isOverAfter(terminal.live() ? PAINT : LOG)) {
        refresh();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refresh() {
    if (terminal.live()) {
      screen.paint(dashboard.page());
    } else {
      screen.print(Texts.stamped(dashboard.running(), dashboard.line()));
      if (++logLines % LINES_PER_TABLE == 0) {
        dashboard.table().forEach(screen::print);
      }
    }
  }

  private void begin(Trouble trouble) {
    troubles.begin();
    events.tell("trouble begins: " + trouble.text());
  }

  /** Ends all, and tells the summary; the first call does, others wait for nothing. */
  void finish() {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    search.stop();
    screen.leave(summary.lines());
    monitor.close();
    metrics.close();
    over.countDown();
  }
}
