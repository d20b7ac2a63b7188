package io.health4j.benchmarks;

import io.health4j.HealthMonitor;
import io.health4j.check.CheckResult;
import io.health4j.check.Checks;
import io.health4j.check.Status;
import io.health4j.loop.LoopProbe;
import io.health4j.oshi.SystemChecks;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A host as the demo's, with a monitor or without: the same search, and the same checks as there
 * every 5 s. First it turns at a given pace; then, if asked, as fast as it can, and tells how many
 * iterations it makes in a second of its thread's CPU time. Nothing here reads a clock of the CPU
 * before that: the classes it would load are among what the monitor costs.
 */
public final class OverheadHost {

  static final String WATCHED = "watched";
  static final String BARE = "bare";
  static final String RATE = "iterations-per-cpu-second";

  /** Few enough that the search's own CPU time, and so what it differs by itself, is small. */
  private static final int TURNS_PER_SECOND = 20;

  private OverheadHost() {}

  /**
   * Runs the host.
   *
   * @param args whether it is {@value #WATCHED} or {@value #BARE}, the seconds at a pace, and those
   *     without
   */
  public static void main(String[] args) {
    Runnable turn = args[0].equals(WATCHED) ? watched() : new Search()::turn;
    pace(turn, Integer.parseInt(args[1]));
    long fast = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
    if (fast > 0) {
      Child.tell(RATE, rate(turn, fast));
    }
  }

  private static Runnable watched() {
    var search = new Search();
    var probe = LoopProbe.create();
    Path results = Path.of("").toAbsolutePath();
    HealthMonitor.builder()
        .watch(
            "search",
            target ->
                target
                    .interval(Duration.ofSeconds(5))
                    .check("loop", probe.health(), check -> check.weight(50).vital())
                    .check("heap", Checks.heap(), check -> check.weight(20))
                    .check("process", SystemChecks.process(), check -> check.weight(10))
                    .check("results", context -> writable(results), check -> check.weight(20)))
        .watch(
            "machine",
            target ->
                target
                    .interval(Duration.ofSeconds(5))
                    .check("cpu", SystemChecks.cpu(), check -> check.weight(20))
                    .check("memory", SystemChecks.memory(), check -> check.weight(40))
                    .check("disk", Checks.diskSpace(results), check -> check.weight(40)))
        .start();
    return () -> search.turn(probe);
  }

  private static CheckResult writable(Path folder) {
    return Files.isWritable(folder)
        ? CheckResult.healthy(folder + " can be written")
        : CheckResult.of(Status.CRITICAL, folder + " cannot be written");
  }

  private static void pace(Runnable turn, int seconds) {
    long start = System.nanoTime();
    long step = TimeUnit.SECONDS.toNanos(1) / TURNS_PER_SECOND;
    for (long due = step; due <= TimeUnit.SECONDS.toNanos(seconds); due += step) {
      turn.run();
      for (long left = left(start, due); left > 0; left = left(start, due)) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private static long left(long start, long due) {
    return start + due - System.nanoTime();
  }

  private static double rate(Runnable turn, long nanos) {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    long turns = 0;
    for (; System.nanoTime() - start < nanos; turns++) {
      turn.run();
    }
    return turns * 1e9 / (threads.getCurrentThreadCpuTime() - cpu);
  }
}
