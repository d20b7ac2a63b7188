package io.health4j.examples;

import io.health4j.report.Sample;
import java.util.Arrays;
import java.util.List;

/** A row of small bars. */
final class Sparkline {

  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.-=+*%#";

  private final String bars;

  Sparkline(boolean unicode) {
    this.bars = unicode ? BARS : ASCII;
  }

  /**
   * Scores from 0 to 1 over time, evenly spread; a bar is the worst of its time, so that a short
   * fall shows. A time without score is blank.
   */
  String of(List<Sample> scores, int width) {
    if (scores.isEmpty()) {
      return "";
    }
    long first = scores.get(0).tick();
    long span = Math.max(1, scores.get(scores.size() - 1).tick() - first);
    int bins = Math.min(width, scores.size());
    double[] worst = new double[bins];
    Arrays.fill(worst, Double.NaN);
    for (Sample sample : scores) {
      int bin = (int) Math.min(bins - 1, (double) (sample.tick() - first) / span * bins);
      worst[bin] = Double.isNaN(worst[bin]) ? sample.value() : Math.min(worst[bin], sample.value());
    }
    var text = new StringBuilder();
    for (double value : worst) {
      text.append(
          Double.isNaN(value) ? ' ' : bars.charAt((int) Math.round(value * (BARS.length() - 1))));
    }
    return text.toString();
  }
}
