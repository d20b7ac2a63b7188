package io.health4j.check;

import io.health4j.time.LostTime;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DD_Result;
import org.openjdk.jcstress.infra.results.JJJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** What {@link TaskStats} and {@link Heartbeat} claim of many writers and a check beside them. */
public final class TaskStress {

  private TaskStress() {}

  /** The distribution of durations of a type. */
  private static Distribution durations(TaskType type) {
    var result = CheckResult.builder();
    type.readings(result);
    return Objects.requireNonNull(result.build().readings().get(0).distribution());
  }

  /** Two writers lose no count. */
  @JCStressTest
  @Outcome(id = "3, 1", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "a count is lost")
  @State
  public static class Outcomes {

    private final TaskType type = new TaskType("t");

    @Actor
    public void one() {
      type.finished(5, true);
      type.finished(5, true);
    }

    @Actor
    public void other() {
      type.finished(5, true);
      type.finished(5, false);
    }

    @Arbiter
    public void check(JJ_Result r) {
      r.r1 = type.succeeded();
      r.r2 = type.failed();
    }
  }

  /** Nor anything of the durations. */
  @JCStressTest
  @Outcome(id = "4, 22, 8", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "a duration is lost")
  @State
  public static class Durations {

    private final TaskType type = new TaskType("t");

    @Actor
    public void one() {
      type.finished(3, true);
      type.finished(7, true);
    }

    @Actor
    public void other() {
      type.finished(8, true);
      type.finished(4, true);
    }

    @Arbiter
    public void check(JJJ_Result r) {
      Distribution durations = durations(type);
      r.r1 = durations.count();
      r.r2 = Math.round(durations.sum() * 1e9);
      r.r3 = Math.round(durations.max() * 1e9);
    }
  }

  /** What the check divides by is in the sum already. */
  @JCStressTest
  @Outcome(id = "0, (0|7|14)", expect = Expect.ACCEPTABLE, desc = "none is counted yet")
  @Outcome(id = "1, (7|14)", expect = Expect.ACCEPTABLE, desc = "one")
  @Outcome(id = "2, 14", expect = Expect.ACCEPTABLE, desc = "both")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a task without its duration")
  @State
  public static class Mean {

    private final TaskType type = new TaskType("t");

    @Actor
    public void task() {
      type.finished(7, true);
      type.finished(7, true);
    }

    @Actor
    public void check(JJ_Result r) {
      r.r1 = type.succeeded();
      r.r2 = type.sumNanos();
    }
  }

  /** Of two new types one finds the last room, and the other is counted under {@code other}. */
  @JCStressTest
  @Outcome(id = "\\[(a|b)=1, other=1\\], 1", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "a task is lost, or there is a type too many")
  @State
  public static class NewTypes {

    private final TaskStats stats = TaskStats.builder().maxTypes(1).build();

    @Actor
    public void one() {
      stats.record("a", 5, true);
    }

    @Actor
    public void other() {
      stats.record("b", 5, true);
    }

    @Arbiter
    public void check(LL_Result r) {
      r.r1 = stats.used().stream().map(each -> each.name() + "=" + each.succeeded()).toList();
      r.r2 = stats.dropped();
    }
  }

  /** A new type that two writers bring at once is one type. */
  @JCStressTest
  @Outcome(id = "\\[a=2\\], 0", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "a task is lost, or there is a type too many")
  @State
  public static class SameNewType {

    private final TaskStats stats = TaskStats.builder().maxTypes(1).build();

    @Actor
    public void one() {
      stats.record("a", 5, true);
    }

    @Actor
    public void other() {
      stats.record("a", 5, true);
    }

    @Arbiter
    public void check(LL_Result r) {
      r.r1 = stats.used().stream().map(each -> each.name() + "=" + each.succeeded()).toList();
      r.r2 = stats.dropped();
    }
  }

  /** A task that two threads close has ended once. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "it ended twice, or never")
  @State
  public static class ClosedTwice {

    private final TaskType type = new TaskType("t");
    private final TaskRun run = new TaskRun(type, () -> 0);

    @Actor
    public void one() {
      run.close();
    }

    @Actor
    public void other() {
      run.close();
    }

    @Arbiter
    public void check(JJ_Result r) {
      r.r1 = type.failed();
      r.r2 = type.succeeded();
    }
  }

  /** A beat that is seen has the tick that was read, whole, and none before it comes back. */
  @JCStressTest
  @Outcome(id = "30\\.0, (30|20|10)\\.0", expect = Expect.ACCEPTABLE, desc = "since the creation")
  @Outcome(id = "20\\.0, (20|10)\\.0", expect = Expect.ACCEPTABLE, desc = "since the first beat")
  @Outcome(id = "10\\.0, 10\\.0", expect = Expect.ACCEPTABLE, desc = "since the second")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a tick that nobody read, or an older one again")
  @State
  public static class Beats {

    private static final long STEP = 10_000_000_000L; // more than 32 bits

    private final AtomicLong now = new AtomicLong();
    private final Heartbeat heartbeat =
        Heartbeat.create(
            java.time.Duration.ofHours(1), java.time.Duration.ofHours(2), now::getPlain);
    private final CheckContext context =
        CheckContext.of(Target.of("t"), null, () -> 3 * STEP, new LostTime());
    private final HealthCheck check = heartbeat.health();

    @Actor
    public void host() {
      now.setPlain(STEP);
      heartbeat.beat();
      now.setPlain(2 * STEP);
      heartbeat.beat();
    }

    @Actor
    public void check(DD_Result r) {
      r.r1 = age();
      r.r2 = age();
    }

    private double age() {
      try {
        return check.check(context).readings().get(0).value();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
