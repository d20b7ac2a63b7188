package io.health4j.nvml;

import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A driver with GPUs that tell their recovery action and nothing else. Any call can be made to
 * hang: by the name of its method, or by that and the number of a GPU ({@code read 3}).
 */
final class FakeDriver extends QuietNvml {

  /** One of its GPUs; its number stays, its index may shift. */
  static final class Device {
    final int number;
    volatile int failure;
    volatile int readFailure;
    volatile long action;
    volatile @Nullable RuntimeException thrown;

    Device(int number) {
      this.number = number;
    }
  }

  final List<Device> devices = new CopyOnWriteArrayList<>();
  final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  final AtomicInteger inFlight = new AtomicInteger();
  private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> entered = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> reading = new ConcurrentHashMap<>();
  volatile int initCode;
  volatile int countCode;
  volatile boolean begun;
  volatile boolean shutDownUnderACall;
  volatile int mostReading;
  volatile @Nullable RuntimeException thrown;
  volatile @Nullable RuntimeException countThrown;
  volatile int processCode = NvmlReturn.NOT_SUPPORTED;

  /** What all GPUs answer to a query, whatever else holds. */
  final Map<NvmlQuery, Integer> codes = new ConcurrentHashMap<>();

  FakeDriver(int gpus) {
    for (int i = 0; i < gpus; i++) {
      devices.add(new Device(i));
    }
  }

  Device device(int number) {
    return devices.stream().filter(each -> each.number == number).findFirst().orElseThrow();
  }

  int calls(String method) {
    return calls.getOrDefault(method, new AtomicInteger()).get();
  }

  void hang(String call) {
    entered.put(call, new CountDownLatch(1));
    hanging.put(call, new CountDownLatch(1));
  }

  void awaitHung(String call) throws InterruptedException {
    if (!entered.get(call).await(20, TimeUnit.SECONDS)) {
      throw new AssertionError(call + " was not called");
    }
  }

  void release(String call) {
    CountDownLatch latch = hanging.remove(call);
    if (latch != null) {
      latch.countDown();
    }
  }

  void releaseAll() {
    hanging.keySet().forEach(this::release);
  }

  private void called(String method, String which) {
    calls.computeIfAbsent(method, absent -> new AtomicInteger()).incrementAndGet();
    await(method);
    await(method + which);
  }

  /** As a native call would: it cannot be interrupted. */
  private void await(String call) {
    CountDownLatch latch = hanging.get(call);
    if (latch == null) {
      return;
    }
    entered.get(call).countDown();
    inFlight.incrementAndGet();
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    inFlight.decrementAndGet();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int init() {
    called("init", "");
    begun |= initCode == NvmlReturn.SUCCESS;
    return initCode;
  }

  @Override
  public int shutdown() {
    shutDownUnderACall |= inFlight.get() > 0;
    called("shutdown", "");
    begun = false;
    return NvmlReturn.SUCCESS;
  }

  @Override
  public String problem() {
    return initCode == NvmlReturn.LIBRARY_NOT_FOUND ? "no libnvidia-ml.so.1" : "";
  }

  @Override
  public int count(long[] out) {
    called("count", "");
    if (countThrown != null) {
      throw countThrown;
    }
    out[0] = devices.size();
    return begun ? countCode : NvmlReturn.UNINITIALIZED;
  }

  @Override
  public int open(int index, long[] out) {
    Device device = index < devices.size() ? devices.get(index) : null;
    called("open", device == null ? "" : " " + device.number);
    if (device == null) {
      return NvmlReturn.INVALID_ARGUMENT;
    }
    out[0] = 100L + device.number;
    return device.failure;
  }

  @Override
  public int openMig(long device, int index, long[] out) {
    return NvmlReturn.NOT_FOUND;
  }

  @Override
  public int read(long handle, NvmlQuery query, int argument, long[] out) {
    int number = (int) handle - 100;
    int now = reading.computeIfAbsent(number, n -> new AtomicInteger()).incrementAndGet();
    mostReading = Math.max(mostReading, now);
    try {
      called("read", " " + number);
      return answer(number, query, argument, out);
    } finally {
      reading.get(number).decrementAndGet();
    }
  }

  private int answer(int number, NvmlQuery query, int argument, long[] out) {
    if (thrown != null) {
      throw thrown;
    }
    Device device = device(number);
    if (device.thrown != null) {
      throw device.thrown;
    }
    Integer code = codes.get(query);
    if (code != null) {
      return code;
    }
    if (device.readFailure != NvmlReturn.SUCCESS || device.failure != NvmlReturn.SUCCESS) {
      return Math.max(device.readFailure, device.failure);
    } else if (query == NvmlQuery.FIELD && argument == NvmlQuery.RECOVERY_ACTION) {
      out[0] = device.action;
      return NvmlReturn.SUCCESS;
    }
    return NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int text(long handle, NvmlText text, String[] out) {
    called("text", " " + (handle - 100));
    out[0] = text == NvmlText.UUID ? "GPU-" + (handle - 100) : text.name();
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int processes(long device, boolean graphics, List<NvmlProcess> out) {
    return processCode;
  }
}
