/** Shows what the monitor published to a Micrometer registry. */
module io.health4j.micrometer {
  requires transitive io.health4j;
  requires transitive micrometer.core;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.health4j.micrometer;
}
