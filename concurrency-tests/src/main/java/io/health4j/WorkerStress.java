package io.health4j;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Target;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLLL_Result;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * What a call of a {@link Worker} comes to while it returns and the watchdog gives it up at once:
 * one of the two wins.
 */
public final class WorkerStress {

  private static final Condition NEVER = new ReentrantLock().newCondition();
  private static final WorkerPool POOL = new WorkerPool(1, 1, new CpuTime(), new Guard());
  private static final Worker.Caller NOBODY = (call, ran) -> {};
  private static final LostTime LOST = new LostTime();
  private static final Target TARGET = Target.of("t");
  private static final Ticker STILL = () -> 0;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final long TIMEOUT = 50;

  private WorkerStress() {}

  /** A worker whose thread never starts: the actors play it. */
  static Worker unstarted() {
    return new Worker(POOL, worker -> {}, NEVER, "worker");
  }

  /** A call either counts or was given up, and the thread is interrupted only for the latter. */
  @JCStressTest
  @Outcome(id = "true, false, false", expect = Expect.ACCEPTABLE, desc = "it came back")
  @Outcome(id = "false, true, true", expect = Expect.ACCEPTABLE, desc = "it was given up")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both, or neither")
  @State
  public static class OneCall {

    private final Worker worker = unstarted();

    /** A call that began at 0. */
    public OneCall() {
      worker.begin(NOBODY, 0, 0, TIMEOUT);
    }

    @Actor
    public void returns(ZZZ_Result r) {
      r.r1 = worker.end();
    }

    @Actor
    public void watchdog(ZZZ_Result r) {
      r.r2 = worker.expire(TIMEOUT, LOST) != null;
    }

    @Arbiter
    public void after(ZZZ_Result r) {
      r.r3 = worker.thread.isInterrupted() && worker.givenUp;
    }
  }

  /** The next call never pays for the one before: it is not the one that is given up. */
  @JCStressTest
  @Outcome(id = "true, true, 0", expect = Expect.ACCEPTABLE, desc = "both came back")
  @Outcome(id = "false, false, 1", expect = Expect.ACCEPTABLE, desc = "the first was given up")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the second was, or one for the other")
  @State
  public static class TwoCalls {

    private final Worker worker = unstarted();
    private int told;

    /** The first call began at 0, the second will at its timeout. */
    public TwoCalls() {
      worker.begin((call, ran) -> told = call, 1, 0, TIMEOUT);
    }

    @Actor
    public void returns(ZZI_Result r) {
      r.r1 = worker.end();
      if (r.r1) {
        worker.begin((call, ran) -> told = call, 2, TIMEOUT, TIMEOUT);
        r.r2 = worker.end();
      }
    }

    @Actor
    public void watchdog(ZZI_Result r) {
      Runnable overdue = worker.expire(TIMEOUT, LOST);
      if (overdue != null) {
        overdue.run();
      }
      r.r3 = told;
    }
  }

  /** A sample as the tests below run it: whose host only counts. */
  private static final class Count implements SampleRun.Host {

    private final SampleRun run;
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger timedOut = new AtomicInteger();
    private String outcomes = "";

    Count(CheckSlot... slots) {
      run = new SampleRun(this, STILL, Duration.ofSeconds(1), List.of(slots));
    }

    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public int stuck() {
      return 0;
    }

    @Override
    public void timedOut(CheckSlot slot, long ranNanos) {
      timedOut.incrementAndGet();
    }

    @Override
    public void breakerChanged(CheckSlot slot, BreakerState state) {}

    /** Whoever ends the sample sees what every other thread brought. */
    @Override
    public void finished(SampleRun which, @Nullable Worker by) {
      finished.incrementAndGet();
      for (CheckOutcome outcome : which.outcomes()) {
        outcomes += outcome.result().message();
      }
    }
  }

  private static CheckSlot slot(HealthCheck check) {
    var spec = new CheckSpec("c", check).timeout(SHORTEST);
    var breaker = new Breaker(3, Duration.ofDays(1), Clock.systemUTC());
    return new CheckSlot(TARGET, spec, breaker, STILL, LOST);
  }

  /** A sample whose last call is overdue just as it returns ends once, with one outcome. */
  @JCStressTest
  @Outcome(id = "healthy, 1, 0, true", expect = Expect.ACCEPTABLE, desc = "it came back")
  @Outcome(id = "timed out.*, 1, 1, true", expect = Expect.ACCEPTABLE, desc = "it was given up")
  @Outcome(expect = Expect.FORBIDDEN, desc = "two ends or none, or a check never called again")
  @State
  public static class Sample {

    private final Worker worker = unstarted();
    private final CheckSlot slot = slot(context -> answerLater());
    private final Count count = new Count(slot);

    /** Long enough to be in flight when the watchdog looks. */
    private static CheckResult answerLater() {
      for (int i = 0; i < 20; i++) {
        Thread.onSpinWait();
      }
      return CheckResult.healthy("healthy");
    }

    @Actor
    public void pool() {
      count.run.run(worker);
    }

    @Actor
    public void watchdog() {
      Runnable overdue = null;
      for (int i = 0; i < 100 && overdue == null; i++) { // the call has yet to begin
        overdue = worker.expire(SHORTEST.toNanos(), LOST);
      }
      if (overdue != null) {
        overdue.run();
      }
    }

    @Arbiter
    public void after(LLLL_Result r) {
      r.r1 = count.outcomes;
      r.r2 = count.finished;
      r.r3 = count.timedOut;
      r.r4 = slot.begin(0) == null;
    }
  }

  /** Two workers share a sample: each check is called once, and its end sees all outcomes. */
  @JCStressTest
  @Outcome(id = "abc, 1, 1, 1, 1", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "a check called twice or never, or two ends or none")
  @State
  public static class TwoWorkers {

    private final AtomicIntegerArray calls = new AtomicIntegerArray(3);
    private final Worker one = unstarted();
    private final Worker other = unstarted();
    private final Count count = new Count(check(0, "a"), check(1, "b"), check(2, "c"));

    private CheckSlot check(int i, String message) {
      return slot(
          context -> {
            calls.getAndIncrement(i);
            return CheckResult.healthy(message);
          });
    }

    @Actor
    public void one() {
      count.run.run(one);
    }

    @Actor
    public void other() {
      count.run.run(other);
    }

    @Arbiter
    public void after(LLLLL_Result r) {
      r.r1 = count.outcomes;
      r.r2 = count.finished;
      r.r3 = calls.get(0);
      r.r4 = calls.get(1);
      r.r5 = calls.get(2);
    }
  }
}
