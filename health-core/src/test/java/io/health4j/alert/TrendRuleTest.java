package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrendRuleTest {

  private static final long WINDOW = 100 * Rig.SECOND;
  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  private final Trend trend = new Trend(WINDOW);

  @Test
  void sampled_growsFast_firesWhenHalfOfTheWindowIsKnown() {
    var rig = new Rig(AlertRule.trend("r", Rig.LOAD, Duration.ofSeconds(60)).above(0.01).build());
    for (int i = 0; i < 6; i++) {
      assertThat(rig.load(i * 0.1)).isEmpty();
    }
    assertThat(Rig.states(rig.load(0.6))).containsExactly(FIRING);
    assertThat(rig.alert().message())
        .isEqualTo("trend of test.load of a is 0.02/s, and should not be above 0.01/s");
  }

  @Test
  void add_lessThanHalfOfTheWindow_isNotKnown() {
    for (int second = 0; second < 50; second++) {
      assertThat(trend.add(second * Rig.SECOND, second, Rig.SECOND)).isNaN();
    }
    assertThat(trend.add(50 * Rig.SECOND, 50, Rig.SECOND)).isCloseTo(1, CLOSE);
  }

  @Test
  void add_twoPoints_areNoTrend() {
    trend.add(0, 0, 60 * Rig.SECOND);
    assertThat(trend.add(60 * Rig.SECOND, 1, 60 * Rig.SECOND)).isNaN();
  }

  @Test
  void add_aLine_hasItsSlopeHoweverManyPoints() {
    long start = Long.MAX_VALUE - 50 * Rig.SECOND;
    for (long millis : new long[] {10, 100, 1_000, 1_700, 10_000, 33_000}) {
      var each = new Trend(WINDOW);
      double slope = Double.NaN;
      for (long at = 0; at < 300_000; at += millis) {
        slope = each.add(start + at * 1_000_000, 1e9 - 3 * at / 1e3, millis * 1_000_000);
      }
      assertThat(slope).as("every " + millis + " ms").isCloseTo(-3, Offset.offset(1e-6));
    }
  }

  @Test
  void add_fewPoints_isTheLeastSquaresLineOfTheWindow() {
    var random = new Random(3);
    double[] times = new double[60];
    double[] values = new double[60];
    double slope = Double.NaN;
    for (int i = 0; i < times.length; i++) {
      times[i] = i * 4 + random.nextDouble();
      values[i] = random.nextGaussian();
      slope = trend.add((long) (times[i] * 1e9), values[i], Rig.SECOND);
    }
    assertThat(slope).isCloseTo(slope(times, values, times[59] - 100), Offset.offset(1e-6));
  }

  private static double slope(double[] times, double[] values, double from) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < times.length; i++) {
      if (times[i] >= from) {
        n++;
        x += times[i];
        y += values[i];
        xx += times[i] * times[i];
        xy += times[i] * values[i];
      }
    }
    return (n * xy - x * y) / (n * xx - x * x);
  }

  @Test
  void add_turned_followsWithinAWindow() {
    double slope = Double.NaN;
    for (int second = 0; second < 500; second++) {
      double value = second < 300 ? second : 600 - second;
      slope = trend.add(second * Rig.SECOND, value, Rig.SECOND);
    }
    assertThat(slope).isCloseTo(-1, CLOSE);
  }

  @Test
  void add_afterALongGap_startsAnew() {
    for (int second = 0; second < 200; second++) {
      trend.add(second * Rig.SECOND, second, Rig.SECOND);
    }
    assertThat(trend.add(1_000 * Rig.SECOND, 0, Rig.SECOND)).isNaN();
  }
}
