package io.health4j.benchmarks;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Target;
import io.health4j.nvml.GpuChecks;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import io.health4j.nvml.jna.JnaNvml;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import oshi.util.gpu.NvmlUtilJNA;

/** Readings of a GPU, through us and through others, on whatever library is found. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NvmlBenchmark {

  /** What OSHI's {@code GpuStats} reads of a GPU. */
  static final int OSHI_READINGS = 7;

  private final NvmlApi api = JnaNvml.shared();
  private final BareNvml bare = new BareNvml();
  private final long[] out = new long[NvmlApi.MAX_VALUES];
  private final HealthCheck check = GpuChecks.all();
  private final LostTime lostTime = new LostTime();
  private final String address;
  private final long device;
  private CheckContext context = CheckContext.first(Target.of("gpus"));

  /** Opens the first GPU. */
  public NvmlBenchmark() {
    require(api.init());
    require(api.open(0, out));
    device = out[0];
    var text = new String[1];
    require(api.text(device, NvmlText.PCI_ADDRESS, text));
    String found = NvmlUtilJNA.findDevice(text[0]);
    if (found == null) {
      throw new IllegalStateException("OSHI does not find the GPU at " + text[0]);
    }
    address = found;
  }

  private static void require(int code) {
    if (code != NvmlReturn.SUCCESS) {
      throw new IllegalStateException("NVML answers " + NvmlReturn.text(code));
    }
  }

  /**
   * A directly mapped call and its value.
   *
   * @return the temperature
   */
  @Benchmark
  public long bare() {
    return bare.temperature(device);
  }

  /**
   * A reading.
   *
   * @return the temperature
   */
  @Benchmark
  public long scalar() {
    require(api.read(device, NvmlQuery.TEMPERATURE, 0, out));
    return out[0];
  }

  /**
   * The readings of OSHI's statistics of a GPU, through the session.
   *
   * @return their sum
   */
  @Benchmark
  public long seven() {
    long sum = read(NvmlQuery.TEMPERATURE, 0) + read(NvmlQuery.POWER_USAGE, 0);
    sum += read(NvmlQuery.UTILIZATION, 0) + read(NvmlQuery.MEMORY, 0);
    sum += read(NvmlQuery.CLOCK, NvmlQuery.GRAPHICS) + read(NvmlQuery.CLOCK, NvmlQuery.MEM);
    return sum + read(NvmlQuery.FAN_SPEED, 0);
  }

  private long read(NvmlQuery query, int argument) {
    int code = api.read(device, query, argument, out);
    return code == NvmlReturn.SUCCESS ? out[0] : code;
  }

  /**
   * The same through OSHI's utility below {@code GpuStats}: it begins and ends NVML for each.
   *
   * @return their sum
   */
  @Benchmark
  public double oshi() {
    double sum = NvmlUtilJNA.getTemperature(address) + NvmlUtilJNA.getPowerDraw(address);
    sum += NvmlUtilJNA.getGpuUtilization(address) + NvmlUtilJNA.getVramUsed(address);
    sum += NvmlUtilJNA.getCoreClockMhz(address) + NvmlUtilJNA.getMemoryClockMhz(address);
    return sum + NvmlUtilJNA.getFanSpeedPercent(address);
  }

  /**
   * A whole sample of all GPUs: every condition and every reading.
   *
   * @return what was found
   * @throws Exception never
   */
  @Benchmark
  public CheckResult sample() throws Exception {
    CheckResult result = check.check(context);
    context = CheckContext.of(context.target(), result, Ticker.system(), lostTime);
    return result;
  }
}
