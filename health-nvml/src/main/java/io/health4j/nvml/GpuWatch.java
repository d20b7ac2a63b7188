package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.Finding;
import io.health4j.check.Occurrence;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.nvml.Roster.Seat;
import io.health4j.nvml.api.NvmlReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * One GPU in one check, over many samples. Of a GPU that is late, the last verdicts stand; of one
 * that cannot be read, what was wrong with it stands, since nothing says that it is over, and its
 * readings do not. Used by the check's calls only.
 */
final class GpuWatch {

  private final Nvml session;
  private final Gpu gpu;
  private final Set<GpuFamily> families;
  private final GpuSettings settings;
  private final Attributes attributes;
  private final List<Occurrence> told = new ArrayList<>();
  private final GpuStatus status;
  private Seat seat;
  private GpuReader reader;
  private GpuReader next;
  private @Nullable Pending<Integer> pending;
  private boolean handedOver;
  private boolean answered;

  /** Whether it was lost, or gone, since it was read last. */
  private boolean down;

  /** What the last reading that came to an end answered. */
  private int code = NvmlReturn.SUCCESS;

  private List<Finding> findings = List.of();
  private List<Reading> readings = List.of();

  GpuWatch(Nvml session, Seat seat, int generation, Set<GpuFamily> families, GpuSettings settings) {
    this.session = session;
    this.seat = seat;
    this.gpu = seat.gpu();
    this.families = families;
    this.settings = settings;
    this.attributes = gpu.attributes();
    this.status = new GpuStatus(attributes);
    this.reader = reader(generation);
    this.next = reader;
  }

  private GpuReader reader(int generation) {
    return new GpuReader(gpu, generation, families, settings, session.xids());
  }

  /** Takes what came back late, and has the GPU read again. */
  void begin(Seat now, int generation, CheckContext context) {
    collect(context);
    seat = now;
    down |= !seat.isOpen();
    if (pending == null && seat.isOpen()) {
      next = down || reader.generation() != generation ? reader(generation) : reader;
      long tick = context.ticker().read();
      pending = new Pending<>(reading(next, seat.handle(), tick), tick);
      handedOver = false;
    }
    if (pending != null && !handedOver) {
      handedOver = session.submit(gpu, pending.task());
    }
  }

  private FutureTask<Integer> reading(GpuReader by, long handle, long tick) {
    return new FutureTask<>(
        () -> session.within(by.generation(), () -> by.read(session.api(), handle, tick)));
  }

  /** Waits for what {@link #begin} began. */
  void await(long nanos) throws InterruptedException {
    if (pending != null) {
      pending.await(nanos);
    }
  }

  private void collect(CheckContext context) {
    Pending<Integer> done = pending;
    if (done == null || !done.isDone()) {
      return;
    }
    pending = null;
    Integer answer = done.result();
    if (answer == null || answer == Nvml.NOT_ASKED) {
      return; // the driver ended meanwhile: not a word about the GPU
    }
    code = answer;
    if (code != NvmlReturn.SUCCESS) {
      down |= GpuSample.isFatal(code);
      session.suspect(gpu);
      return;
    }
    reader = next;
    down = false;
    answered = true;
    var out = new Verdicts(context, settings, gpu, attributes);
    reader.judge(out);
    findings = out.findings();
    readings = out.readings();
    told.addAll(out.occurrences());
  }

  /** What is to be said of it now. */
  Verdicts conclude(Roster roster, CheckContext context) {
    collect(context);
    var out = new Verdicts(context, settings, gpu, attributes);
    boolean fine = !isInTrouble(roster, context, out);
    findings.stream()
        .filter(each -> fine || each.status().isFailing())
        .forEach(out.findings()::add);
    out.readings().addAll(fine ? readings : List.of());
    out.occurrences().addAll(told);
    told.clear();
    reader.judgeAnyway(fine && pending == null, context.ticker().read(), out);
    if (families.contains(GpuFamily.LOST)) {
      status.read(out);
    }
    return out;
  }

  private boolean isInTrouble(Roster roster, CheckContext context, Verdicts out) {
    var trouble = new GpuTrouble(families, settings, out);
    int why = seat.isOpen() ? code : seat.code();
    Pending<Integer> late = pending;
    Status hanging = late == null ? Status.HEALTHY : late.hanging(context, settings);
    if (seat.isGone()) {
      trouble.missing(roster);
    } else if (GpuSample.isFatal(why)) {
      trouble.lost(why);
    } else if (late != null && hanging != Status.HEALTHY) {
      trouble.hung(late.seconds(context), hanging);
    } else if (why != NvmlReturn.SUCCESS) {
      trouble.unreadable(why);
    } else if (!answered) {
      trouble.unread();
    } else {
      return false;
    }
    return true;
  }

  /** Nobody looks at it any more. */
  void withdraw() {
    if (pending != null) {
      session.withdraw(gpu, pending.task());
    }
  }
}
