package io.health4j.loop;

import io.health4j.check.Reading;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What one look at a population yielded. Immutable.
 *
 * @param individuals how many the population had
 * @param used how many of them were looked at
 * @param readings the measures; none for a population of one, or after a failure
 * @param hamming the one measure that is judged; empty for vectors
 * @param failure the class of what the host's function threw; empty when it did not
 */
record PopulationSample(
    int individuals, int used, List<Reading> readings, OptionalDouble hamming, String failure) {

  static PopulationSample failed(int individuals, Throwable failure) {
    return new PopulationSample(
        individuals, 0, List.of(), OptionalDouble.empty(), failure.getClass().getName());
  }

  static PopulationSample empty(int individuals) {
    return new PopulationSample(individuals, individuals, List.of(), OptionalDouble.empty(), "");
  }
}
