/** Containers: what they use, which of them nobody owns any more, and how they are cleaned up. */
module io.health4j.docker {
  requires transitive io.health4j;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires com.github.dockerjava.api;
  requires com.github.dockerjava.core;
  requires com.github.dockerjava.transport;
  requires com.github.dockerjava.transport.zerodep;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.health4j.docker;
  exports io.health4j.docker.api;
  exports io.health4j.docker.orphan;
}
