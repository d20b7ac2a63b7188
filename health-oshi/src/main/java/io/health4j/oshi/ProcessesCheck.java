package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the processes that ought to run do. To search all processes is dear, to look at those
 * found before is not: so all are searched every {@link #KEPT_NANOS}, and at once when one that was
 * known has ended. The end of a process shows at the next sample, one more of them within half a
 * minute.
 */
final class ProcessesCheck implements HealthCheck {

  static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Readings of single processes are given of so many, the largest first. */
  static final int SHOWN = 20;

  static final Metric COUNT =
      Metric.gauge("health.processes.count", "{process}", "Processes that match");
  static final Metric MEMORY =
      Metric.gauge("health.processes.memory.usage", "By", "Physical memory of all that match");
  static final Metric CPU =
      Metric.gauge("health.processes.cpu.utilization", "1", "Share of all CPUs of all that match");
  static final String CONDITION = "process-missing";

  private static final int MOST = 10_000;

  private record Sample(ProcessUse use, Attributes attributes, OptionalDouble cpu) {}

  private final ProcessTable table;
  private final IntSupplier cpus;
  private final Pattern pattern;
  private final int atLeast;
  private Map<Integer, Sample> known = Map.of();
  private long lastTick;
  private @Nullable Long searchedAt;

  ProcessesCheck(ProcessTable table, IntSupplier cpus, Pattern pattern, int atLeast) {
    if (atLeast < 0 || atLeast > MOST) {
      throw new IllegalArgumentException("atLeast must be from 0 to " + MOST + ", was " + atLeast);
    }
    this.table = table;
    this.cpus = cpus;
    this.pattern = pattern;
    this.atLeast = atLeast;
  }

  @Override
  public CheckResult check(CheckContext context) {
    long tick = context.ticker().read();
    List<ProcessUse> found = look(tick);
    var now = new HashMap<Integer, Sample>();
    found.forEach(use -> now.put(use.pid(), sample(use, tick - lastTick)));
    known = now;
    lastTick = tick;
    var result = CheckResult.builder();
    addSums(result);
    known.values().stream()
        .sorted(Comparator.comparingLong(sample -> -sample.use.resident()))
        .limit(SHOWN)
        .forEach(sample -> addReadings(result, sample));
    if (found.size() < atLeast) {
      result.finding(missing(found.size()));
    }
    return result.build();
  }

  private List<ProcessUse> look(long tick) {
    Long searched = searchedAt;
    if (searched != null && tick - searched < KEPT_NANOS && known.size() >= atLeast) {
      List<ProcessUse> alive =
          known.values().stream().map(this::again).flatMap(Optional::stream).toList();
      if (alive.size() == known.size()) {
        return alive;
      }
    }
    searchedAt = tick;
    return table.find(pattern);
  }

  private Optional<ProcessUse> again(Sample sample) {
    return Optional.ofNullable(table.read(sample.use.pid())).filter(sample.use::isSame);
  }

  private Sample sample(ProcessUse use, long elapsed) {
    Sample before = known.get(use.pid());
    if (before == null || !before.use.isSame(use)) {
      var attributes =
          Attributes.of(
              "process.pid", Integer.toString(use.pid()), "process.executable.name", use.name());
      return new Sample(use, attributes, OptionalDouble.empty());
    }
    var cpu = use.utilization(before.use, elapsed, cpus.getAsInt());
    return new Sample(use, before.attributes, cpu);
  }

  private void addSums(ResultBuilder result) {
    result.reading(COUNT, known.size());
    long resident = known.values().stream().mapToLong(each -> each.use.resident()).sum();
    result.reading(MEMORY, (double) resident);
    double[] cpu = known.values().stream().flatMapToDouble(each -> each.cpu.stream()).toArray();
    if (cpu.length > 0) {
      result.reading(CPU, Math.min(1, Arrays.stream(cpu).sum()));
    }
  }

  private static void addReadings(ResultBuilder result, Sample sample) {
    result.reading(ProcessUse.MEMORY, (double) sample.use.resident(), sample.attributes);
    sample.cpu.ifPresent(
        share -> result.reading(ProcessUse.CPU_UTILIZATION, share, sample.attributes));
  }

  private Finding missing(int count) {
    return Finding.of(CONDITION, pattern.pattern(), Status.CRITICAL)
        .value(count)
        .limit(atLeast, "configured")
        .remedy("Start it again, and see in its log why it ended");
  }
}
