package io.health4j.report;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A sample as a row of places: the score, if there is one, then the readings. Samples of one target
 * mostly look like the one before, so each place remembers its metric, attributes and column, and
 * compares them with two looks at references. Only when something moved are all columns looked up
 * again. Guarded by its owner.
 */
final class Layout {

  private String[] metrics = {};
  private Attributes[] attributes = {};
  private @Nullable Column[] columns = {};
  private double[] values = {};
  private int size;
  private int refused;
  private int written;

  /** Whether the columns are those of the metrics and attributes. */
  private boolean isKnown;

  /** Lays a sample out, and tells whether all its series have a column. */
  boolean lay(TargetHealth health, Table table) {
    int before = size;
    size = 0;
    OptionalDouble score = health.score().value();
    if (score.isPresent()) {
      put(History.SCORE, Attributes.none(), score.getAsDouble());
    }
    List<CheckOutcome> outcomes = health.outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      List<Reading> readings = outcomes.get(i).result().readings();
      for (int j = 0; j < readings.size(); j++) {
        Reading reading = readings.get(j);
        put(reading.metric().name(), reading.attributes(), reading.value());
      }
    }
    if (!isKnown || size != before) {
      findColumns(table, health.sampledTick());
    }
    return refused == 0;
  }

  private void put(String metric, Attributes these, double value) {
    if (size == values.length) {
      grow(Math.max(Table.GROWTH, size * 2));
    }
    if (!metric.equals(metrics[size]) || !these.equals(attributes[size])) {
      metrics[size] = metric;
      attributes[size] = these;
      isKnown = false;
    }
    values[size++] = value;
  }

  private void grow(int capacity) {
    metrics = Arrays.copyOf(metrics, capacity);
    attributes = Arrays.copyOf(attributes, capacity);
    columns = Arrays.copyOf(columns, capacity);
    values = Arrays.copyOf(values, capacity);
  }

  /** Of a series that is twice in a sample, the first value counts. */
  private void findColumns(Table table, long now) {
    var taken = new HashSet<Series>();
    refused = 0;
    written = 0;
    for (int place = 0; place < size; place++) {
      var series = new Series(metrics[place], attributes[place]);
      boolean first = taken.add(series);
      Column column = first ? table.getOrAdd(series, now) : null;
      columns[place] = column;
      written += column == null ? 0 : 1;
      refused += first && column == null ? 1 : 0;
    }
    isKnown = refused == 0;
  }

  /** Some columns are gone. */
  void forgetColumns() {
    Arrays.fill(columns, null);
    isKnown = false;
  }

  /** How many values found no column. */
  int refused() {
    return refused;
  }

  /** How many columns have a value. */
  int written() {
    return written;
  }

  /** Writes the values to a slot of the samples and to the open bucket. */
  void write(int slot, Cells open) {
    for (int place = 0; place < size; place++) {
      Column column = columns[place];
      if (column != null) {
        column.raw[slot] = values[place];
        open.add(column.index, values[place]);
      }
    }
  }
}
