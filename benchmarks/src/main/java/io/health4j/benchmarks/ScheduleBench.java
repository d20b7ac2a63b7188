package io.health4j.benchmarks;

import io.health4j.HealthMonitor;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.time.Schedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * How many samples the adaptive schedule saves on a quiet day, on a clock moved by hand: 24 h of
 * one target that is healthy but for five blips of a minute or two, against a sample every 5 s.
 */
final class ScheduleBench implements Bench.Program {

  private static final long SECOND = 1_000_000_000L;
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  /** Second of the day at which each blip begins, and how many seconds it takes. */
  private static final int[][] BLIPS = {
    {10_007, 60}, {26_311, 75}, {41_789, 90}, {60_013, 105}, {77_777, 120}
  };

  /** A day of one schedule. */
  private static final class Day implements HealthCheck {

    private final long[] seenAfter = new long[BLIPS.length];
    private long now;
    private long samples;

    Day(Schedule schedule) {
      Arrays.fill(seenAfter, -1);
      try (var monitor =
          HealthMonitor.builder()
              .clocks(() -> now, InstantSource.system())
              .watch("target", target -> target.schedule(schedule).check("blips", this))
              .build()) {
        for (; now < DAY_SECONDS * SECOND; now += SECOND) {
          samples += monitor.poll();
        }
      }
    }

    @Override
    public CheckResult check(CheckContext context) {
      for (int i = 0; i < BLIPS.length; i++) {
        long into = now / SECOND - BLIPS[i][0];
        if (into >= 0 && into < BLIPS[i][1]) {
          seenAfter[i] = seenAfter[i] < 0 ? into : seenAfter[i];
          return CheckResult.of(Status.WARNING, "a blip");
        }
      }
      return CheckResult.healthy();
    }

    void tell(Report report, String name) {
      long seen = Arrays.stream(seenAfter).filter(after -> after >= 0).count();
      long latest = Arrays.stream(seenAfter).max().orElseThrow();
      report.row(name, samples, seen + " of " + BLIPS.length, latest + " s");
    }
  }

  @Override
  public void run(Report report, boolean quick) {
    var fixed = new Day(Schedule.fixed(Duration.ofSeconds(5)));
    var adaptive = new Day(Schedule.adaptive());
    report.row("a day of 24 h", "samples", "blips seen", "latest after");
    fixed.tell(report, "fixed, 5 s");
    adaptive.tell(report, "adaptive, 5 s to 60 s");
    report.note("the day: healthy, but for five blips to WARNING of 60 to 120 s");
    report.figure("saved", 1 - adaptive.samples / (double) fixed.samples);
  }
}
