package io.health4j.nvml;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.EventSource;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.jna.JnaNvml;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The session with the driver. The checks that use it begin it with their first call, share it, and
 * end it when the last of them is closed; after that it may begin again. Thread-safe.
 *
 * <p>A call to the driver can neither be interrupted nor trusted to come back. So there is a lane
 * for each GPU and one for the driver as a whole, each with one thread at most, and a check waits
 * for what it handed to them only for a while: a GPU that hangs takes one thread and delays nobody
 * else. The library is shut down only when no call is under way.
 */
public final class Nvml {

  /**
   * How long a check waits for the driver: less than an interval of 1 s, and longer than any driver
   * takes that is well (this project's own judgement).
   */
  static final Duration PATIENCE = Duration.ofMillis(800);

  /** No code of NVML's: the handles meant nothing any more, and nothing was asked. */
  static final int NOT_ASKED = -1;

  private final NvmlApi api;
  private final Duration patience;
  private final XidLog xids = new XidLog();
  private final Gate gate = new Gate();
  private final Census census;
  private final Lanes lanes;

  @GuardedBy("this")
  private int users;

  @GuardedBy("this")
  private boolean ending;

  @GuardedBy("this")
  private Ticker ticker = Ticker.system();

  @GuardedBy("this")
  private @Nullable FutureTask<Roster> refresh;

  private volatile @Nullable FutureTask<Roster> hung;

  Nvml(NvmlApi api, Lane.Factory factory, Duration patience) {
    this(api, factory, patience, XidWatcher.STOP_MILLIS);
  }

  /** With another time for which the watcher of XIDs is waited for when all ends. */
  Nvml(NvmlApi api, Lane.Factory factory, Duration patience, long stopMillis) {
    this.api = api;
    this.lanes = new Lanes(factory);
    this.patience = patience;
    this.census = new Census(api, gate, new XidWatcher(api, xids, this::endIfUnused, stopMillis));
  }

  /** Made when it is first asked for. */
  private static final class Shared {
    static final Nvml INSTANCE = on(JnaNvml.shared());
  }

  /**
   * The session of this process with its driver. It begins with the first check that uses it, and
   * ends when the last is closed.
   *
   * @return always the same
   */
  public static Nvml shared() {
    return Shared.INSTANCE;
  }

  /**
   * A session of its own over another implementation, such as a canned machine.
   *
   * @param api what to ask
   * @return the session
   */
  public static Nvml on(NvmlApi api) {
    return new Nvml(api, ThreadLane::new, PATIENCE);
  }

  /**
   * How the session stands, as a check saw it last. Asks nothing.
   *
   * @return the state; {@link NvmlState#NOT_STARTED} before a check was called, and after the last
   *     was closed
   */
  public NvmlState state() {
    FutureTask<Roster> late = hung;
    return late != null && !late.isDone() ? NvmlState.HUNG : census.roster().state();
  }

  /**
   * What the driver said beside the state.
   *
   * @return one line; empty when there is nothing to tell
   */
  public String problem() {
    return census.roster().detail();
  }

  /**
   * Wakes its target when a GPU reports an error (XID), so that it does not wait for the next
   * sample: {@code t.wakeOn(Nvml.shared().events())}.
   *
   * @return the source; what the driver reports is heard while a check uses this session
   */
  public EventSource events() {
    return xids::listen;
  }

  NvmlApi api() {
    return api;
  }

  XidLog xids() {
    return xids;
  }

  Duration patience() {
    return patience;
  }

  /** A check begins to use it. The first one's clock is the session's. */
  synchronized void acquire(Ticker clock) {
    if (users++ == 0) {
      ticker = clock;
    }
  }

  /** A check uses it no longer. */
  void release() {
    synchronized (this) {
      users--;
    }
    endIfUnused();
  }

  /** As the driver's GPUs were last known. */
  Roster roster() {
    return census.roster();
  }

  /** Has a GPU opened anew, which does not answer as it should. */
  void suspect(Gpu gpu) {
    census.suspect(gpu);
  }

  /** The driver as a whole does not come back from this. */
  void hung(FutureTask<Roster> task) {
    hung = task;
  }

  /** Has the driver asked for its GPUs. What is under way already is joined. */
  FutureTask<Roster> refresh() {
    FutureTask<Roster> task;
    synchronized (this) {
      if (refresh != null && !refresh.isDone()) {
        return refresh;
      }
      Ticker clock = ticker;
      task = new FutureTask<>(() -> refresh(clock));
      refresh = task;
    }
    if (!lanes.session().submit(task)) {
      task.cancel(false);
    }
    return task;
  }

  /** On the session's lane. When nobody uses it any more, nothing begins. */
  private Roster refresh(Ticker clock) {
    try {
      return isUsed() ? census.refresh(clock) : census.roster();
    } finally {
      endIfUnused();
    }
  }

  private synchronized boolean isUsed() {
    return users > 0;
  }

  /** Has something done on the GPU's lane; false when there is no thread for it. */
  boolean submit(Gpu gpu, Runnable task) {
    return lanes.of(gpu).submit(task);
  }

  /** Forgets what has not begun on the GPU's lane. */
  void withdraw(Gpu gpu, Runnable task) {
    lanes.of(gpu).withdraw(task);
  }

  /**
   * Makes calls with handles of a generation, on a GPU's lane.
   *
   * @return their code, or {@link #NOT_ASKED}
   */
  int within(int generation, IntSupplier calls) {
    if (!gate.enter(generation)) {
      return NOT_ASKED;
    }
    try {
      return calls.getAsInt();
    } finally {
      gate.leave();
      endIfUnused();
    }
  }

  @GuardedBy("this")
  private boolean isRefreshing() {
    return refresh != null && !refresh.isDone();
  }

  private void endIfUnused() {
    synchronized (this) {
      if (users > 0 || ending || lanes.isEmpty()) {
        return;
      }
      ending = true;
    }
    if (!lanes.session().submit(new FutureTask<>(this::end, null))) {
      synchronized (this) {
        ending = false;
      }
    }
  }

  /** On the session's lane. While a call is under way nothing ends: that call tries again. */
  private void end() {
    synchronized (this) {
      ending = false;
      if (users > 0 || isRefreshing()) {
        return;
      }
    }
    if (!census.end()) {
      return;
    }
    List<Lane> unused;
    synchronized (this) {
      if (users > 0 || isRefreshing()) {
        return;
      }
      unused = lanes.takeAll();
    }
    unused.forEach(Lane::close);
  }
}
