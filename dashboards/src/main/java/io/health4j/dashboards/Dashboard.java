package io.health4j.dashboards;

import java.util.List;

/**
 * A page of panels in rows.
 *
 * @param uid what it is known by in Grafana, and the name of its file; never changed, since links
 *     point at it
 * @param title its name
 * @param description what it is for
 * @param tag what it is about, beside {@code health4j}
 * @param from how far back it looks at first, as {@code now-1h}
 * @param rows from the top
 */
record Dashboard(
    String uid, String title, String description, String tag, String from, List<Row> rows) {

  /** Panels under a heading, from left to right, and on in the next line where one is full. */
  record Row(String title, List<Panel> panels) {

    static Row of(String title, Panel... panels) {
      return new Row(title, List.of(panels));
    }
  }
}
