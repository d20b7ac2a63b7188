package io.health4j.nvml;

import static io.health4j.check.Status.WARNING;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlReturn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at who uses the GPU, and for memory that nobody gives back: the driver keeps memory under
 * the number of the process that asked for it, also when that ended and a child still holds the
 * device open, or the driver did not clean up.
 *
 * <p>Only what is certain is said. A process that the driver lists and that does not live, for as
 * long as the limit says, is one; a number that another process got meanwhile is not. In a
 * container with processes of its own the driver's numbers mean nothing: that is told once, and
 * nothing is judged. Memory that is in use with no process listed is not judged either: how much
 * the driver itself takes differs by board and version, and the guests of a hypervisor hold memory
 * without a process here.
 *
 * <p>Readings tell the 32 processes that hold most, so that their number is bounded (this project's
 * own judgement).
 */
final class ProcessJudge implements Judge {

  private static final Metric COUNT =
      Metric.gauge("health.gpu.processes", "{process}", "Processes that have work on the GPU");
  private static final Metric MEMORY =
      Metric.gauge("health.gpu.process.memory", "By", "Memory of the GPU that a process holds");

  private static final int MOST = 32;
  private static final double NANOS = 1e9;

  /** One of the two lists of the driver: those that compute, and those that draw. */
  private static final class Listing {
    final boolean graphics;
    final List<NvmlProcess> processes = new ArrayList<>();
    int code = NvmlReturn.NO_DATA;

    Listing(boolean graphics) {
      this.graphics = graphics;
    }

    void read(NvmlApi api, long device) {
      processes.clear();
      code = api.processes(device, graphics, processes);
    }
  }

  /** A process that was listed, from one sample to the next. */
  private final class Row {
    final long pid;
    final Attributes plain;
    long bytes;
    Attributes attributes;
    HostProcesses.@Nullable Found found;
    boolean dead;
    long deadSince;

    Row(long pid) {
      this.pid = pid;
      this.plain = own.with("process.pid", Long.toString(pid));
      this.attributes = plain;
    }

    /**
     * Another process may have got the number: then it is found anew, with its own name; a dead one
     * keeps it.
     */
    void look(long tick) {
      if (found == null || !found.isAlive()) {
        found = processes.find(pid);
        attributes = found == null ? attributes : named(found.name());
      }
      if (found == null && !dead) {
        deadSince = tick;
      }
      dead = found == null;
    }

    private Attributes named(String name) {
      return name.isEmpty() ? plain : plain.with("process.executable.name", name);
    }
  }

  private final GpuSettings settings;
  private final HostProcesses processes;
  private final Attributes own;
  private final Listing compute = new Listing(false);
  private final Listing graphics = new Listing(true);
  private final Map<Long, Row> rows = new HashMap<>();
  private boolean told;

  /** Null before the first process; it does not change while this process lives. */
  private @Nullable Boolean seen;

  ProcessJudge(Gpu gpu, GpuSettings settings) {
    this(
        gpu,
        settings,
        HostProcesses.system(
            System.getProperty("os.name", "").startsWith("Linux"), Path.of("/proc")));
  }

  ProcessJudge(Gpu gpu, GpuSettings settings, HostProcesses processes) {
    this.settings = settings;
    this.processes = processes;
    this.own = gpu.attributes();
  }

  @Override
  public List<Probe> probes() {
    return List.of();
  }

  @Override
  public int read(NvmlApi api, long device) {
    compute.read(api, device);
    if (GpuSample.isFatal(compute.code)) {
      return compute.code;
    }
    graphics.read(api, device);
    return GpuSample.isFatal(graphics.code) ? graphics.code : NvmlReturn.SUCCESS;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    if (!isKnown()) {
      return;
    }
    Map<Long, Long> held = held();
    rows.keySet().retainAll(held.keySet());
    held.forEach((pid, bytes) -> rows.computeIfAbsent(pid, Row::new).bytes = bytes);
    out.read(COUNT, held.size());
    if (held.isEmpty()) {
      return;
    }
    boolean judged = isJudged();
    rows.values().stream()
        .sorted((a, b) -> Long.compare(b.bytes, a.bytes))
        .limit(MOST)
        .forEach(row -> judge(row, judged, sample.tick(), out));
    if (!judged && !told) {
      told = true;
      out.tell(
          "gpu.processes.foreign",
          "its processes are known by number only, since this process does not see the host's;"
              + " memory held by no living process is not looked for");
    }
  }

  private boolean isJudged() {
    Boolean known = seen;
    if (known == null) {
      known = processes.areSeen();
      seen = known;
    }
    return known;
  }

  /** One list may be missing for good; one that failed this time would make the other a lie. */
  private boolean isKnown() {
    boolean any = compute.code == NvmlReturn.SUCCESS || graphics.code == NvmlReturn.SUCCESS;
    return any && isSettled(compute.code) && isSettled(graphics.code);
  }

  private static boolean isSettled(int code) {
    return code == NvmlReturn.SUCCESS || NvmlReturn.isAbsent(code);
  }

  /**
   * Bytes by process, −1 where not known. A process that computes and draws is in both lists with
   * the same memory; under MIG it is in one list once for each instance.
   */
  private Map<Long, Long> held() {
    var held = new HashMap<Long, Long>();
    compute.processes.forEach(process -> add(process, held));
    Set<Long> computing = new HashSet<>(held.keySet());
    for (NvmlProcess process : graphics.processes) {
      if (!computing.contains(process.pid())) {
        add(process, held);
      }
    }
    return held;
  }

  private static void add(NvmlProcess process, Map<Long, Long> held) {
    held.merge(
        process.pid(),
        process.usedBytes(),
        (a, b) -> a < 0 || b < 0 ? Math.max(a, b) : Long.valueOf(a + b));
  }

  private void judge(Row row, boolean judged, long tick, Verdicts out) {
    if (judged && row.pid > 0) {
      row.look(tick);
    }
    if (row.bytes >= 0) {
      out.read(MEMORY, (double) row.bytes, row.attributes);
    }
    double seconds = row.dead ? (tick - row.deadSince) / NANOS : 0;
    double limit = settings.limit(GpuLimit.ORPHANED_SECONDS);
    if (row.dead && row.bytes > 0 && seconds >= limit) {
      out.find(
          GpuCondition.MEMORY_ORPHANED,
          "process " + row.pid,
          WARNING,
          OptionalDouble.of(seconds),
          OptionalDouble.of(limit),
          settings.source(GpuLimit.ORPHANED_SECONDS),
          Reset.of(
              "End what process "
                  + row.pid
                  + " left behind with "
                  + row.bytes
                  + " bytes (its children may hold /dev/nvidia* open), or reset the GPU"));
    }
  }
}
