/** Checks of this machine, read through OSHI. */
module io.health4j.oshi {
  requires transitive io.health4j;
  requires com.github.oshi;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.health4j.oshi;
}
