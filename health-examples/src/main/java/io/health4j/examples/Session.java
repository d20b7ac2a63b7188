package io.health4j.examples;

import io.health4j.prometheus.PrometheusExporter;
import io.health4j.prometheus.ScrapeEndpoint;
import io.health4j.prometheus.ScrapeSource;
import io.health4j.time.Ticker;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** One run of a show: how long it takes, when trouble begins, and when what is painted or told. */
final class Session {

  /** So long all is well before the trouble begins. */
  static final Duration CALM = Duration.ofSeconds(10);

  private static final Duration FOR_EVER = Duration.ofDays(365);
  private static final Duration PAINT = Duration.ofMillis(500);
  private static final Duration LOG = Duration.ofSeconds(5);

  private final Optional<Duration> seconds;
  private final Terminal terminal;
  private final Screen screen;
  private final ScrapeEndpoint metrics;
  private final Stage stage;
  private final Show show;
  private final Thread painter = Daemons.thread(this::keepShowing, "demo-screen");
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean finished = new AtomicBoolean();
  private int logLines;

  /**
   * Makes all parts, and starts those that can fail.
   *
   * @param seconds after how long to stop; empty for never
   * @param port where metrics are served; 0 for any free one
   * @throws UsageException when the port cannot be had
   */
  Session(Optional<Duration> seconds, int port, Terminal terminal, Function<Stage, Show> play) {
    this.seconds = seconds;
    this.terminal = terminal;
    var exporter = PrometheusExporter.create();
    metrics = serve(exporter, port);
    screen = new Screen(terminal);
    var ticker = Ticker.system();
    long startTick = ticker.read();
    stage =
        new Stage(
            terminal,
            ticker,
            startTick,
            new EventLog(ticker, startTick, this::tell),
            exporter,
            metrics.url());
    show = play.apply(stage);
  }

  private static ScrapeEndpoint serve(ScrapeSource source, int port) {
    try {
      return ScrapeEndpoint.builder(source).port(port).start();
    } catch (UncheckedIOException e) {
      throw new UsageException(e.getMessage() + " (--port)");
    }
  }

  private void tell(String line) {
    if (!terminal.live()) {
      screen.print(Texts.fold(line, terminal.columns()));
    }
  }

  /** Runs until the time is over, or {@link #finish()} is called by another thread. */
  void run() {
    stage.events().tell(show.title());
    show.start();
    painter.start();
    Duration time = seconds.orElse(FOR_EVER);
    try {
      if (time.compareTo(CALM) > 0 && !isOverAfter(CALM)) {
        show.disturb();
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
      screen.paint(show.page());
    } else {
      screen.print(Texts.fold(Texts.stamped(stage.running(), show.line()), terminal.columns()));
      if (++logLines % show.linesPerTable() == 0) {
        screen.print(show.table());
      }
    }
  }

  /** Ends all, and tells the summary; the first call does, others wait for nothing. */
  void finish() {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    show.stop();
    screen.leave(show.summary());
    show.close();
    metrics.close();
    over.countDown();
  }

  /** Whether the show came to what it was for. */
  boolean succeeded() {
    return show.succeeded();
  }
}
