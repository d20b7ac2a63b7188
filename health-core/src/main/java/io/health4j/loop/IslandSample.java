package io.health4j.loop;

import io.health4j.check.Metric;
import io.health4j.check.Reading;
import java.util.ArrayList;
import java.util.function.IntUnaryOperator;

/** How a population is spread over islands, or an archive's elites over its cells. */
final class IslandSample {

  private static final Metric ISLANDS =
      Metric.gauge("loop.islands", "{island}", "Islands, or cells of an archive.");
  private static final Metric OCCUPIED =
      Metric.gauge("loop.islands.occupied", "1", "Share of the islands that are not empty.");
  private static final Metric LARGEST =
      Metric.gauge("loop.islands.largest", "1", "Share of all individuals on the fullest island.");

  private IslandSample() {}

  static PopulationSample of(int count, IntUnaryOperator sizeOf) {
    if (count < 1) {
      return PopulationSample.empty(count);
    }
    var thin = Thinning.of(count, 1);
    int used = thin.individuals();
    int occupied = 0;
    long individuals = 0;
    int largest = 0;
    for (int i = 0; i < used; i++) {
      int size = Math.max(0, sizeOf.applyAsInt(thin.individual(i)));
      occupied += size == 0 ? 0 : 1;
      individuals += size;
      largest = Math.max(largest, size);
    }
    double share = (double) occupied / used;
    var readings = new ArrayList<Reading>();
    readings.add(Reading.of(ISLANDS, count));
    readings.add(Reading.of(OCCUPIED, share));
    if (individuals > 0 && used == count) { // the fullest one may not be among some
      readings.add(Reading.of(LARGEST, (double) largest / individuals));
    }
    return PopulationSample.judged(count, used, readings, share);
  }
}
