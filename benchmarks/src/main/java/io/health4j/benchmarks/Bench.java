package io.health4j.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entry point of {@code ./bench}, and the one place where exit codes are given. */
public final class Bench {

  /** Where JMH and the child processes talk to, so that the table can be read. */
  static final Path LOG = Path.of(System.getProperty("bench.log", "bench.log"));

  private static final String HELP =
      """
      Usage: ./bench NAME [--quick]

      Measures what the monitor costs, with peers beside it, and prints a table and then one line
      'figure NAME VALUE' for each figure. With --quick it takes about a minute, and is less certain.

        containers  a look at 200 containers, beside docker stats; needs an engine (3 min)
        diversity   the measures of a population, beside reading it once (12 min in full)
        loop        timing an iteration of a loop, beside other timers (8 min)
        nvml        reading GPUs, on a stand-in for the driver's library, which gcc makes (9 min)
        overhead    the whole process with a monitor minus without, beside a node exporter (11 min)
        parallel    checks that wait, side by side (3 min)
        rules       20 alert rules on 1,000 targets (2 min)
        schedule    samples that the adaptive schedule saves on a quiet day (seconds)
        scrape      10,000 series in one scrape, beside other metrics libraries (5 min)
        sweep       1,000 checks, beside other libraries' health checks (5 min)
        targets     10,000 targets in one process (4 min)
      """;

  private static final Map<String, Program> PROGRAMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("containers", new ContainersBench()),
              Map.entry("diversity", new DiversityBench()),
              Map.entry("loop", new LoopBench()),
              Map.entry("nvml", new NvmlBench()),
              Map.entry("overhead", new OverheadBench()),
              Map.entry("parallel", new ParallelBench()),
              Map.entry("rules", new RulesBench()),
              Map.entry("schedule", new ScheduleBench()),
              Map.entry("scrape", new ScrapeBench()),
              Map.entry("sweep", new SweepBench()),
              Map.entry("targets", new TargetsBench())));

  /** One thing to measure. */
  @FunctionalInterface
  interface Program {

    /**
     * Measures, and tells the report what it saw.
     *
     * @param quick whether it should take about a minute, at the cost of certainty
     */
    void run(Report report, boolean quick) throws Exception;
  }

  private Bench() {}

  /**
   * Runs one program and ends the process: with 0 when it ran, 1 when it failed, 2 for a wrong
   * argument.
   *
   * @param args the name of a program, and perhaps {@code --quick}
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String... args) {
    if (List.of(args).equals(List.of("--help"))) {
      System.out.print(HELP);
      return 0;
    }
    String wrong = wrong(args);
    if (wrong != null) {
      System.err.println(
          "bench: " + wrong + "; usage: ./bench NAME [--quick], NAME one of " + names());
      return 2;
    }
    var report = new Report(args[0]);
    try {
      Files.deleteIfExists(LOG);
      Objects.requireNonNull(PROGRAMS.get(args[0])).run(report, args.length > 1);
    } catch (Exception e) {
      System.err.println("bench: " + args[0] + " failed, see also " + LOG);
      e.printStackTrace();
      return 1;
    }
    report.print(System.out);
    return 0;
  }

  private static @Nullable String wrong(String... args) {
    if (args.length == 0) {
      return "a name is missing";
    } else if (!PROGRAMS.containsKey(args[0])) {
      return "unknown name '" + args[0] + "'";
    } else if (args.length > 1 && !args[1].equals("--quick")) {
      return "unknown option '" + args[1] + "'";
    }
    return args.length > 2 ? "'" + args[2] + "' is too much" : null;
  }

  private static String names() {
    return String.join(", ", PROGRAMS.keySet());
  }
}
