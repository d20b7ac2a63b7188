package io.health4j.alert;

import java.util.Arrays;
import java.util.Random;

/**
 * Makes series that look like the utilisation of a machine, and are as hard to judge: a level that
 * steps and drifts, some of the time close to the limit; noise whose rows depend on those before;
 * and bursts over the limit, of which one makes the next more likely. A series goes through phases:
 * of jobs that take about the same time each, of spikes, and of load that lasts. Here and there a
 * row is missing.
 *
 * <p>What it is made to match: how often simple rules are wrong on real series, and that there a
 * run that broke off mostly follows one that broke off too. The same seed gives the same series.
 */
final class NoisySeries {

  static final double LIMIT = 0.8;
  static final int ROWS = 3_000;

  private static final double GAPS = 0.004;
  private static final double BURSTS = 0.0065;
  private static final double MOST_BUSY = 0.15;
  private static final double BUSIER = 0.022;
  private static final double CALMING = 0.9845;
  private static final double EBBS = 0.18;
  private static final int LONGEST_EBB = 40;
  private static final double DIPS = 0.014;
  private static final int[] JOBS = {4, 5, 5, 5, 5, 6, 7, 8};
  private static final int LONGEST = 400;

  private enum Phase {
    JOBS,
    SPIKES,
    LOAD
  }

  private final Random random;
  private final boolean isClose;
  private final double memory;
  private final double strength;
  private Phase phase = Phase.LOAD;
  private int phaseLeft;
  private int job;
  private double level;
  private double drift;
  private double noise;
  private double busy;
  private int burst;
  private int burstLeft;
  private double height;
  private int ebbLeft;

  private NoisySeries(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    isClose = chance(0.34);
    memory = between(0.3, 0.9);
    strength = between(0.01, 0.11);
  }

  /**
   * Makes a series.
   *
   * @param seed which one
   * @return values from 0 to 1, without the rows that are missing
   */
  static double[] of(long seed) {
    var series = new NoisySeries(seed);
    double[] rows = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = series.next();
    }
    return Arrays.stream(rows).filter(row -> !Double.isNaN(row)).toArray();
  }

  private double next() {
    if (phaseLeft-- == 0) {
      begin();
    }
    level = Math.min(LIMIT, Math.max(0.2, level + drift));
    noise = memory * noise + strength * random.nextGaussian();
    busy *= CALMING;
    if (burstLeft == 0 && chance(BURSTS + busy)) {
      burst();
    }
    double row = burstLeft > 0 ? overLimit() : ebbLeft > 0 ? ebb() : level + noise;
    return chance(GAPS) ? Double.NaN : Math.max(0, Math.min(1, row));
  }

  private void begin() {
    phaseLeft = 300 + random.nextInt(1_500);
    phase = chance(0.14) ? Phase.JOBS : chance(0.42) ? Phase.SPIKES : Phase.LOAD;
    job = JOBS[random.nextInt(JOBS.length)];
    level = isClose ? between(0.6, 0.8) : between(0.3, 0.65);
    drift = chance(0.3) ? between(-0.0004, 0.0004) : 0;
  }

  private void burst() {
    burst =
        switch (phase) {
          case JOBS -> job + (chance(0.12) ? random.nextInt(3) - 1 : 0);
          case SPIKES -> heavyTailed(0.77, 60);
          case LOAD -> heavyTailed(0.165, LONGEST);
        };
    burstLeft = burst;
    busy = Math.min(MOST_BUSY, busy + BUSIER);
    height = between(0.01, random.nextBoolean() ? 0.06 : 0.2);
  }

  /** At its last row it mostly has fallen back to the limit already. */
  private double overLimit() {
    burstLeft--;
    if (burstLeft == 0 && chance(EBBS)) {
      ebbLeft = random.nextInt(LONGEST_EBB);
    }
    if (burstLeft < 2 && chance(0.85)) {
      return LIMIT + 0.1 * height;
    }
    boolean dips = burst > 15 && chance(DIPS);
    return LIMIT + (dips ? -0.05 : height) + 0.04 * noise;
  }

  /** After some bursts it stays just below the limit for a while. */
  private double ebb() {
    ebbLeft--;
    return LIMIT - 0.02 + 0.004 * random.nextGaussian();
  }

  private int heavyTailed(double exponent, int most) {
    return (int) Math.min(most, Math.pow(1 - random.nextDouble(), -1 / exponent));
  }

  private double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
