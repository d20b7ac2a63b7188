package io.health4j.docker.orphan;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import io.health4j.docker.api.EngineException;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Counts an owner's containers and orphans, and tells what was removed since the last look. */
final class OrphansCheck implements HealthCheck {

  static final Threshold LIMIT =
      Threshold.above()
          .warning(3, 2)
          .critical(10, 8)
          .source("this project's own judgement")
          .build();

  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final int STUCK_TOLD = 20;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final Metric OWNED =
      Metric.gauge("health.containers.owned", "{container}", "Containers of this owner.");
  private static final Metric ORPHANED =
      Metric.gauge(
          "health.containers.orphaned", "{container}", "Containers whose owner lives no longer.");
  private static final Metric UNSEEN =
      Metric.gauge(
          "health.containers.unseen",
          "{container}",
          "Containers of this owner whose lease cannot be seen from here.");
  private static final Metric REMOVED =
      Metric.counter("health.containers.removed", "{container}", "Orphans that were removed.");
  private static final Metric LEASE_AGE =
      Metric.gauge(
          "health.containers.lease.age", "s", "Time since this process last renewed its leases.");

  private final OrphanFinder finder;
  private final LeaseBook leases;
  private final String owner;
  private final Stubborn stubborn;
  private final Journal journal;
  private final Ticker ticker;

  OrphansCheck(
      OrphanFinder finder,
      LeaseBook leases,
      String owner,
      Stubborn stubborn,
      Journal journal,
      Ticker ticker) {
    this.finder = finder;
    this.leases = leases;
    this.owner = owner;
    this.stubborn = stubborn;
    this.journal = journal;
    this.ticker = ticker;
  }

  @Override
  public CheckResult check(CheckContext context) throws InterruptedException {
    var result = CheckResult.builder();
    try {
      listed(context, finder.find(WITHIN), result);
    } catch (EngineException e) {
      result
          .message(String.valueOf(e.getMessage()))
          .finding(
              Finding.of("container-engine-unreachable", "", Status.UNKNOWN)
                  .remedy("See that the container engine runs and may be asked."));
    }
    lease(result);
    result.reading(REMOVED, (double) journal.count());
    journal.take(context.ticker().read() - ticker.read()).forEach(result::occurrence);
    return result.build();
  }

  private void listed(CheckContext context, OrphanList list, ResultBuilder result) {
    int orphans = list.orphans().size();
    result
        .message(message(list))
        .reading(OWNED, list.owned())
        .reading(ORPHANED, orphans)
        .reading(UNSEEN, list.unseen().size())
        .judge(
            context,
            "containers-orphaned",
            owner,
            orphans,
            LIMIT,
            "See what ends without removing its containers, and have orphans removed.");
    stubborn.stuck(list.orphans()).stream()
        .limit(STUCK_TOLD)
        .forEach(each -> result.finding(finding(each)));
  }

  private String message(OrphanList list) {
    String all = list.owned() + (list.owned() == 1 ? " container of " : " containers of ") + owner;
    String text =
        list.orphans().isEmpty()
            ? "no orphans among " + all
            : Orphan.count(list.orphans().size())
                + " among "
                + all
                + ": "
                + Orphan.texts(list.orphans());
    return list.unseen().isEmpty()
        ? text
        : text + "; never touched: " + Orphan.texts(list.unseen());
  }

  private Finding finding(Stubborn.Stuck stuck) {
    return Finding.of("containers-orphaned", owner + "/" + stuck.orphan().name(), Status.WARNING)
        .remedy("Remove it by hand; the engine could not: " + stuck.reason());
  }

  private void lease(ResultBuilder result) {
    OptionalLong age = leases.unrenewedNanos();
    if (age.isEmpty()) {
      return;
    }
    long nanos = age.getAsLong();
    result.reading(LEASE_AGE, nanos / SECOND);
    long lasts = leases.duration().toNanos();
    if (nanos > lasts) {
      result.finding(
          Finding.of("container-lease", owner, Status.WARNING)
              .value(nanos / SECOND)
              .limit(lasts / SECOND, "a lease lasts " + Durations.text(lasts))
              .remedy(
                  "See that its folder can be written: " + leases.trouble().orElse("no error")));
    }
  }
}
