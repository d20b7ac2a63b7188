package io.health4j.docker;

import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineException;

/** Makes connections to an engine, each for one thread at a time. Thread-safe. */
@FunctionalInterface
interface Connect {

  /** A connection; to be closed. */
  EngineApi open() throws EngineException;
}
