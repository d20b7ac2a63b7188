package io.health4j.alert;

import io.health4j.report.History;
import io.health4j.report.Sample;
import io.health4j.report.Series;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tries a rule on the past: which alerts it would have raised, when, and for how long.
 *
 * <p>Recorded values go through the same state machine as live ones, on a clock that stands at the
 * tick of the value at hand: what a rule does here it does in a monitor. Each series is looked at
 * by itself, and series may come in any order, also mixed; only the values of one series must come
 * from old to new. So values can be added as they are read, and what is kept of a series is the
 * state of its rule and the ticks of its alerts.
 *
 * <pre>{@code
 * var backtest = AlertBacktest.of(rule, Duration.ofSeconds(5));
 * backtest.add(history, "trainer-1", sinceTick);
 * backtest.firings().forEach(System.out::println);
 * }</pre>
 *
 * <p>Flapping delays the end of an alert here as it does live, unless the rule is {@link
 * RuleBuilder#undamped undamped}. What a rule is restricted to ({@link RuleBuilder#where where}) is
 * not looked at: the caller chooses the series. Not thread-safe.
 */
public final class AlertBacktest {

  /**
   * An alert that would have been.
   *
   * @param series the series that raised it
   * @param firedTick the tick of the value at which it fired
   * @param resolvedTick the tick of the value at which it was resolved; empty when it fires after
   *     the last value
   */
  public record Firing(String series, long firedTick, OptionalLong resolvedTick) {}

  private final AlertRule rule;
  private final long interval;
  private final Map<String, Replay> replays = new LinkedHashMap<>();

  private AlertBacktest(AlertRule rule, long interval) {
    this.rule = rule;
    this.interval = interval;
  }

  /**
   * A back-test that has seen nothing.
   *
   * @param rule the rule to try: on a score or a reading, its rate or its trend; it holds for
   *     samples or time
   * @param interval how often values were taken, from 1 ms to 24 h; a gap of more than three breaks
   *     what holds for a time
   * @return a back-test
   * @throws IllegalArgumentException when the rule looks at more than the values of one series, or
   *     the interval is out of range
   */
  public static AlertBacktest of(AlertRule rule, Duration interval) {
    Source source = rule.source();
    if (!source.isNumber() || source instanceof Source.OfShare) {
      throw new IllegalArgumentException(
          "rule must be on a score or a reading, was on " + source.text());
    }
    if (rule.hold() instanceof Hold.Progress progress) {
      throw new IllegalArgumentException(
          "rule must hold for samples or time, was for progress of " + progress.metric());
    }
    Durations.inRange("interval", interval, Durations.MIN, Durations.MAX);
    return new AlertBacktest(rule, interval.toNanos());
  }

  /**
   * Takes in the next value of a series.
   *
   * @param series its name
   * @param tick when it was taken, in nanoseconds; after the value before
   * @param value the value; NaN when it was not known, which raises and resolves nothing
   * @throws IllegalArgumentException when the tick is not after the one before
   */
  public void add(String series, long tick, double value) {
    Replay replay = replays.get(series);
    if (replay == null) {
      replay = new Replay(rule);
      replays.put(series, replay);
    }
    replay.add(series, tick, value, interval);
  }

  /**
   * Takes in values of a series.
   *
   * @param series its name
   * @param samples its values, from old to new
   * @throws IllegalArgumentException when they are not in order, or not after the one before
   */
  public void add(String series, List<Sample> samples) {
    for (Sample sample : samples) {
      add(series, sample.tick(), sample.value());
    }
  }

  /**
   * Takes in the samples that a history still has, one by one, of what the rule looks at in a
   * target. Each sibling is a series of its own, named by the target and its attributes.
   *
   * @param history the past
   * @param target the target's id
   * @param sinceTick the oldest wanted moment, on the monitor's ticker
   */
  public void add(History history, String target, long sinceTick) {
    for (Series series : history.series(target)) {
      if (series.metric().equals(metric())) {
        String name = series.attributes().size() == 0 ? target : target + series.attributes();
        add(name, history.query(target, series.metric(), series.attributes(), sinceTick));
      }
    }
  }

  private String metric() {
    Source source = rule.source();
    if (source instanceof Source.OfReading reading) {
      return reading.metric();
    } else if (source instanceof Source.OfRate rate) {
      return rate.metric();
    }
    return source instanceof Source.OfTrend trend ? trend.metric() : History.SCORE;
  }

  /**
   * The series that were added.
   *
   * @return their names, in the order in which they first came
   */
  public List<String> series() {
    return List.copyOf(replays.keySet());
  }

  /**
   * The alerts of one series.
   *
   * @param series its name
   * @return what would have fired so far, from old to new; empty when there is no such series
   */
  public List<Firing> firings(String series) {
    Replay replay = replays.get(series);
    return replay == null ? List.of() : replay.firings(series);
  }

  /**
   * The alerts of all series.
   *
   * @return what would have fired so far: series by series in the order in which they first came,
   *     each from old to new
   */
  public List<Firing> firings() {
    var all = new ArrayList<Firing>();
    replays.forEach((series, replay) -> all.addAll(replay.firings(series)));
    return List.copyOf(all);
  }
}
