package io.health4j.nvml;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.nvml.Roster.Seat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One check of all GPUs: has the driver count them, has each read on its lane, waits a while for
 * all of them together, and makes one answer of what came back.
 */
final class GpuCheck implements HealthCheck.Closeable {

  private final Nvml session;
  private final Set<GpuFamily> families;
  private final GpuSettings settings;
  private final Mishap mishap = new Mishap("the driver");
  private final Map<String, GpuWatch> watches = new LinkedHashMap<>();
  private @Nullable Pending<Roster> refresh;
  private boolean acquired;

  /** The XIDs up to here were looked at, in this check or before it. */
  private long xidsSeen;

  @GuardedBy("this")
  private boolean calling;

  @GuardedBy("this")
  private boolean closed;

  GpuCheck(Nvml session, Set<GpuFamily> families, GpuSettings settings) {
    this.session = session;
    this.families = Collections.unmodifiableSet(EnumSet.copyOf(families)); // in their order
    this.settings = settings;
  }

  @Override
  public CheckResult check(CheckContext context) throws InterruptedException {
    synchronized (this) {
      if (closed) {
        return CheckResult.unknown("the check is closed");
      }
      calling = true;
    }
    try {
      return look(context);
    } finally {
      endCall();
    }
  }

  private CheckResult look(CheckContext context) throws InterruptedException {
    if (!acquired) {
      session.acquire(context.ticker());
      acquired = true;
      xidsSeen = session.xids().last();
    }
    long end = System.nanoTime() + session.patience().toNanos();
    Pending<Roster> refreshing = refresh(context, end);
    Status driver = refreshing.hanging(context, settings);
    long xids = session.xids().last(); // before the roster, which so has whose these are
    Roster roster = session.roster();
    var report = new GpuReport(roster, families, settings);
    if (driver != Status.HEALTHY) {
      session.hung(refreshing.task());
      report.driverHung(refreshing.seconds(context), driver);
    }
    String reason = reason(refreshing);
    if (reason != null) {
      report.driverUnreadable(reason);
    }
    if (!roster.isKnown()) {
      return report.withoutDriver();
    }
    for (GpuWatch watch : read(roster, context, end)) {
      report.add(watch.conclude(roster, context));
    }
    xidsSeen = xids;
    return report.build();
  }

  /** Has the driver count its GPUs; what it said last stands while it is late. */
  private Pending<Roster> refresh(CheckContext context, long end) throws InterruptedException {
    Pending<Roster> now = refresh;
    if (now == null || now.isDone()) {
      now = new Pending<>(session.refresh(), context.ticker().read());
      refresh = now;
    }
    now.await(end - System.nanoTime());
    return now;
  }

  /** Why the driver could not be asked, when that lies in this process; else null. */
  private @Nullable String reason(Pending<Roster> asked) {
    Throwable thrown = asked.thrown();
    if (thrown == null) {
      return asked.isCancelled() ? GpuTrouble.NO_THREAD : null;
    }
    mishap.happened(thrown);
    return mishap.remedy();
  }

  private List<GpuWatch> read(Roster roster, CheckContext context, long end)
      throws InterruptedException {
    var looked = new ArrayList<GpuWatch>();
    for (Seat seat : roster.seats()) {
      if (seat.isGone() && roster.found() >= GpuTrouble.required(roster, settings)) {
        continue; // there are as many as there should be
      }
      GpuWatch watch = watches.computeIfAbsent(seat.gpu().uuid(), uuid -> watch(seat, roster));
      watch.begin(seat, roster.generation(), context);
      looked.add(watch);
    }
    forgetOthers(looked);
    for (GpuWatch watch : looked) {
      watch.await(end - System.nanoTime());
    }
    return looked;
  }

  private GpuWatch watch(Seat seat, Roster roster) {
    return new GpuWatch(session, seat, roster.generation(), families, settings, xidsSeen);
  }

  private void forgetOthers(List<GpuWatch> looked) {
    for (GpuWatch watch : List.copyOf(watches.values())) {
      if (!looked.contains(watch)) {
        watch.withdraw();
        watches.values().remove(watch);
      }
    }
  }

  private void endCall() {
    synchronized (this) {
      calling = false;
      if (!closed) {
        return;
      }
    }
    end();
  }

  /** Ends at once, or with the call under way, which waits for nothing that hangs. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (calling) {
        return;
      }
    }
    end();
  }

  private void end() {
    forgetOthers(List.of());
    if (acquired) {
      session.release();
    }
  }
}
