package io.health4j;

import io.health4j.check.Target;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;

/**
 * What {@link ListenerQueue} claims while events are added, delivered and given up at once: each is
 * heard once and in order, one at a time, and none is left behind.
 */
public final class ListenerStress {

  private static final Guard GUARD = new Guard();
  private static final AtomicLong DROPPED = new AtomicLong();
  private static final Ticker STILL = () -> 0;
  private static final HealthEvent[] EVENTS = new HealthEvent[10];

  static {
    for (int i = 0; i < EVENTS.length; i++) {
      EVENTS[i] = new HealthEvent.TargetAdded(Instant.EPOCH, Target.of(Integer.toString(i)));
    }
  }

  private ListenerStress() {}

  /**
   * A listener that writes down what it hears. Its fields are plain: the queue sees to it that one
   * delivery sees what the one before wrote.
   */
  private static final class Notes implements HealthListener {

    private String heard = "";
    private boolean inside;

    @Override
    public void on(HealthEvent event) {
      if (inside) {
        heard += "two at once";
      }
      inside = true;
      heard += ((HealthEvent.TargetAdded) event).target().id();
      inside = false;
    }
  }

  private static ListenerQueue queue(HealthListener listener, ListenerQueue.Runner runner) {
    return new ListenerQueue(listener, GUARD, DROPPED, runner, STILL);
  }

  private static void tell(ListenerQueue queue, int event) {
    queue.add(EVENTS[event]);
    queue.wake();
  }

  /** Two adders, of whom either delivers for both. */
  @JCStressTest
  @Outcome(id = "(1234|1324|1342|3124|3142|3412), true", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, twice, out of order, or left behind")
  @State
  public static class TwoAdders {

    private final Notes notes = new Notes();
    private final ListenerQueue queue = queue(notes, TwoAdders::runHere);

    private static boolean runHere(WorkerPool.Task task) {
      ((ListenerQueue) task).run(null);
      return true;
    }

    @Actor
    public void one() {
      tell(queue, 1);
      tell(queue, 2);
    }

    @Actor
    public void other() {
      tell(queue, 3);
      tell(queue, 4);
    }

    @Arbiter
    public void after(LZ_Result r) {
      r.r1 = notes.heard;
      r.r2 = queue.isIdle();
    }
  }

  /** An adder, and a pool's thread that runs what was submitted and ends when nothing is. */
  @JCStressTest
  @Outcome(id = "123, true", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, twice, out of order, or left behind")
  @State
  public static class AdderAndPool {

    private final Notes notes = new Notes();
    private final AtomicInteger submitted = new AtomicInteger();
    private final ListenerQueue queue = queue(notes, task -> submitted.incrementAndGet() > 0);
    private int ran;

    /** So that a delivery is under way as soon as the actors are. */
    public AdderAndPool() {
      tell(queue, 1);
    }

    private void runSubmitted() {
      while (ran < submitted.get()) {
        ran++;
        queue.run(null);
      }
    }

    @Actor
    public void adder() {
      tell(queue, 2);
      tell(queue, 3);
    }

    @Actor
    public void pool() {
      runSubmitted();
    }

    @Arbiter
    public void after(LZ_Result r) {
      runSubmitted();
      r.r1 = notes.heard;
      r.r2 = queue.isIdle();
    }
  }

  /**
   * Two threads that drain, as poll() does, while wakes are refused. A wake that is not refused yet
   * may be in a drain's way; then the next drain delivers.
   */
  @JCStressTest
  @Outcome(id = "123, true", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, twice, out of order, or left behind")
  @State
  public static class AdderAndDrain {

    private final Notes notes = new Notes();
    private final ListenerQueue queue = queue(notes, task -> false);

    /** One event waits already. */
    public AdderAndDrain() {
      tell(queue, 1);
    }

    @Actor
    public void adder() {
      tell(queue, 2);
      queue.drain();
      tell(queue, 3);
    }

    @Actor
    public void drain() {
      queue.drain();
    }

    @Arbiter
    public void after(LZ_Result r) {
      queue.drain();
      r.r1 = notes.heard;
      r.r2 = queue.isIdle();
    }
  }

  /** A delivery that is given up while it returns: another thread goes on with what waits. */
  @JCStressTest
  @Outcome(id = "123, true", expect = Expect.ACCEPTABLE)
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, twice, out of order, or left behind")
  @State
  public static class GivenUp {

    private static final long OVERDUE = TimeUnit.HOURS.toNanos(1);

    private final LostTime lost = new LostTime();
    private final Notes notes = new Notes();
    private final AtomicInteger submitted = new AtomicInteger();
    private final ListenerQueue queue = queue(notes, task -> submitted.incrementAndGet() > 0);
    private final Worker worker = WorkerStress.unstarted();

    /** Two events wait, and one delivery is submitted. */
    public GivenUp() {
      tell(queue, 1);
      tell(queue, 2);
    }

    @Actor
    public void pool() {
      queue.run(worker);
    }

    @Actor
    public void watchdog() {
      worker.expire(OVERDUE, lost);
      tell(queue, 3);
    }

    @Arbiter
    public void after(LZ_Result r) {
      for (int ran = 1; ran < submitted.get(); ran++) {
        queue.run(null);
      }
      r.r1 = notes.heard;
      r.r2 = queue.isIdle();
    }
  }
}
