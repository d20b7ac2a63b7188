package io.health4j.nvml.jna;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.health4j.nvml.api.NvmlQuery;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which functions a library has. JNA binds all native methods of a class or none, and a driver of
 * R470 lacks a dozen of them: each one that is missing is bound to {@code nvmlShutdown}, which
 * every version has, and noted here, so that it is never called.
 */
final class Symbols implements FunctionMapper {

  private static final String STAND_IN = "nvmlShutdown";

  /** What a function was called before, where arguments and structures are the same. */
  private static final Map<String, String> OLDER =
      Map.of(
          "nvmlInit_v2", "nvmlInit",
          "nvmlDeviceGetCount_v2", "nvmlDeviceGetCount",
          "nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetHandleByIndex",
          "nvmlDeviceGetCurrentClocksEventReasons", "nvmlDeviceGetCurrentClocksThrottleReasons",
          "nvmlDeviceGetComputeRunningProcesses_v3", "nvmlDeviceGetComputeRunningProcesses_v2",
          "nvmlDeviceGetGraphicsRunningProcesses_v3", "nvmlDeviceGetGraphicsRunningProcesses_v2",
          "nvmlEventSetWait_v2", "nvmlEventSetWait");

  private final Set<String> missing = new HashSet<>();
  private final Set<NvmlQuery> lacking = EnumSet.noneOf(NvmlQuery.class);

  private Symbols() {}

  /**
   * Loads a library, and binds {@link NvmlLibrary} to it for good: to unbind it under a call that
   * is stuck would bring the process down.
   *
   * @throws UnsatisfiedLinkError when it is not there, or is no NVML
   */
  static Symbols bind(String library) {
    if (Native.POINTER_SIZE != Long.BYTES) {
      throw new UnsatisfiedLinkError("a JVM of 64 bits is needed");
    }
    Symbols symbols = new Symbols();
    Native.register(
        NvmlLibrary.class,
        NativeLibrary.getInstance(library, Map.of(Library.OPTION_FUNCTION_MAPPER, symbols)));
    for (NvmlQuery query : NvmlQuery.values()) {
      if (!symbols.has(query.function())) {
        symbols.lacking.add(query);
      }
    }
    return symbols;
  }

  /** Whether a function may be called, under its own name in {@link NvmlLibrary}. */
  boolean has(String function) {
    return !missing.contains(function);
  }

  /** Whether the function that is asked first is missing. */
  boolean lacks(NvmlQuery query) {
    return lacking.contains(query);
  }

  @Override
  public String getFunctionName(NativeLibrary library, Method method) {
    String name = method.getName();
    if (exists(library, name)) {
      return name;
    }
    String older = OLDER.get(name);
    if (older != null && exists(library, older)) {
      return older;
    }
    missing.add(name);
    return STAND_IN;
  }

  private static boolean exists(NativeLibrary library, String name) {
    try {
      library.getGlobalVariableAddress(name);
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
