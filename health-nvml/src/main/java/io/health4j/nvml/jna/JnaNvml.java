package io.health4j.nvml.jna;

import static io.health4j.nvml.jna.NvmlLibrary.*;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * NVML through JNA's direct mapping: the library of the driver, {@code libnvidia-ml.so.1} on Linux,
 * {@code nvml.dll} on Windows. Loaded by the first {@link #init} that finds it, it stays loaded and
 * bound as long as the JVM lives, also after {@link #shutdown}: a call may be stuck in it. Until
 * then every other call answers {@link NvmlReturn#UNINITIALIZED}.
 *
 * <p>Thread-safe. Each thread that calls gets 4 KiB of native memory, more only when a list of
 * processes needs it (at most 1 MiB), which goes when the thread does.
 */
public final class JnaNvml implements NvmlApi {

  private static final int PROBLEM_LENGTH = 200;
  private static final JnaNvml SHARED =
      new JnaNvml(libraries(System.getProperty("os.name", ""), System.getenv()));

  private final List<String> libraries;
  private final Object loading = new Object();
  private volatile @Nullable Symbols symbols;
  private volatile String problem = "";

  /** For tests: native methods belong to a class, so that the library loaded last has them all. */
  JnaNvml(List<String> libraries) {
    this.libraries = libraries;
  }

  /**
   * The library of this process.
   *
   * @return always the same
   */
  public static JnaNvml shared() {
    return SHARED;
  }

  /** Where to look; a bare name is looked for where the system, and JNA, look for libraries. */
  static List<String> libraries(String system, Map<String, String> environment) {
    if (!system.toLowerCase(Locale.ROOT).startsWith("windows")) {
      return List.of("libnvidia-ml.so.1");
    }
    String programs = environment.getOrDefault("ProgramFiles", "C:\\Program Files");
    return List.of("nvml", programs + "\\NVIDIA Corporation\\NVSMI\\nvml.dll");
  }

  @Override
  public int init() {
    try {
      Symbols bound = load();
      if (bound == null) {
        return NvmlReturn.LIBRARY_NOT_FOUND;
      }
      return bound.has("nvmlInit_v2") ? nvmlInit_v2() : NvmlReturn.FUNCTION_NOT_FOUND;
    } catch (Error e) {
      return broken(e);
    }
  }

  private @Nullable Symbols load() {
    if (symbols == null) {
      synchronized (loading) {
        for (int i = 0; symbols == null && i < libraries.size(); i++) {
          symbols = bind(libraries.get(i));
        }
      }
    }
    return symbols;
  }

  /** JNA fails in many ways: without its own library, with a file that is none, on 32 bits. */
  @GuardedBy("loading")
  private @Nullable Symbols bind(String library) {
    try {
      Symbols bound = Symbols.bind(library);
      problem = "";
      return bound;
    } catch (LinkageError | RuntimeException e) {
      problem = unloadable(library, e);
      return null;
    }
  }

  /** JNA looks in several places and tells of each; the first is where the driver installs. */
  private static String unloadable(String library, Throwable failure) {
    Throwable[] places = failure.getSuppressed();
    String reason = String.valueOf(places.length > 0 ? places[0].getMessage() : cause(failure));
    return oneLine(reason.contains(library) ? reason : library + ": " + reason);
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(line.length(), PROBLEM_LENGTH));
  }

  /** A call that JNA did not bring to an end. */
  private int broken(Error failure) {
    problem = oneLine(cause(failure).toString());
    return NvmlReturn.UNKNOWN;
  }

  /** Calls a function, if it is there. */
  private int call(String function, ToIntFunction<Scratch> call) {
    Symbols bound = symbols;
    if (bound == null) {
      return NvmlReturn.UNINITIALIZED;
    }
    if (!bound.has(function)) {
      return NvmlReturn.FUNCTION_NOT_FOUND;
    }
    try {
      return call.applyAsInt(Scratch.mine());
    } catch (Error e) {
      return broken(e);
    }
  }

  @Override
  public String problem() {
    return problem;
  }

  @Override
  public int shutdown() {
    return call("nvmlShutdown", at -> nvmlShutdown());
  }

  @Override
  public int count(long[] out) {
    return call(
        "nvmlDeviceGetCount_v2", at -> at.unsigned(nvmlDeviceGetCount_v2(at.address()), 1, out));
  }

  @Override
  public int open(int index, long[] out) {
    return call(
        "nvmlDeviceGetHandleByIndex_v2",
        at -> at.big(nvmlDeviceGetHandleByIndex_v2(index, at.address()), out));
  }

  @Override
  public int openMig(long device, int index, long[] out) {
    return call(
        "nvmlDeviceGetMigDeviceHandleByIndex",
        at -> at.big(nvmlDeviceGetMigDeviceHandleByIndex(device, index, at.address()), out));
  }

  /** Written out, and not by {@link #call}: it allocates nothing. */
  @Override
  public int read(long device, NvmlQuery query, int argument, long[] out) {
    Symbols bound = symbols;
    if (bound == null) {
      return NvmlReturn.UNINITIALIZED;
    }
    try {
      return Numbers.read(bound, Scratch.mine(), device, query, argument, out);
    } catch (Error e) {
      return broken(e);
    }
  }

  @Override
  public int text(long device, NvmlText text, String[] out) {
    Symbols bound = symbols;
    if (bound == null) {
      return NvmlReturn.UNINITIALIZED;
    }
    try {
      return Texts.read(bound, Scratch.mine(), device, text, out);
    } catch (Error e) {
      return broken(e);
    }
  }

  @Override
  public int processes(long device, boolean graphics, List<NvmlProcess> out) {
    Symbols bound = symbols;
    if (bound == null) {
      return NvmlReturn.UNINITIALIZED;
    }
    try {
      return Processes.list(bound, Scratch.mine(), device, graphics, out);
    } catch (Error e) {
      return broken(e);
    }
  }

  @Override
  public int createEvents(long[] out) {
    return call("nvmlEventSetCreate", at -> at.big(nvmlEventSetCreate(at.address()), out));
  }

  @Override
  public int registerEvents(long set, long device, long types) {
    return call("nvmlDeviceRegisterEvents", at -> nvmlDeviceRegisterEvents(device, types, set));
  }

  @Override
  public int awaitEvent(long set, int timeoutMillis, long[] out) {
    return call("nvmlEventSetWait_v2", at -> Events.await(at, set, timeoutMillis, out));
  }

  @Override
  public int freeEvents(long set) {
    return call("nvmlEventSetFree", at -> nvmlEventSetFree(set));
  }
}
