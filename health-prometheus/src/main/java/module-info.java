/** Shows what the monitor published to Prometheus, and writes alert rules for it. */
module io.health4j.prometheus {
  requires transitive io.health4j;
  requires jdk.httpserver;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.health4j.prometheus;
}
