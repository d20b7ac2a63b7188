import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;

/** The bare call through the foreign function interface of JDK 22 and later, which runs this file as a script. */
final class FfmNvml {

  private static final int CALLS = 20_000_000;
  private static MethodHandle temperature;
  private static MemorySegment out;

  public static void main(String[] args) throws Throwable {
    var arena = Arena.global();
    var library = SymbolLookup.libraryLookup(args[0], arena);
    Linker linker = Linker.nativeLinker();
    var init = linker.downcallHandle(library.find("nvmlInit_v2").orElseThrow(), FunctionDescriptor.of(ValueLayout.JAVA_INT));
    var open =
        linker.downcallHandle(
            library.find("nvmlDeviceGetHandleByIndex_v2").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    temperature =
        linker.downcallHandle(
            library.find("nvmlDeviceGetTemperature").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    out = arena.allocate(8, 8);
    require((int) init.invokeExact());
    require((int) open.invokeExact(0, out));
    long device = out.get(ValueLayout.JAVA_LONG, 0);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      best = Math.min(best, round(device));
    }
    System.out.println("ffm-ns " + best);
  }

  private static double round(long device) throws Throwable {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    long sum = 0;
    for (int i = 0; i < CALLS; i++) {
      int code = (int) temperature.invokeExact(device, 0, out);
      sum += code == 0 ? out.get(ValueLayout.JAVA_INT, 0) : -1;
    }
    require(sum > 0 ? 0 : 1);
    return (threads.getCurrentThreadCpuTime() - before) / (double) CALLS;
  }

  private static void require(int code) {
    if (code != 0) {
      throw new IllegalStateException("NVML answers " + code);
    }
  }
}
