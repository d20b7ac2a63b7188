/** What tests of a host or of an extension need. */
module io.health4j.test {
  requires transitive io.health4j;
  requires transitive org.junit.jupiter.api;
  requires static transitive io.health4j.nvml;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.health4j.test;
  exports io.health4j.test.gpu;
}
