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
 * readings do not. What is thrown while it is read is told of it alone. Used by the check's calls
 * only.
 */
final class GpuWatch {

  private final Nvml session;
  private final Gpu gpu;
  private final Set<GpuFamily> families;
  private final GpuSettings settings;
  private final Attributes attributes;
  private final List<Occurrence> told = new ArrayList<>();
  private final GpuStatus status;
  private final XidJudge xids;
  private final Mishap mishap;
  private Seat seat;
  private GpuReader reader;
  private GpuReader next;
  private @Nullable Pending<Integer> pending;
  private boolean threadless;
  private boolean answered;

  /** Whether it was lost, or gone, since it was read last. */
  private boolean down;

  /** What the last reading that came to an end answered. */
  private int code = NvmlReturn.SUCCESS;

  private List<Finding> findings = List.of();
  private List<Reading> readings = List.of();

  /** One GPU, all of whose XIDs are news after that of this sequence number. */
  GpuWatch(
      Nvml session,
      Seat seat,
      int generation,
      Set<GpuFamily> families,
      GpuSettings settings,
      long xidsSeen) {
    this.session = session;
    this.seat = seat;
    this.gpu = seat.gpu();
    this.families = families;
    this.settings = settings;
    this.attributes = gpu.attributes();
    this.status = new GpuStatus(attributes);
    this.xids = new XidJudge(gpu, settings, session.xids(), xidsSeen);
    this.mishap = new Mishap(gpu.subject());
    this.reader = reader(generation);
    this.next = reader;
  }

  private GpuReader reader(int generation) {
    xids.another();
    return new GpuReader(gpu, generation, families, settings, xids);
  }

  /** Takes what came back late, and has the GPU read again. */
  void begin(Seat now, int generation, CheckContext context) {
    collect(context);
    seat = now;
    down |= seat.isGone() || GpuSample.isFatal(seat.code());
    code = GpuSample.isFatal(seat.code()) ? seat.code() : code;
    threadless = false;
    if (pending == null && seat.isOpen()) {
      boolean anew = down || reader.generation() != generation;
      next = anew ? reader(generation).resume(reader) : reader;
      long tick = context.ticker().read();
      var begun = new Pending<>(reading(next, seat.handle(), tick), tick);
      threadless = !session.submit(gpu, begun.task());
      pending = threadless ? null : begun;
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
    Throwable thrown = done.thrown();
    if (thrown != null) {
      mishap.happened(thrown);
      return;
    }
    Integer answer = done.result();
    if (answer == null || answer == Nvml.NOT_ASKED) {
      return; // the driver ended meanwhile: not a word about the GPU
    }
    mishap.isOver();
    code = answer;
    if (code != NvmlReturn.SUCCESS) {
      down |= GpuSample.isFatal(code);
      session.suspect(gpu);
      return;
    }
    if (reader != next) {
      reader = next;
      xids.reset();
    }
    down = false;
    answered = true;
    var out = new Verdicts(context, settings, gpu, attributes, findings);
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
      trouble.missing(roster, code);
    } else if (GpuSample.isFatal(why)) {
      trouble.lost(why);
    } else if (late != null && hanging != Status.HEALTHY) {
      trouble.hung(late.seconds(context), hanging);
    } else if (threadless) {
      GpuTrouble.unreadable("", GpuTrouble.NO_THREAD, out);
    } else if (mishap.remedy() != null) {
      GpuTrouble.unreadable("", mishap.remedy(), out);
    } else if (why != NvmlReturn.SUCCESS) {
      GpuTrouble.unreadable("", why, out);
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
