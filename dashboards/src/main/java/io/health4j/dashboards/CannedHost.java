package io.health4j.dashboards;

import com.sun.net.httpserver.HttpServer;
import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.docker.ContainerEngine;
import io.health4j.docker.orphan.Lease;
import io.health4j.docker.orphan.Leases;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.test.ManualTicker;
import io.health4j.test.gpu.CannedMachine;
import io.health4j.test.gpu.CannedMachines;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A host with every check that Health4j has, so that every metric is given: a loop, a worker, this
 * machine, one with what this machine may lack, GPUs new and old, and containers. GPUs and
 * containers are canned; troubles are made on the parts, while a monitor looks at them.
 *
 * <pre>{@code
 * try (CannedHost host = CannedHost.create();
 *     HealthMonitor monitor = host.monitor(ofSeconds(1)).metrics(binder).start()) {
 *   host.drive();
 *   host.work.collapse(true);
 * }
 * }</pre>
 */
final class CannedHost implements AutoCloseable {

  static final String OWNER = "trainer";

  /** So many samples are enough for every rate and window. */
  private static final int SAMPLES = 8;

  /** These come late: they want real time to pass, or threads to be done. */
  private static final Set<String> LATE =
      Set.of(
          "system.cpu.utilization",
          "health.gpu.xids",
          "hw.fan.speed_ratio", // of the first new GPU
          "health.gpu.pcie.throughput", // of the old GPU
          "health.container.engine.disk.usage");

  private static final int MOST_SAMPLES = 2_000;

  final CannedWork work;
  final CannedNode node;
  final CannedHang hang = new CannedHang();
  final CannedContainers containers;
  final CannedMachine gpus = CannedMachines.dgxH100();
  final CannedMachine oldGpus = CannedMachines.t4();
  final ContainerEngine engine;
  final Leases leases;

  private final Ticker ticker;
  private final InstantSource wall;
  private final HttpServer server;
  private final Path folder;
  private final Lease lease;
  private final CountDownLatch closed = new CountDownLatch(1);

  private CannedHost(Ticker ticker, InstantSource wall) throws IOException {
    this.ticker = ticker;
    this.wall = wall;
    work = new CannedWork(ticker);
    node = new CannedNode(ticker);
    containers = new CannedContainers(wall);
    engine = ContainerEngine.of(() -> containers);
    folder = Files.createTempDirectory("canned-host");
    leases = Leases.in(folder);
    lease = leases.acquire(OWNER);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
    fill();
  }

  /** One on the clocks of this machine. */
  static CannedHost create() {
    return on(Ticker.system(), InstantSource.system());
  }

  /** One on clocks that are moved by hand. */
  static CannedHost on(ManualTicker ticker) {
    return on(ticker, ticker.wall());
  }

  private static CannedHost on(Ticker ticker, InstantSource wall) {
    try {
      return new CannedHost(ticker, wall);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    containers.run("sandbox-1", 0.4, lease.labels());
    containers.run("sandbox-full", 0.97, lease.labels());
    containers.run("sandbox-throttled", 0.2, lease.labels());
    containers.run("sandbox-failed", 0.1, lease.labels());
    containers.exit("sandbox-failed", 3);
    try (Lease ended = Leases.in(folder).acquire(OWNER)) {
      containers.run("sandbox-left", 0.1, ended.labels());
    }
    for (CannedMachine machine : List.of(gpus, oldGpus)) {
      machine.gpu(0).processes().add(new NvmlProcess(ProcessHandle.current().pid(), 1 << 20, -1));
    }
    gpus.gpu(0).setFor(NvmlQuery.FAN_SPEED, 0, 40); // it has no fan of its own
  }

  /** A monitor of it all under all presets, to which a binder can be added. */
  MonitorBuilder monitor(Duration interval) {
    return new CannedTargets(this, interval)
        .watchedBy(HealthMonitor.builder().clocks(ticker, wall));
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Takes a turn of the work every 20 ms from now on, on a thread of its own. */
  void drive() {
    var driver = new Thread(this::turns, "canned-host");
    driver.setDaemon(true);
    driver.start();
  }

  private void turns() {
    try {
      while (!closed.await(20, TimeUnit.MILLISECONDS)) {
        work.turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Every metric of a reading that there is. What the monitor shows of itself is in {@link
   * io.health4j.MetricsBinder.Standard}.
   *
   * @return the metrics by name
   */
  static Collection<Metric> metrics() {
    var ticker = new ManualTicker();
    var found = new TreeMap<String, Metric>();
    try (CannedHost host = on(ticker);
        HealthMonitor monitor = host.monitor(Duration.ofSeconds(5)).build()) {
      for (int i = 0; i < SAMPLES || (i < MOST_SAMPLES && isIncomplete(found)); i++) {
        host.go(ticker, i);
        monitor.poll();
        monitor.report().targets().stream()
            .flatMap(target -> target.outcomes().stream())
            .flatMap(outcome -> outcome.result().readings().stream())
            .map(Reading::metric)
            .forEach(metric -> found.put(metric.name(), metric));
      }
    }
    return found.values();
  }

  private static boolean isIncomplete(Map<String, Metric> found) {
    return !found.keySet().containsAll(LATE);
  }

  private void go(ManualTicker ticker, int sample) {
    for (int i = 0; i < SAMPLES; i++) {
      work.turn();
      ticker.advance(Duration.ofSeconds(1));
    }
    if (sample == 1) {
      raise(gpus, 31);
    }
  }

  /** Reports an XID of a machine's first GPU, once it is listened to. */
  static void raise(CannedMachine machine, int xid) {
    try {
      machine.awaitListener(0);
      machine.xid(0, xid);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends its threads, and deletes its files. */
  @Override
  public void close() {
    closed.countDown();
    hang.hang(false);
    gpus.release();
    work.end();
    lease.close();
    engine.close();
    server.stop(0);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(CannedHost::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
