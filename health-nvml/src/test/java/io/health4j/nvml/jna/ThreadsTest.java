package io.health4j.nvml.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of several threads at once, calls that do not return, and what a call allocates. */
class ThreadsTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private StubNvml stub;

  @BeforeEach
  void begin() {
    stub = StubNvml.begin();
  }

  @AfterEach
  void end() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    stub.api.shutdown();
  }

  @Test
  void read_severalThreadsAtOnce_mixesNothing() throws Exception {
    for (int gpu = 0; gpu < 4; gpu++) {
      for (int place = 0; place < 4; place++) {
        stub.set("nvmlDeviceGetMemoryInfo_v2." + place + "@" + gpu, gpu);
      }
    }
    List<Future<Boolean>> same = new ArrayList<>();
    for (int gpu = 0; gpu < 4; gpu++) {
      same.add(threads.submit(allAre(gpu)));
    }

    for (Future<Boolean> each : same) {
      assertThat(each.get()).isTrue();
    }
  }

  private Callable<Boolean> allAre(int gpu) {
    long device = stub.gpu(gpu);
    return () -> {
      long[] out = new long[NvmlApi.MAX_VALUES];
      boolean same = true;
      for (int i = 0; i < 100_000; i++) {
        same &= stub.api.read(device, NvmlQuery.MEMORY, 0, out) == NvmlReturn.SUCCESS;
        same &= out[0] == gpu && out[1] == gpu && out[2] == gpu && out[3] == gpu;
      }
      return same;
    };
  }

  @Test
  void read_callThatDoesNotReturn_holdsNoOtherUpAndGetsItsOwnValueInTheEnd() throws Exception {
    stub.set("nvmlDeviceGetPowerUsage@0", 11).set("nvmlDeviceGetPowerUsage@1", 22);
    stub.set("nvmlDeviceGetPowerUsage.hang@0", 1);
    long device = stub.gpu(0);
    long[] late = new long[NvmlApi.MAX_VALUES];
    long[] out = new long[NvmlApi.MAX_VALUES];
    Future<Integer> stuck =
        threads.submit(() -> stub.api.read(device, NvmlQuery.POWER_USAGE, 0, late));
    while (stub.get("nvmlDeviceGetPowerUsage.calls@0") == 0) {
      Thread.onSpinWait();
    }

    assertThat(stub.api.read(stub.gpu(1), NvmlQuery.POWER_USAGE, 0, out)).isZero();
    assertThat(out[0]).isEqualTo(22);
    assertThat(stuck).isNotDone();
    stub.set("nvmlDeviceGetPowerUsage.hang", 0);

    assertThat(stuck.get()).isZero();
    assertThat(late[0]).isEqualTo(11);
  }

  @Test
  void read_everyQueryManyTimes_allocatesNothing() {
    long[] out = new long[NvmlApi.MAX_VALUES];
    long device = stub.gpu(0);
    NvmlQuery[] queries = NvmlQuery.values();
    readAll(20_000, device, queries, out);
    long thread = Thread.currentThread().getId();

    long before = THREADS.getThreadAllocatedBytes(thread);
    readAll(10_000, device, queries, out);

    assertThat(THREADS.getThreadAllocatedBytes(thread) - before).isZero();
  }

  private void readAll(int times, long device, NvmlQuery[] queries, long[] out) {
    for (int i = 0; i < times; i++) {
      for (NvmlQuery query : queries) {
        stub.api.read(device, query, 0, out);
      }
    }
  }
}
