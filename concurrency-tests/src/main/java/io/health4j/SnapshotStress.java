package io.health4j;

import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.report.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** What readers see of a monitor that samples meanwhile. */
public final class SnapshotStress {

  private static final HealthCheck CHECK =
      context -> CheckResult.healthy("", Reading.of(Metric.gauge("m", "1", "A metric."), 7));

  private SnapshotStress() {}

  private static HealthMonitor monitor(HealthListener listener) {
    return HealthMonitor.builder()
        .clocks(() -> 5, () -> Instant.EPOCH)
        .history(100_000)
        .listener(listener)
        .watch("t", t -> t.interval(Duration.ofMinutes(1)).check("c", CHECK))
        .build();
  }

  /** All of a health, in one text: state, checks, readings, score. */
  private static String seen(HealthMonitor monitor) {
    TargetHealth health = monitor.report().targets().get(0);
    int readings = health.outcomes().stream().mapToInt(o -> o.result().readings().size()).sum();
    return health.status() + " " + health.outcomes().size() + " " + readings + " " + health.score();
  }

  /** A sample is seen whole or not at all, and once seen it stays. */
  @JCStressTest
  @Outcome(id = "UNKNOWN 0 0 none.*, UNKNOWN 0 0 none.*", expect = Expect.ACCEPTABLE)
  @Outcome(id = "UNKNOWN 0 0 none.*, HEALTHY 1 1 1.00", expect = Expect.ACCEPTABLE)
  @Outcome(id = "HEALTHY 1 1 1.00, HEALTHY 1 1 1.00", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "half a sample, or an older one again")
  @State
  public static class Report {

    private final HealthMonitor monitor = monitor(event -> {});

    @Actor
    public void poll() {
      monitor.poll();
    }

    @Actor
    public void read(LL_Result r) {
      r.r1 = seen(monitor);
      r.r2 = seen(monitor);
    }
  }

  /** A sample that is counted is published. */
  @JCStressTest
  @Outcome(id = "0, .*", expect = Expect.ACCEPTABLE, desc = "not counted yet")
  @Outcome(id = "1, HEALTHY 1 1 1.00", expect = Expect.ACCEPTABLE, desc = "counted and there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "counted, and the report does not have it")
  @State
  public static class Counted {

    private final HealthMonitor monitor = monitor(event -> {});

    @Actor
    public void poll() {
      monitor.poll();
    }

    @Actor
    public void read(JL_Result r) {
      r.r1 = monitor.statistics().samples();
      r.r2 = seen(monitor);
    }
  }

  /**
   * What is removed while it is sampled leaves nothing behind, and its removal is its last event.
   */
  @JCStressTest
  @Outcome(id = "0, 0, TargetRemoved", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "something of it is left, or told after its end")
  @State
  public static class Removal {

    private String last = "";
    private final Engine engine =
        new Engine(() -> 5, () -> Instant.EPOCH, 100_000, 1, 1, Plans.NONE);

    /** A monitor's engine with one target that is due. */
    public Removal() {
      engine.add(TargetSpec.of("t", t -> t.check("c", CHECK)));
      engine.listen(event -> last = event.getClass().getSimpleName());
    }

    @Actor
    public void poll() {
      engine.poll();
    }

    @Actor
    public void host() {
      engine.remove("t");
    }

    @Arbiter
    public void after(LLL_Result r) {
      engine.events.drain();
      r.r1 = engine.history().bytes();
      r.r2 = engine.report().targets().size();
      r.r3 = last;
    }
  }
}
