package io.health4j.benchmarks;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.docker.ContainerChecks;
import io.health4j.docker.ContainerEngine;
import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.usage.UsageReader;
import io.health4j.time.Ticker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a look at many containers costs, client and engine together, beside {@code docker stats} and
 * the other ways to ask the engine. What the engine does anyway meanwhile is taken off all of them.
 */
final class ContainersBench implements Bench.Program {

  /** Where no cgroup is to be seen, so that the engine must be asked. */
  private static final Path BLIND = Path.of("/nonexistent");

  private static final int STREAM_SECONDS = 5;

  private double idle;

  /** One way, once: CPU time and wall time, in seconds. */
  private record Cost(double client, double engine, double wall) {
    double cpu() {
      return client + engine;
    }
  }

  /** Something to measure, which answers the CPU time of its own processes beside this one. */
  @FunctionalInterface
  private interface Way {
    double run() throws Exception;
  }

  @Override
  public void run(Report report, boolean quick) throws Exception {
    int count = quick ? 50 : 200;
    report.progress("starting " + count + " containers");
    try (var containers = new Containers(count);
        var engine = ContainerEngine.standard()) {
      idle = idle();
      report.row(count + " containers, each way once", "CPU s", "of it engine", "wall s");
      ours(report, engine, containers, count, quick ? 5 : 20);
      others(report, engine, containers);
    }
  }

  private void ours(
      Report report, ContainerEngine engine, Containers containers, int count, int times)
      throws Exception {
    report.progress("looking, and docker stats in turn");
    HealthCheck check =
        ContainerChecks.builder(engine)
            .label(Containers.LABEL, containers.value)
            .most(count)
            .build();
    Cost first = measure(1, () -> look(check, count));
    measure(times, () -> look(check, count)); // until it is compiled
    var mine = new ArrayList<Cost>();
    var theirs = new ArrayList<Cost>();
    for (int round = 0; round < 3; round++) {
      mine.add(measure(times, () -> look(check, count)));
      theirs.add(measure(1, ContainersBench::dockerStats));
    }
    Cost ours = mean(mine);
    Cost stats = mean(theirs);
    row(report, "the first look of a process", first);
    row(report, "a look, when warm", ours);
    row(report, "docker stats --no-stream", stats);
    report.figure("cpu_ratio", ours.cpu() / stats.cpu());
    report.figure("wall_s", Math.max(first.wall(), ours.wall()));
    if (check instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  private static double look(HealthCheck check, int count) throws Exception {
    CheckResult result = check.check(CheckContext.first(Target.of("bench")));
    long read =
        result.readings().stream()
            .filter(each -> each.metric().name().equals("container.memory.working_set"))
            .count();
    if (result.status() != Status.HEALTHY || read != count) {
      throw new IOException(read + " of " + count + " containers read; " + result.message());
    }
    return 0;
  }

  private void others(Report report, ContainerEngine engine, Containers containers)
      throws Exception {
    var states = new ArrayList<ContainerState>();
    for (ContainerEntry each :
        engine.ask(
            ContainerEngine.TIMEOUT,
            api -> api.containers(Map.of(Containers.LABEL, containers.value)))) {
      states.add(engine.ask(ContainerEngine.TIMEOUT, api -> api.inspect(each.id())));
    }
    report.progress("one-shot requests");
    var blind = new UsageReader(engine, BLIND);
    var read = new int[1];
    Cost requests =
        measure(
            1,
            () -> {
              read[0] = blind.read(states, Duration.ofSeconds(2), Ticker.system()).size();
              return 0;
            });
    row(report, "one-shot requests for 2 s, which read " + read[0] + " of them", requests);
    streams(report, states.stream().map(ContainerState::id).toList());
  }

  private void streams(Report report, List<String> ids) throws Exception {
    String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    if (!host.startsWith("unix:")) {
      report.note("the engine is not on a socket of this machine: streams were not measured");
      return;
    }
    report.progress("streams");
    try (var streams = new StatsStreams(Path.of(URI.create(host).getPath()), ids)) {
      streams.read(2_000_000_000L);
      Cost stream =
          measure(
              STREAM_SECONDS,
              () -> {
                streams.read(1_000_000_000L);
                return 0;
              });
      row(report, "a stream for each, for each second", stream);
    }
  }

  /** The client's CPU time is what the shell tells of its children. */
  private static double dockerStats() throws Exception {
    List<String> told = Containers.shell("docker stats --no-stream >/dev/null || exit; times");
    double sum = 0;
    for (String time : told.get(1).split(" ", 2)) {
      int minutes = time.indexOf('m');
      sum += 60 * Double.parseDouble(time.substring(0, minutes));
      sum += Double.parseDouble(time.substring(minutes + 1, time.length() - 1));
    }
    return sum;
  }

  private double idle() throws IOException, InterruptedException {
    long before = EngineCpu.read();
    Thread.sleep(10_000);
    return (EngineCpu.read() - before) / 1e9 / 10;
  }

  private Cost measure(int times, Way way) throws Exception {
    ProcessHandle self = ProcessHandle.current();
    long engine = EngineCpu.read();
    long client = CpuProfiler.ofProcess(self);
    long start = System.nanoTime();
    double children = 0;
    for (int i = 0; i < times; i++) {
      children += way.run();
    }
    double wall = (System.nanoTime() - start) / 1e9;
    double own = (CpuProfiler.ofProcess(self) - client) / 1e9 + children;
    double engines = Math.max(0, (EngineCpu.read() - engine) / 1e9 - idle * wall);
    return new Cost(own / times, engines / times, wall / times);
  }

  private static Cost mean(List<Cost> costs) {
    return new Cost(
        costs.stream().mapToDouble(Cost::client).average().orElseThrow(),
        costs.stream().mapToDouble(Cost::engine).average().orElseThrow(),
        costs.stream().mapToDouble(Cost::wall).average().orElseThrow());
  }

  private static void row(Report report, String name, Cost cost) {
    report.row(name, cost.cpu(), cost.engine(), cost.wall());
  }
}
