/** The engine: checks, scores, states, reports and the monitor that runs them. */
module io.health4j {
  requires transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires io.github.resilience4j.circuitbreaker;
  requires java.management;
  requires org.slf4j;

  exports io.health4j;
  exports io.health4j.alert;
  exports io.health4j.check;
  exports io.health4j.loop;
  exports io.health4j.recovery;
  exports io.health4j.report;
  exports io.health4j.score;
  exports io.health4j.state;
  exports io.health4j.time;
}
