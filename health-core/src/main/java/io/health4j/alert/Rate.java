package io.health4j.alert;

/**
 * How much a reading grew a second since the sample before. A counter that fell was reset and
 * counts from 0. Over a gap of more than 3 intervals there is no rate: it would be that of another
 * time.
 */
final class Rate implements Meter {

  private final boolean counter;
  private boolean known;
  private long lastTick;
  private double lastValue;
  private double rate = Double.NaN;
  private long reach;

  Rate(boolean counter) {
    this.counter = counter;
  }

  @Override
  public double add(long tick, double value, long interval) {
    long nanos = tick - lastTick;
    if (known && nanos == 0) {
      return rate; // two values at one moment tell nothing of growth
    }
    boolean reset = counter && value < lastValue;
    double growth = reset ? value : value - lastValue;
    rate = known && nanos > 0 && nanos <= reach ? growth / nanos * 1e9 : Double.NaN;
    known = true;
    lastTick = tick;
    lastValue = value;
    reach = Streak.reach(interval);
    return rate;
  }
}
