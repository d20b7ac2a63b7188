package io.health4j.test.gpu;

import static io.health4j.nvml.api.NvmlReturn.GPU_IS_LOST;
import static io.health4j.nvml.api.NvmlReturn.INVALID_ARGUMENT;
import static io.health4j.nvml.api.NvmlReturn.NOT_FOUND;
import static io.health4j.nvml.api.NvmlReturn.NOT_SUPPORTED;
import static io.health4j.nvml.api.NvmlReturn.SUCCESS;
import static io.health4j.nvml.api.NvmlReturn.UNINITIALIZED;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How a machine answers. A GPU keeps its handle when others come and go, and a handle of a GPU that
 * went answers that it is lost. Thread-safe.
 */
abstract sealed class CannedDriver implements NvmlApi permits CannedMachine {

  /** Handles below are of GPUs; those of MIG devices have a multiple of it added. */
  private static final int MIG_FACTOR = 1_000;

  final CopyOnWriteArrayList<CannedGpu> gpus = new CopyOnWriteArrayList<>();
  final CopyOnWriteArrayList<CannedGpu> known = new CopyOnWriteArrayList<>();
  final EventSets events = new EventSets();
  final Hangs hangs = new Hangs();
  final Map<DriverCall, LongAdder> calls = new ConcurrentHashMap<>();
  volatile String driverVersion = "580.105.08";
  volatile String nvmlVersion = "13.580.105.08";
  private final AtomicInteger clients = new AtomicInteger();
  private volatile int state;

  void restart(int code) {
    clients.set(0);
    events.freeAll();
    state = code;
  }

  /** Counts a call, lets it hang if it is to, and says whether the driver takes it. */
  private int enter(DriverCall call, @Nullable Object about, @Nullable Object more) {
    calls.computeIfAbsent(call, each -> new LongAdder()).increment();
    hangs.pass(call, about, more);
    if (state != SUCCESS) {
      return state;
    }
    return call == DriverCall.INIT || clients.get() > 0 ? SUCCESS : UNINITIALIZED;
  }

  /** Enters a call to a GPU, which fails when the GPU does. */
  private int enter(DriverCall call, long device, @Nullable Object more) {
    CannedGpu gpu = owner(device);
    int code = enter(call, gpu, more);
    if (code != SUCCESS || gpu == null) {
      return code != SUCCESS ? code : INVALID_ARGUMENT;
    }
    return gpus.contains(gpu) ? gpu.failure() : GPU_IS_LOST;
  }

  private @Nullable CannedGpu owner(long device) {
    long place = device % MIG_FACTOR - 1;
    return place >= 0 && place < known.size() ? known.get((int) place) : null;
  }

  /** The GPU or MIG device of a handle that was entered. */
  private @Nullable CannedGpu find(long device) {
    CannedGpu gpu = owner(device);
    int mig = (int) (device / MIG_FACTOR);
    if (gpu == null || mig == 0) {
      return gpu;
    }
    return mig <= gpu.migDevices().size() ? gpu.migDevices().get(mig - 1) : null;
  }

  @Override
  public int init() {
    int code = enter(DriverCall.INIT, null, null);
    if (code == SUCCESS) {
      clients.incrementAndGet();
    }
    return code;
  }

  @Override
  public int shutdown() {
    int code = enter(DriverCall.SHUTDOWN, null, null);
    if (code == SUCCESS && clients.decrementAndGet() == 0) {
      events.freeAll();
    }
    return code;
  }

  @Override
  public int count(long[] out) {
    int code = enter(DriverCall.COUNT, null, null);
    if (code == SUCCESS) {
      out[0] = gpus.size();
    }
    return code;
  }

  @Override
  public int open(int index, long[] out) {
    CannedGpu gpu = index >= 0 && index < gpus.size() ? gpus.get(index) : null;
    int code = enter(DriverCall.OPEN, gpu, null);
    if (code != SUCCESS || gpu == null) {
      return code != SUCCESS ? code : INVALID_ARGUMENT;
    }
    out[0] = known.indexOf(gpu) + 1L;
    return gpu.failure();
  }

  @Override
  public int openMig(long device, int index, long[] out) {
    int code = enter(DriverCall.OPEN_MIG, device, null);
    CannedGpu gpu = find(device);
    if (code != SUCCESS || gpu == null) {
      return code != SUCCESS ? code : INVALID_ARGUMENT;
    }
    if (!gpu.supports(NvmlQuery.MIG_MODE, 0)) {
      return NOT_SUPPORTED;
    }
    out[0] = (index + 1L) * MIG_FACTOR + device;
    return index < gpu.migDevices().size() ? SUCCESS : NOT_FOUND;
  }

  @Override
  public int read(long device, NvmlQuery query, int argument, long[] out) {
    int code = enter(DriverCall.READ, device, query);
    CannedGpu gpu = find(device);
    if (gpu == null) {
      return code != SUCCESS ? code : INVALID_ARGUMENT;
    }
    int answer = gpu.read(query, argument, out);
    return code != SUCCESS ? code : answer;
  }

  @Override
  public int text(long device, NvmlText text, String[] out) {
    boolean ofSystem = text == NvmlText.DRIVER_VERSION || text == NvmlText.NVML_VERSION;
    int code = ofSystem ? enter(DriverCall.TEXT, null, null) : enter(DriverCall.TEXT, device, null);
    if (code != SUCCESS) {
      return code;
    }
    String found = ofSystem ? version(text) : text(find(device), text);
    if (found == null) {
      return NOT_SUPPORTED;
    }
    out[0] = found;
    return SUCCESS;
  }

  private String version(NvmlText text) {
    return text == NvmlText.DRIVER_VERSION ? driverVersion : nvmlVersion;
  }

  private static @Nullable String text(@Nullable CannedGpu gpu, NvmlText text) {
    return gpu == null ? null : gpu.text(text);
  }

  @Override
  public int processes(long device, boolean graphics, List<NvmlProcess> out) {
    int code = enter(DriverCall.PROCESSES, device, null);
    CannedGpu gpu = find(device);
    if (code != SUCCESS || gpu == null) {
      return code != SUCCESS ? code : INVALID_ARGUMENT;
    }
    if (!graphics) {
      out.addAll(gpu.processes());
    }
    return SUCCESS;
  }

  @Override
  public int createEvents(long[] out) {
    int code = enter(DriverCall.CREATE_EVENTS, null, null);
    if (code == SUCCESS) {
      out[0] = events.create();
    }
    return code;
  }

  @Override
  public int registerEvents(long set, long device, long types) {
    int code = enter(DriverCall.REGISTER_EVENTS, device, null);
    CannedGpu gpu = find(device);
    if (code != SUCCESS || gpu == null) {
      return code != SUCCESS ? code : INVALID_ARGUMENT;
    }
    boolean told = (types & XID_EVENT) != 0 && gpu.supports(NvmlQuery.EVENT_TYPES, 0);
    return told ? events.register(set, gpu, device) : NOT_SUPPORTED;
  }

  @Override
  public int awaitEvent(long set, int timeoutMillis, long[] out) {
    int code = enter(DriverCall.AWAIT_EVENT, null, null);
    return code == SUCCESS ? events.await(set, timeoutMillis, out) : code;
  }

  @Override
  public int freeEvents(long set) {
    int code = enter(DriverCall.FREE_EVENTS, null, null);
    return code == SUCCESS ? events.free(set) : code;
  }
}
