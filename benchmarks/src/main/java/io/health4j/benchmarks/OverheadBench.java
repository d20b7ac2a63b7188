package io.health4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What a monitor adds to the CPU time of its host's whole process: {@link OverheadHost} with it
 * minus the same without it, each in fresh JVMs, beside each other at the same time.
 *
 * <p><b>Why at a pace.</b> A host at full speed takes all of a core with a monitor or without, and
 * the difference would be nothing. So both make the same turns at the same pace, and what the one
 * takes more is the monitor's: its threads, the probe on the host's thread, and what the compiler
 * and the collector do for them. The pace is low, since a host's own CPU time differs by a percent
 * or so from process to process, and that must stay small beside what is looked for.
 *
 * <p>What the host's thread itself loses is seen best when it does nothing else: in the full run
 * the hosts then turn as fast as they can for a minute, and tell their iterations per CPU second.
 *
 * <p>Prometheus' node exporter runs in the same time, scraped at the same interval. Both sides are
 * compared from their start on: a minute in the quick run, ten in the full one; there the last
 * minute is compared for itself too.
 *
 * <p>There are three hosts of each kind, of which the middle one counts: they are compiled by
 * chance in slightly different ways. CPU time is read from outside, in the steps of 10 ms that
 * Linux tells it in: 0.0002 of a core over a minute.
 */
final class OverheadBench implements Bench.Program {

  private static final int HOSTS = 3;
  private static final int MINUTE = 60;

  /**
   * Seconds from the start of each process, so minute 1 holds the start of the JVM on both sides.
   */
  private static final List<Integer> QUICK = List.of(0, MINUTE);

  private static final List<Integer> FULL = List.of(0, MINUTE, 9 * MINUTE, 10 * MINUTE);

  private final List<Host> watched = new ArrayList<>();
  private final List<Host> bare = new ArrayList<>();

  /**
   * One host.
   *
   * @param cpu its CPU time at each mark, in nanoseconds
   */
  private record Host(Child child, long started, List<Long> cpu) {

    static Host start(String kind, int paced, int fast) throws IOException {
      var child = Child.start(OverheadHost.class, kind, paced, fast);
      return new Host(child, System.nanoTime(), new ArrayList<>());
    }

    void read(int second) throws InterruptedException {
      long left = started + TimeUnit.SECONDS.toNanos(second) - System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(left);
      cpu.add(second == 0 ? 0 : CpuProfiler.ofProcess(child.process.toHandle()));
    }

    double seconds(int from, int to) {
      return (cpu.get(to) - cpu.get(from)) / 1e9;
    }
  }

  @Override
  public void run(Report report, boolean quick) throws Exception {
    List<Integer> marks = quick ? QUICK : FULL;
    int last = marks.size() - 1;
    try (var exporter = new NodeExporter()) {
      start(marks.get(last) + 3, quick ? 0 : MINUTE); // still at its pace when it is read last
      for (int mark : marks) {
        report.progress("until second " + mark + " of " + marks.get(last));
        read(mark);
        exporter.read();
      }
      report.row("CPU time as a share of a core", "watched", "bare", "the monitor's", "exporter's");
      double ours = share(report, exporter, "minute 1", 0, 1, MINUTE);
      report.figure("first_minute", ours);
      if (!quick) {
        double steady = share(report, exporter, "minute 10", last - 1, last, MINUTE);
        report.figure("steady", steady);
        compare(report, exporter, "vs_node_exporter_steady", steady, last - 1, MINUTE);
        report.figure("host_ratio", hostRatio(report));
        ours = share(report, exporter, "the whole run", 0, last, marks.get(last));
      }
      compare(report, exporter, "vs_node_exporter", ours, 0, marks.get(last));
      report.note(
          exporter
              .missing()
              .orElse("the node exporter was scraped " + exporter.scrapes() + " times"));
    } finally {
      watched.forEach(host -> host.child().close());
      bare.forEach(host -> host.child().close());
    }
  }

  /** Up to the last mark; no figure where there is nothing to compare with. */
  private static void compare(
      Report report, NodeExporter exporter, String figure, double ours, int from, int seconds) {
    if (exporter.missing().isEmpty()) {
      report.figure(figure, ours / exporter.share(from, exporter.marks() - 1, seconds));
    }
  }

  private void start(int paced, int fast) throws IOException {
    for (int i = 0; i < HOSTS; i++) {
      bare.add(Host.start(OverheadHost.BARE, paced, fast));
      watched.add(Host.start(OverheadHost.WATCHED, paced, fast));
    }
  }

  private void read(int mark) throws InterruptedException {
    for (int i = 0; i < HOSTS; i++) {
      bare.get(i).read(mark);
      watched.get(i).read(mark);
    }
  }

  private double share(
      Report report, NodeExporter exporter, String name, int from, int to, int seconds) {
    double[] with = each(watched, host -> host.seconds(from, to) / seconds);
    double[] without = each(bare, host -> host.seconds(from, to) / seconds);
    double added = Jmh.median(with) - Jmh.median(without);
    Object theirs = exporter.missing().isPresent() ? "" : exporter.share(from, to, seconds);
    report.row(name, text(with), text(without), added, theirs);
    return added;
  }

  private double hostRatio(Report report) throws IOException, InterruptedException {
    report.progress("as fast as they can");
    double[] with = rates(watched);
    double[] without = rates(bare);
    report.row("iterations per CPU second", text(with), text(without), "", "");
    return Jmh.median(with) / Jmh.median(without);
  }

  private static double[] rates(List<Host> hosts) throws IOException, InterruptedException {
    var rates = new double[hosts.size()];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = hosts.get(i).child().told().get(OverheadHost.RATE);
    }
    return rates;
  }

  private static double[] each(List<Host> hosts, ToDoubleFunction<Host> what) {
    return hosts.stream().mapToDouble(what).toArray();
  }

  private static String text(double... values) {
    return Arrays.stream(values).sorted().mapToObj(Report::text).collect(Collectors.joining(" "));
  }
}
