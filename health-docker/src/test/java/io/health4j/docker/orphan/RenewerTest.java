package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.time.Ticker;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RenewerTest {
  @TempDir private Path temp;
  private final FaultyDisk disk = new FaultyDisk();
  private LeaseFolder folder;

  @BeforeEach
  void noThread() throws InterruptedException {
    awaitNoThread();
    folder = new LeaseFolder(temp.resolve("leases"), disk);
  }

  static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("health4j-lease"))
        .toList();
  }

  static void awaitNoThread() throws InterruptedException {
    for (Thread thread : threads()) {
      thread.join();
    }
  }

  private Leases leases(Duration duration, Ticker ticker) {
    return new Leases(folder, duration, ticker, Processes.system());
  }

  private long renewals(Lease lease) throws IOException {
    return LeaseFile.decode(disk.read(folder.file(lease.name()))).orElseThrow().renewals();
  }

  @Test
  void thread_leasesHeld_isOneDaemon() throws Exception {
    Leases leases = leases(Duration.ofHours(1), Ticker.system());
    assertThat(threads()).isEmpty();
    Lease one = leases.acquire("trainer");
    Lease two = leases.acquire("trainer");
    assertThat(threads()).singleElement().matches(Thread::isDaemon);
    one.close();
    assertThat(threads()).hasSize(1);
    two.close();
    awaitNoThread();
    try (Lease again = leases.acquire("trainer")) {
      assertThat(threads()).as("thread for " + again).hasSize(1);
    }
    awaitNoThread();
  }

  @Test
  void thread_timePasses_renewsAgainAndAgain() throws Exception {
    CountDownLatch renewals = new CountDownLatch(3);
    Ticker counting =
        () -> {
          if (Thread.currentThread().getName().equals("health4j-lease")) {
            renewals.countDown();
          }
          return System.nanoTime();
        };
    try (Lease lease = leases(Duration.ofSeconds(1), counting).acquire("trainer")) {
      renewals.await();
      assertThat(renewals(lease)).isGreaterThanOrEqualTo(2);
    }
    awaitNoThread();
  }

  @Test
  void thread_interrupted_goesOn() throws Exception {
    CountDownLatch renewed = new CountDownLatch(1);
    Ticker counting =
        () -> {
          if (Thread.currentThread().getName().equals("health4j-lease")) {
            renewed.countDown();
          }
          return System.nanoTime();
        };
    try (Lease lease = leases(Duration.ofHours(1), counting).acquire("trainer")) {
      Thread thread = threads().get(0);
      thread.interrupt();
      renewed.await();
      assertThat(thread.isAlive()).as("thread for " + lease).isTrue();
    }
    awaitNoThread();
  }

  @Test
  void thread_renewalFailsBadly_goesOn() throws Exception {
    CountDownLatch tried = new CountDownLatch(3);
    Ticker failing =
        () -> {
          if (Thread.currentThread().getName().equals("health4j-lease")) {
            tried.countDown();
            throw new StackOverflowError("on purpose");
          }
          return System.nanoTime();
        };
    Leases leases = leases(Duration.ofSeconds(1), failing);
    try (Lease lease = leases.acquire("trainer")) {
      tried.await();
      assertThat(leases.trouble()).as("trouble of " + lease).isPresent();
    }
    awaitNoThread();
  }

  @Test
  void leases_fromManyThreads_areAllEndedAndNoThreadStays() throws Exception {
    Leases leases = leases(Duration.ofHours(1), Ticker.system());
    ExecutorService hosts = Executors.newFixedThreadPool(8);
    try {
      List<Future<Lease>> done =
          hosts.invokeAll(
              java.util.stream.IntStream.range(0, 400)
                  .<java.util.concurrent.Callable<Lease>>mapToObj(
                      i ->
                          () -> {
                            try (Lease lease = leases.acquire("trainer")) {
                              leases.renew();
                              return lease;
                            }
                          })
                  .toList());
      for (Future<Lease> lease : done) {
        assertThat(LeaseFile.decode(disk.read(folder.file(lease.get().name()))))
            .hasValueSatisfying(it -> assertThat(it.ended()).isTrue());
      }
    } finally {
      hosts.shutdownNow();
    }
    awaitNoThread();
    assertThat(leases.unrenewedNanos()).isEmpty();
  }

  @Test
  void thread_startedByAHostsThread_keepsNothingOfItAlive() throws Exception {
    Leases leases = leases(Duration.ofHours(1), Ticker.system());
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    try (URLClassLoader plugin = new URLClassLoader(new URL[0], before)) {
      current.setContextClassLoader(plugin);
      try (Lease lease = leases.acquire("trainer")) {
        assertThat(threads().get(0).getContextClassLoader())
            .as("loader of " + lease)
            .isSameAs(Leases.class.getClassLoader());
      }
    } finally {
      current.setContextClassLoader(before);
    }
    awaitNoThread();
  }
}
