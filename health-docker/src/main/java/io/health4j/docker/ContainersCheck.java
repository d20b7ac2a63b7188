package io.health4j.docker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthSource.Subscription;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.usage.SeenUsage;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One look at all containers, under one deadline.
 *
 * <p>A list is cheap, and a close look at one container is not. So each look begins with the list,
 * and looks closely only at containers that are new, that the list shows in another state, that an
 * event named, or that were not looked at for a minute. Then what the running ones use is read.
 * When the engine does not answer, what is known stands for a while: the answer is not HEALTHY, and
 * tells why and how old the rest is.
 */
final class ContainersCheck implements HealthCheck.Closeable {

  /** What was last known of containers is told for so long (this project's own judgement). */
  static final Duration KEPT = Duration.ofMinutes(10);

  /** The part of the time that the engine must leave: usage can be read without it. */
  private static final int RESERVE = 4;

  private final EngineCalls engine;
  private final UsageSource usages;
  private final EventFeed stream;
  private final ContainerSettings settings;
  private final StateJudge stateJudge;
  private final UsageJudge usageJudge;
  private final News news;
  private final Roster roster;
  private final EngineClock clock = new EngineClock();

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private @Nullable Subscription subscription;

  /**
   * A check; nothing is asked before its first call.
   *
   * @throws IllegalArgumentException when limits are out of order
   */
  ContainersCheck(
      EngineCalls engine, UsageSource usages, EventFeed stream, ContainerSettings settings) {
    this.engine = engine;
    this.usages = usages;
    this.stream = stream;
    this.settings = settings;
    this.stateJudge = new StateJudge(settings);
    this.usageJudge = new UsageJudge(settings);
    this.news = new News(settings.labels());
    this.roster = new Roster(settings);
  }

  @Override
  public CheckResult check(CheckContext context) throws InterruptedException {
    if (!listen()) {
      return CheckResult.unknown("the check is closed");
    }
    Ticker ticker = context.ticker();
    long begin = ticker.read();
    long time = settings.timeout().toNanos();
    var report = new ContainerReport(settings, begin);
    EngineException trouble =
        ask(new EngineLook(engine, ticker, begin + time - time / RESERVE), report);
    summary(trouble, report);
    if (roster.isKnown()) {
      readUsage(ticker, begin + time, report);
      describe(context, trouble == null, report);
    }
    return report.build();
  }

  /** Asks for what is new; what was wrong with that, or null. */
  private @Nullable EngineException ask(EngineLook look, ContainerReport report)
      throws InterruptedException {
    try {
      roster.listed(look.list(settings.labels()), report.tick());
    } catch (EngineException e) {
      return e; // events wait until it is known whose they are
    }
    for (EngineEvent event : news.take()) {
      clock.saw(event.at(), report.tick());
      roster.heard(event, report);
    }
    EngineLook.Seen seen = look.inspect(roster.due(report.tick()));
    seen.states().values().forEach(state -> sawTimes(state, report.tick()));
    for (ContainerWatch watch : roster.watches()) {
      ContainerState state = seen.states().get(watch.id());
      String reason = seen.troubles().get(watch.id());
      clock.saw(watch.entry().created(), report.tick());
      if (state != null) {
        watch.inspected(state, clock, report);
      } else if (reason != null) {
        watch.troubled(reason);
      }
    }
    return seen.broken();
  }

  private void sawTimes(ContainerState state, long tick) {
    clock.saw(state.startedAt(), tick);
    clock.saw(state.finishedAt(), tick);
  }

  private void readUsage(Ticker ticker, long end, ContainerReport report)
      throws InterruptedException {
    long left = end - ticker.read();
    if (left <= 0) {
      return; // what was read before stands, and grows older
    }
    var running = new ArrayList<ContainerState>();
    for (ContainerWatch watch : roster.watches()) {
      ContainerState state = watch.state();
      if (state != null && watch.isRunning()) {
        running.add(state);
      }
    }
    Map<String, SeenUsage> read = usages.read(running, Duration.ofNanos(left), ticker);
    for (ContainerWatch watch : roster.watches()) {
      watch.used(watch.isRunning() ? read.get(watch.id()) : null, report);
    }
  }

  private void summary(@Nullable EngineException trouble, ContainerReport report) {
    if (roster.isKnown()) {
      int running = roster.states().getOrDefault("running", 0);
      int total = roster.total();
      report.say(total + (total == 1 ? " container, " : " containers, ") + running + " running");
    }
    if (trouble != null) {
      report.find(ContainerCondition.ENGINE_UNREACHABLE, EngineTrouble.finding(trouble));
      report.say(String.valueOf(trouble.getMessage()));
      long age = report.tick() - roster.listedAt();
      if (roster.isKnown() && age > 0) {
        report.say("the rest is as of " + Durations.text(age) + " ago");
      }
    }
    if (roster.unread() > 0) {
      report.say(roster.unread() + " are counted only");
    }
    long lost = news.takeLost();
    if (lost > 0) {
      report.say(lost + " events were lost");
    }
  }

  private void describe(CheckContext context, boolean answered, ContainerReport report) {
    boolean current = report.tick() - roster.listedAt() <= KEPT.toNanos();
    for (ContainerWatch watch : roster.watches()) {
      if (current) {
        stateJudge.judge(watch, context, report);
        ContainerMetrics.state(watch, clock, report);
      }
      usageJudge.judge(watch, report);
      ContainerMetrics.usage(watch, report);
      if (answered) {
        usageJudge.stale(watch, report);
      }
    }
    if (current) {
      ContainerMetrics.all(roster, report);
    }
    ContainerMetrics.age(roster, report);
  }

  /** Begins to listen to events, once; whether the check is still open. */
  private boolean listen() {
    synchronized (this) {
      if (closed || subscription != null) {
        return !closed;
      }
    }
    Subscription begun = stream.listen(news);
    synchronized (this) {
      if (!closed) {
        subscription = begun;
        return true;
      }
    }
    begun.close();
    return false;
  }

  @Override
  public void close() {
    Subscription ended;
    synchronized (this) {
      closed = true;
      ended = subscription;
      subscription = null;
    }
    if (ended != null) {
      ended.close();
    }
  }
}
