package io.health4j.docker;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Threshold;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineInfo;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Whether an engine answers, how quickly, what its data take, and how full their disk is. */
final class EngineCheck implements HealthCheck {

  static final String DISK = "container-engine-disk";

  /**
   * WARNING from where the kubelet begins to throw images away (imageGCHighThresholdPercent, 85 %)
   * down to where it ends (imageGCLowThresholdPercent, 80 %); CRITICAL is this project's own
   * judgement.
   */
  static final Threshold FULL =
      Threshold.above().warning(0.85, 0.80).critical(0.95, 0.90).source("default").build();

  private static final Metric LATENCY =
      Metric.gauge(
          "health.container.engine.latency", "s", "How long the engine took to say who it is.");
  private static final Metric STUCK =
      Metric.gauge(
          "health.container.engine.calls.stuck",
          "{call}",
          "Calls to the engine that were given up and have not come to an end.");
  private static final Metric UTILIZATION =
      Metric.gauge(
          "health.container.engine.disk.utilization",
          "1",
          "Used share of the file system on which the engine keeps its data.");
  private static final String REMEDY =
      "Remove images, containers, volumes and build caches that are no longer needed.";

  private record Answer(EngineInfo info, long nanos) {}

  private final ContainerEngine engine;
  private final EngineRoot root;
  private final Duration within;
  private final EngineData data;

  EngineCheck(ContainerEngine engine) {
    this(engine, EngineRoot.HERE, ContainerEngine.TIMEOUT);
  }

  EngineCheck(ContainerEngine engine, EngineRoot root, Duration within) {
    this.engine = engine;
    this.root = root;
    this.within = within;
    this.data = new EngineData(engine);
  }

  @Override
  public CheckResult check(CheckContext context) throws InterruptedException {
    var result = CheckResult.builder();
    try {
      Ticker ticker = context.ticker();
      tell(result, engine.ask(within, api -> ask(api, ticker)));
      data.ask(ticker.read());
    } catch (EngineException e) {
      result.message(String.valueOf(e.getMessage())).finding(EngineTrouble.finding(e));
    }
    data.tell(result, context);
    judgeDisk(result, context);
    return result.reading(STUCK, engine.stuckCalls()).build();
  }

  private Answer ask(EngineApi api, Ticker ticker) throws EngineException {
    long begun = ticker.read();
    EngineInfo info = engine.askInfo(api);
    return new Answer(info, ticker.read() - begun);
  }

  private static void tell(ResultBuilder result, Answer answer) {
    EngineInfo info = answer.info;
    String name = info.name().isEmpty() ? "the engine" : info.name();
    String time = Durations.text(answer.nanos);
    String text =
        name + " " + info.version() + " (API " + info.apiVersion() + ") answered in " + time;
    String blind = "; what containers use is not known, as it has no cgroups";
    result
        .message(info.knowsUsage() ? text : text + blind)
        .reading(LATENCY, (double) answer.nanos / TimeUnit.SECONDS.toNanos(1));
  }

  /** Also when the engine is away: a full disk may be why. */
  private void judgeDisk(ResultBuilder result, CheckContext context) {
    Optional<String> folder =
        engine.info().map(EngineInfo::root).filter(at -> engine.isLocal() && !at.isEmpty());
    if (folder.isEmpty()) {
      return;
    }
    OptionalDouble full = root.utilization(folder.get());
    if (full.isPresent()) {
      result.reading(UTILIZATION, full.getAsDouble());
      result.judge(context, DISK, folder.get(), full.getAsDouble(), FULL, REMEDY);
    }
  }
}
