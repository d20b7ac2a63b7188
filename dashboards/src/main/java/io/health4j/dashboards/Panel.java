package io.health4j.dashboards;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One panel, as it is being described. What cannot go without — title, unit, description, and what
 * it says when there is nothing to show — is asked for at once. Not thread-safe.
 */
final class Panel {

  /** How values are shown. */
  enum Type {
    CHART("timeseries", 8, 7),
    STAT("stat", 4, 4),
    TABLE("table", 24, 8),
    BARS("bargauge", 8, 7),
    STATES("state-timeline", 24, 8);

    final String id;
    final int width;
    final int height;

    Type(String id, int width, int height) {
      this.id = id;
      this.width = width;
      this.height = height;
    }
  }

  final Type type;
  final String title;
  final String unit;
  final String description;
  final String empty;
  final List<Query> queries = new ArrayList<>();
  final List<Mapping> words = new ArrayList<>();
  final List<Column> columns = new ArrayList<>();
  final List<String> hidden = new ArrayList<>();
  Steps steps = Steps.none();
  int width;
  int height;
  @Nullable Double min;
  @Nullable Double max;
  boolean stacked;
  boolean events;
  String limits = "";
  String sortBy = "";
  boolean descending;

  Panel(Type type, String title, String unit, String description, Empty empty) {
    this.type = type;
    this.title = title;
    this.unit = unit;
    this.description = description;
    this.empty = empty.text();
    width = type.width;
    height = type.height;
  }

  static Panel chart(String title, String unit, String description, Empty empty) {
    return new Panel(Type.CHART, title, unit, description, empty);
  }

  static Panel stat(String title, String unit, String description, Empty empty) {
    return new Panel(Type.STAT, title, unit, description, empty);
  }

  static Panel bars(String title, String unit, String description, Empty empty) {
    return new Panel(Type.BARS, title, unit, description, empty);
  }

  static Panel states(String title, String description, Empty empty) {
    return new Panel(Type.STATES, title, "short", description, empty);
  }

  static Panel table(String title, String description, Empty empty) {
    return new Panel(Type.TABLE, title, "short", description, empty);
  }

  /** Adds a query; only a chart and a line of states look back in time. */
  Panel query(String expression, String legend) {
    boolean instant = type == Type.TABLE || type == Type.BARS;
    queries.add(new Query(expression, legend, instant));
    return this;
  }

  Panel steps(Steps colors) {
    steps = colors;
    return this;
  }

  Panel words(List<Mapping> mappings) {
    words.addAll(mappings);
    return this;
  }

  /** In columns of a grid of 24, and in its rows. */
  Panel size(int columnsWide, int rowsHigh) {
    width = columnsWide;
    height = rowsHigh;
    return this;
  }

  /** From 0 to 1. */
  Panel share() {
    min = 0.0;
    max = 1.0;
    return this;
  }

  Panel fromZero() {
    min = 0.0;
    return this;
  }

  Panel stacked() {
    stacked = true;
    return this;
  }

  /** Series with such names are limits: dashed lines. */
  Panel limits(String regex) {
    limits = regex;
    return this;
  }

  Panel column(Column column) {
    columns.add(column);
    return this;
  }

  /** Marks when champions were found and alerts fired, on hosts that give a metric. */
  Panel events(String metric) {
    events = true;
    return query(Events.CHAMPIONS, Events.CHAMPION + "{{target}}")
        .query(Events.alerts(metric), Events.ALERT + "{{instance}}");
  }

  /** A field that the table does not show. */
  Panel hide(String field) {
    hidden.add(field);
    return this;
  }

  Panel sort(String column, boolean downwards) {
    sortBy = column;
    descending = downwards;
    return this;
  }
}
