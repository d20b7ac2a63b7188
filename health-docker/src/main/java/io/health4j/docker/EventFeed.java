package io.health4j.docker;

import io.health4j.HealthSource.Subscription;
import io.health4j.docker.api.EngineEvent;
import java.util.function.Consumer;

/** Tells what happens to containers: an engine, or a test. */
@FunctionalInterface
interface EventFeed {

  /**
   * Begins to tell.
   *
   * @param listener is told each event, on whatever thread; returns at once
   * @return ends it when closed
   */
  Subscription listen(Consumer<EngineEvent> listener);
}
