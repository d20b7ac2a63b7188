package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A driver that tells XIDs, and fails as a test says. Everything else it does not support. */
final class XidNvml implements NvmlApi {

  private record Answer(int code, List<Long> values) {}

  /** What happened, in order: {@code create 1}, {@code register 1 7}, {@code free 1}. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  final BlockingQueue<long[]> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<Long, Integer> registering = new ConcurrentHashMap<>();
  private final AtomicLong sets = new AtomicLong();
  volatile int creating;

  /** GPUs that it counts; the handle of one is its index and 1. */
  volatile int count;

  final CountDownLatch shutDown = new CountDownLatch(1);

  /** Waits in real time when set, so that a thread may stand in it. */
  volatile boolean blocking;

  /** Called for each wait without an event. */
  volatile Runnable timedOut = () -> {};

  /** Where a wait hangs when set. */
  volatile @Nullable CountDownLatch stuck;

  /** Counted down when a wait begins. */
  volatile CountDownLatch entered = new CountDownLatch(1);

  void answer(long device, NvmlQuery query, int code, long... values) {
    answers.put(device + " " + query, new Answer(code, Arrays.stream(values).boxed().toList()));
  }

  /** A GPU whose XIDs can be watched. */
  XidNvml gpu(long device) {
    answer(device, NvmlQuery.EVENT_TYPES, NvmlReturn.SUCCESS, 0xF);
    return this;
  }

  void registering(long device, int code) {
    registering.put(device, code);
  }

  void xid(long device, int xid, long instance) {
    waiting.add(new long[] {NvmlReturn.SUCCESS, device, XID_EVENT, xid, instance});
  }

  void xid(long device, int xid) {
    xid(device, xid, 0xFFFFFFFFL);
  }

  /** Lets the next wait fail. */
  void fail(int code) {
    waiting.add(new long[] {code, 0, 0, 0, 0});
  }

  /** Sets that were made and not given back. */
  long held() {
    return calls.stream().filter(c -> c.startsWith("create")).count()
        - calls.stream().filter(c -> c.startsWith("free")).count();
  }

  @Override
  public int read(long device, NvmlQuery query, int argument, long[] out) {
    Answer answer = answers.get(device + " " + query);
    if (answer == null) {
      return NvmlReturn.NOT_SUPPORTED;
    }
    for (int i = 0; i < answer.values.size(); i++) {
      out[i] = answer.values.get(i);
    }
    calls.add("read " + query);
    return answer.code;
  }

  @Override
  public int createEvents(long[] out) {
    if (creating == NvmlReturn.SUCCESS) {
      out[0] = sets.incrementAndGet();
      calls.add("create " + out[0]);
    }
    return creating;
  }

  @Override
  public int registerEvents(long set, long device, long types) {
    calls.add("register " + set + " " + device);
    return registering.getOrDefault(device, NvmlReturn.SUCCESS);
  }

  @Override
  public int awaitEvent(long set, int timeoutMillis, long[] out) {
    entered.countDown();
    hang();
    long[] event = next(timeoutMillis);
    if (event == null) {
      timedOut.run();
      return NvmlReturn.TIMEOUT;
    }
    System.arraycopy(event, 1, out, 0, 4);
    return (int) event[0];
  }

  private long @Nullable [] next(int timeoutMillis) {
    try {
      return blocking ? waiting.poll(timeoutMillis, TimeUnit.MILLISECONDS) : waiting.poll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void hang() {
    CountDownLatch latch = stuck;
    while (latch != null && latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        latch = stuck; // a native call cannot be interrupted
      }
    }
  }

  @Override
  public int freeEvents(long set) {
    calls.add("free " + set);
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int init() {
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int shutdown() {
    shutDown.countDown();
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int count(long[] out) {
    out[0] = count;
    return count == 0 ? NvmlReturn.NOT_SUPPORTED : NvmlReturn.SUCCESS;
  }

  @Override
  public int open(int index, long[] out) {
    out[0] = index + 1L;
    return index < count ? NvmlReturn.SUCCESS : NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int openMig(long device, int index, long[] out) {
    return NvmlReturn.NOT_FOUND;
  }

  @Override
  public int text(long device, NvmlText text, String[] out) {
    out[0] = "GPU-" + (device - 1);
    return text == NvmlText.UUID ? NvmlReturn.SUCCESS : NvmlReturn.NOT_SUPPORTED;
  }

  @Override
  public int processes(long device, boolean graphics, List<NvmlProcess> out) {
    return NvmlReturn.NOT_SUPPORTED;
  }
}
