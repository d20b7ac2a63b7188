package io.health4j.loop;

import io.health4j.check.Reading;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What one look at a population or its islands yielded. Immutable.
 *
 * @param size how many individuals or islands there were
 * @param used how many of them were looked at
 * @param readings the measures; none for a population of one, or after a failure
 * @param judged the one measure that is judged, if any
 * @param failure the class of what the host's function threw; empty when it did not
 */
record PopulationSample(
    int size, int used, List<Reading> readings, OptionalDouble judged, String failure) {

  static PopulationSample failed(int size, Throwable failure) {
    return new PopulationSample(
        size, 0, List.of(), OptionalDouble.empty(), failure.getClass().getName());
  }

  static PopulationSample empty(int size) {
    return unjudged(size, size, List.of());
  }

  static PopulationSample unjudged(int size, int used, List<Reading> readings) {
    return new PopulationSample(size, used, readings, OptionalDouble.empty(), "");
  }

  static PopulationSample judged(int size, int used, List<Reading> readings, double judged) {
    return new PopulationSample(size, used, readings, OptionalDouble.of(judged), "");
  }
}
