package io.health4j.benchmarks;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.health4j.HealthMonitor;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.jna.JnaNvml;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hours of a monitor of all GPUs on a virtual clock, on the stand-in for NVML, while faults come
 * and go by chance: return codes, values, counters that fall, XIDs, a driver that is gone. Tells by
 * how much its resident memory grew in the second of two such runs, and what threads are left.
 */
public final class NvmlSoak {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Settings of the stub, and what a fault makes of each. */
  private static final Object[][] FAULTS = {
    {"nvmlDeviceGetTemperature", 95L, 45L},
    {"nvmlDeviceGetTemperature.return", 15L, 0L},
    {"nvmlDeviceGetPowerUsage.return", 999L, 0L},
    {"nvmlDeviceGetMemoryInfo_v2.return", 16L, 0L},
    {"nvmlDeviceGetTotalEccErrors:1", 7L, 0L},
    {"nvmlDeviceGetRemappedRows.2", 1L, 0L},
    {"nvmlDeviceGetNvLinkState:3", 0L, 1L},
    {"nvmlDeviceGetFieldValues:230", 1L, 0L},
    {"nvmlDeviceGetPcieReplayCounter", 100_000L, 0L},
    {"nvmlDeviceGetUtilizationRates.return", 9L, 0L},
  };

  private static final Function SET =
      NativeLibrary.getInstance("libnvidia-ml.so.1").getFunction("stub_set");

  private NvmlSoak() {}

  /**
   * Runs.
   *
   * @param args hours of the virtual clock, for each run
   * @throws IOException when the memory cannot be read
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    JnaNvml.shared().init(); // the session begins and ends many times; the library stays
    long samples = Duration.ofHours(Long.parseLong(args[0])).dividedBy(INTERVAL);
    var clock = new Clock();
    var random = new Random(42);
    try (var monitor =
        HealthMonitor.builder()
            .clocks(clock, InstantSource.system())
            .watch("gpus", t -> t.interval(INTERVAL).check("gpu", GpuChecks.all()))
            .build()) {
      run(monitor, clock, random, samples); // code is compiled, and pools fill
      long before = resident();
      run(monitor, clock, random, samples);
      Child.tell("samples", (double) samples);
      Child.tell("grown", (resident() - before) / 1024.0);
    }
    Thread.sleep(2_000); // what ends does so by itself
    Child.tell("threads", (double) ours());
  }

  private static void run(HealthMonitor monitor, Clock clock, Random random, long samples) {
    for (long i = 0; i < samples; i++) {
      fault(random);
      clock.advance();
      monitor.poll();
    }
  }

  /** On average a fault a minute, which lasts as long as chance has it. */
  private static void fault(Random random) {
    if (random.nextInt(12) == 0) {
      Object[] fault = FAULTS[random.nextInt(FAULTS.length)];
      set(fault[0] + "@" + random.nextInt(8), (Long) fault[1]);
    }
    if (random.nextInt(6) == 0) {
      Object[] fault = FAULTS[random.nextInt(FAULTS.length)];
      set(String.valueOf(fault[0]), (Long) fault[2]);
    }
    if (random.nextInt(60) == 0) {
      set("xid@" + random.nextInt(8), 1 + random.nextInt(170));
    }
    if (random.nextInt(500) == 0) {
      set("nvmlInit_v2.return", 9);
      set("nvmlDeviceGetCount_v2.return", 1);
    } else if (random.nextInt(50) == 0) {
      set("nvmlInit_v2.return", 0);
      set("nvmlDeviceGetCount_v2.return", 0);
    }
  }

  private static void set(String name, long value) {
    if (SET.invokeInt(new Object[] {name, value}) == 0) {
      throw new IllegalStateException("the stub does not know " + name);
    }
  }

  private static long ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith("health4j-"))
        .count();
  }

  /** In KiB. */
  private static long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  private static final class Clock implements Ticker {

    private final AtomicLong nanos = new AtomicLong();

    void advance() {
      nanos.addAndGet(INTERVAL.toNanos());
    }

    @Override
    public long read() {
      return nanos.get();
    }
  }
}
