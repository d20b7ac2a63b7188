package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.Target;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks that come and go on several threads, over a driver that is slow now and then. */
@Timeout(120)
final class SessionStressTest {

  private static final int THREADS = 2;
  private static final int ROUNDS = 60;

  /** Notes each call made outside the session, and each end under a call. */
  private static final class Watchful implements NvmlApi {
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    private int call(String what, int code) {
      inside.incrementAndGet();
      check(what);
      if (calls.incrementAndGet() % 50 == 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
      check(what);
      inside.decrementAndGet();
      return code;
    }

    private void check(String what) {
      if (begun.get() != 1) {
        wrong.add(what + " while begun " + begun.get() + " times");
      }
    }

    @Override
    public int init() {
      begun.incrementAndGet();
      return NvmlReturn.SUCCESS;
    }

    @Override
    public int shutdown() {
      if (inside.get() > 0) {
        wrong.add("shutdown under a call");
      }
      begun.decrementAndGet();
      return NvmlReturn.SUCCESS;
    }

    @Override
    public int count(long[] out) {
      out[0] = 4;
      boolean fails = calls.get() % 40 == 0;
      return call("count", fails ? NvmlReturn.UNINITIALIZED : NvmlReturn.SUCCESS);
    }

    @Override
    public int open(int index, long[] out) {
      out[0] = 100L + index;
      return call("open", NvmlReturn.SUCCESS);
    }

    @Override
    public int openMig(long device, int index, long[] out) {
      return NvmlReturn.NOT_FOUND;
    }

    @Override
    public int read(long device, NvmlQuery query, int argument, long[] out) {
      out[0] = query == NvmlQuery.EVENT_TYPES ? XID_EVENT : 0;
      boolean there = query == NvmlQuery.EVENT_TYPES || query == NvmlQuery.TEMPERATURE;
      return call("read", there ? NvmlReturn.SUCCESS : NvmlReturn.NOT_SUPPORTED);
    }

    @Override
    public int text(long device, NvmlText text, String[] out) {
      out[0] = text + " " + device;
      return call("text", NvmlReturn.SUCCESS);
    }

    @Override
    public int processes(long device, boolean graphics, List<NvmlProcess> out) {
      return call("processes", NvmlReturn.NOT_SUPPORTED);
    }

    @Override
    public int createEvents(long[] out) {
      out[0] = 5;
      return call("createEvents", NvmlReturn.SUCCESS);
    }

    @Override
    public int registerEvents(long set, long device, long types) {
      return call("registerEvents", NvmlReturn.SUCCESS);
    }

    @Override
    public int awaitEvent(long set, int timeoutMillis, long[] out) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      return call("awaitEvent", NvmlReturn.TIMEOUT);
    }

    @Override
    public int freeEvents(long set) {
      return call("freeEvents", NvmlReturn.SUCCESS);
    }
  }

  private final Watchful driver = new Watchful();
  private final Nvml session =
      new Nvml(driver, name -> new ThreadLane(name, Duration.ofMillis(5)), Duration.ofMillis(1));
  private final AtomicLong passed = new AtomicLong();

  /** Runs ahead, so that what is due seldom is due here, too. */
  private final Ticker ticker =
      () -> System.nanoTime() + passed.addAndGet(TimeUnit.MILLISECONDS.toNanos(50));

  @Test
  void checks_thatComeAndGo_callNothingOutsideTheSessionAndEndIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    var work = new ArrayList<Future<?>>();
    for (int i = 0; i < THREADS; i++) {
      var random = new Random(i);
      work.add(threads.submit(() -> comeAndGo(random)));
    }
    for (Future<?> each : work) {
      each.get(100, TimeUnit.SECONDS);
    }
    threads.shutdown();
    // What was late comes back, and then it ends.
    while (driver.begun.get() > 0 || session.state() != NvmlState.NOT_STARTED) {
      if (Thread.interrupted()) {
        throw new InterruptedException("it never ended, " + session.state());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    assertThat(driver.wrong).isEmpty();
  }

  private Void comeAndGo(Random random) throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      var check = new GpuCheck(session, EnumSet.allOf(GpuFamily.class), GpuSettings.defaults());
      Thread closer = new Thread(check::close);
      int looks = random.nextInt(4);
      for (int look = 0; look < looks; look++) {
        check.check(CheckContext.of(Target.of("t"), null, ticker, new LostTime()));
        if (look == 1 && random.nextBoolean()) {
          closer.start();
        }
      }
      closer.join();
      check.close();
    }
    return null;
  }
}
