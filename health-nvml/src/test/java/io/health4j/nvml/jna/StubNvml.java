package io.health4j.nvml.jna;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import io.health4j.nvml.api.NvmlReturn;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The library of {@code src/test/c}, built once in a JVM for each kind, and the calls that change
 * what it answers. Where there is no gcc, the tests that need it are skipped; in CI they fail.
 */
final class StubNvml {

  /** Never unloaded: a call may still be in it. */
  private static final Map<String, NativeLibrary> LOADED = new HashMap<>();

  final JnaNvml api;
  private final NativeLibrary control;

  private StubNvml(String library, NativeLibrary control) {
    this.control = control;
    api = new JnaNvml(List.of(library));
  }

  /** Healthy, with a session; kinds are those of {@code scripts/nvml-stub}. */
  static StubNvml begin(String... kind) {
    StubNvml stub = prepare(kind);
    if (stub.api.init() != NvmlReturn.SUCCESS) {
      throw new IllegalStateException(stub.api.problem());
    }
    return stub;
  }

  /** Healthy. */
  static StubNvml prepare(String... kind) {
    String library = build(kind).resolve("libnvidia-ml.so.1").toString();
    NativeLibrary control = LOADED.computeIfAbsent(library, NativeLibrary::getInstance);
    control.getFunction("stub_reset").invokeVoid(new Object[0]);
    return new StubNvml(library, control);
  }

  /** The folder with the library. */
  static Path build(String... kind) {
    assumeTrue(
        System.getenv("CI") != null || onThePath("gcc"),
        "gcc is not on the PATH, so there is no library to call");
    Path folder = Path.of("target", "nvml-stub", "kind-" + Arrays.hashCode(kind)).toAbsolutePath();
    if (!LOADED.containsKey(folder.resolve("libnvidia-ml.so.1").toString())) {
      run(folder, kind);
    }
    return folder;
  }

  private static boolean onThePath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static void run(Path folder, String... kind) {
    String[] command = new String[kind.length + 2];
    command[0] = Path.of("..", "scripts", "nvml-stub").toString();
    command[1] = folder.toString();
    System.arraycopy(kind, 0, command, 2, kind.length);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String told = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(told);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  StubNvml set(String name, long value) {
    require(name, control.getFunction("stub_set").invokeInt(new Object[] {name, value}));
    return this;
  }

  StubNvml text(String name, String text) {
    require(name, control.getFunction("stub_text").invokeInt(new Object[] {name, text}));
    return this;
  }

  private static void require(String name, int done) {
    if (done == 0) {
      throw new IllegalArgumentException("the stub has no setting " + name);
    }
  }

  void event(int gpu, long xid, int gpuInstance, int computeInstance) {
    Object[] arguments = {gpu, xid, gpuInstance, computeInstance};
    require("event", control.getFunction("stub_event").invokeInt(arguments));
  }

  long get(String name) {
    return control.getFunction("stub_get").invokeLong(new Object[] {name});
  }

  int size(String structure) {
    return control.getFunction("stub_size").invokeInt(new Object[] {structure});
  }

  long gpu(int index) {
    long[] out = new long[1];
    if (api.open(index, out) != NvmlReturn.SUCCESS) {
      throw new IllegalStateException("there is no GPU " + index);
    }
    return out[0];
  }
}
