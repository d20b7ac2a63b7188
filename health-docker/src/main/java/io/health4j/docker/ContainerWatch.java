package io.health4j.docker;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.health4j.check.Attributes;
import io.health4j.check.Status;
import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.usage.SeenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One container that is looked at closely, and what is remembered of it from look to look. Used by
 * one thread at a time.
 */
final class ContainerWatch {

  /** A state that nothing seemed to change is looked at again after this (own judgement). */
  private static final long INSPECT_NANOS = Duration.ofSeconds(60).toNanos();

  /** By how much the first time comes earlier, by the id, so that they do not all come at once. */
  private static final Duration SPREAD = Duration.ofSeconds(40);

  private final ContainerSettings settings;

  /** Whether it was not there at the look before: all that happened to it is news. */
  private final boolean fresh;

  private final Deaths deaths = new Deaths();
  private final OomKills oomKills = new OomKills();
  private final Restarts restarts;
  private final UsageTrack usage = new UsageTrack();
  private final Map<ContainerCondition, Status> verdicts = new EnumMap<>(ContainerCondition.class);
  private ContainerEntry entry;
  private ContainerAttributes attributes;
  private long stateSince;
  private @Nullable ContainerState state;
  private long next;
  private boolean due = true;
  private String trouble = "";

  ContainerWatch(ContainerEntry entry, ContainerSettings settings, boolean fresh, long tick) {
    this.entry = entry;
    this.settings = settings;
    this.fresh = fresh;
    this.stateSince = tick;
    this.restarts = new Restarts((int) Math.ceil(settings.limit(ContainerLimit.RESTARTS_CRITICAL)));
    this.attributes = ContainerAttributes.of(entry.id(), entry.name(), entry.image());
  }

  /** It is in the engine's list. */
  void listed(ContainerEntry now, long tick) {
    ContainerEntry before = entry;
    entry = now;
    if (!now.name().equals(before.name()) || !now.image().equals(before.image())) {
      attributes = ContainerAttributes.of(now.id(), now.name(), now.image());
    }
    if (!now.state().equals(before.state())) {
      stateSince = tick;
      due = true;
    }
    due |= !timeless(now.status()).equals(timeless(before.status()));
  }

  /** What stays of {@code Up 5 minutes (unhealthy)} while nothing changes. */
  private static String timeless(String status) {
    int open = status.indexOf('(');
    int close = status.indexOf(')', open + 1);
    return open < 0 || close < 0 ? "" : status.substring(open + 1, close);
  }

  /** An event names it. */
  void heard(EngineEvent event, ContainerReport report) {
    due = true;
    if (event.action().equals("die") && deaths.byEvent(event.at())) {
      Happenings.died(report, name(), Roster.exitCode(event), attributes());
    } else if (event.action().equals("oom") && oomKills.byEvent(event.at(), report.tick())) {
      Happenings.oomKilled(report, name(), attributes());
    }
  }

  boolean isDue(long tick) {
    return due || state == null || tick - next >= 0;
  }

  /** It could not be looked at, for this reason. */
  void troubled(String reason) {
    trouble = reason;
    due = true;
  }

  /** It was looked at. */
  void inspected(ContainerState now, EngineClock clock, ContainerReport report) {
    ContainerState before = state;
    state = now;
    due = false;
    trouble = "";
    long early = before == null ? Math.floorMod(id().hashCode(), SPREAD.toMillis()) : 0;
    next = report.tick() + INSPECT_NANOS - MILLISECONDS.toNanos(early);
    if (before == null ? fresh : !before.startedAt().equals(now.startedAt())) {
      usage.beganAnew();
    }
    restarted(before == null && fresh, now.restarts(), report);
    Optional<Instant> finished = now.finishedAt();
    if (finished.isEmpty()) {
      return;
    }
    if (before == null && !fresh) {
      endedLongAgo(now, clock.since(finished.get(), report.tick()).toNanos(), report.tick());
    } else if (before == null || !before.finishedAt().equals(finished)) {
      ended(now, finished.get(), report);
    }
  }

  private void restarted(boolean anew, long count, ContainerReport report) {
    if (anew) {
      restarts.counted(0, report.tick());
    }
    long grown = restarts.counted(count, report.tick());
    if (grown > 0) {
      Happenings.restarted(report, name(), grown, attributes());
    }
  }

  /** Its last run ended before this check began. */
  private void endedLongAgo(ContainerState now, long age, long tick) {
    now.finishedAt().ifPresent(deaths::known);
    if (now.oomKilled() && age <= settings.nanos(ContainerLimit.OOM_MINUTES)) {
      oomKills.seen(tick - age);
    }
  }

  private void ended(ContainerState now, Instant finished, ContainerReport report) {
    if (deaths.byState(finished)) {
      OptionalInt code = now.isRunning() ? OptionalInt.empty() : OptionalInt.of(now.exitCode());
      Happenings.died(report, name(), code, attributes());
    }
    if (now.oomKilled() && oomKills.seen(report.tick())) {
      Happenings.oomKilled(report, name(), attributes());
    }
  }

  /** What it uses was read, or stands as it last was; null when nothing is known. */
  void used(@Nullable SeenUsage now, ContainerReport report) {
    if (now == null) {
      usage.forget();
    } else if (usage.seen(now) > 0 && oomKills.seen(report.tick())) {
      Happenings.oomKilled(report, name(), attributes());
    }
  }

  String id() {
    return entry.id();
  }

  String name() {
    return entry.name();
  }

  ContainerEntry entry() {
    return entry;
  }

  /** How it was when it was looked at last; null before that. */
  @Nullable ContainerState state() {
    return state;
  }

  /** Whether it has processes, as far as is known. */
  boolean isRunning() {
    return entry.isRunning() && state != null && state.isRunning();
  }

  /** When its state was first seen as it is. */
  long stateSince() {
    return stateSince;
  }

  /** Why it could not be looked at lately; mostly empty. */
  String trouble() {
    return trouble;
  }

  UsageTrack usage() {
    return usage;
  }

  Restarts restarts() {
    return restarts;
  }

  OomKills oomKills() {
    return oomKills;
  }

  ContainerAttributes allAttributes() {
    return attributes;
  }

  Attributes attributes() {
    return attributes.plain();
  }

  /** The last verdict on a condition, for its hysteresis. */
  Status before(ContainerCondition condition) {
    return verdicts.getOrDefault(condition, Status.HEALTHY);
  }

  void judged(ContainerCondition condition, Status status) {
    verdicts.put(condition, status);
  }
}
