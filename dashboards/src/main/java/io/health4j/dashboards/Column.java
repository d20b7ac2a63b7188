package io.health4j.dashboards;

import java.util.List;

/**
 * A column of a table.
 *
 * @param field a label, or {@code Value #A} for the first query's value
 * @param title what stands above it
 * @param unit of its values; empty for text
 * @param steps its colours
 * @param mappings words for its values
 * @param link where a click leads; empty for nowhere
 */
record Column(
    String field, String title, String unit, Steps steps, List<Mapping> mappings, String link) {

  Column {
    mappings = List.copyOf(mappings);
  }

  static Column label(String label, String title) {
    return new Column(label, title, "", Steps.none(), List.of(), "");
  }

  static Column value(String field, String title, String unit) {
    return new Column(field, title, unit, Steps.none(), List.of(), "");
  }

  Column steps(Steps colors) {
    return new Column(field, title, unit, colors, mappings, link);
  }

  Column words(List<Mapping> words) {
    return new Column(field, title, unit, steps, words, link);
  }

  Column link(String url) {
    return new Column(field, title, unit, steps, mappings, url);
  }
}
