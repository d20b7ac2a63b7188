package io.health4j.docker;

import io.health4j.docker.api.ContainerState;
import io.health4j.docker.usage.SeenUsage;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Knows what containers use: the machine's files and the engine, or a test. */
@FunctionalInterface
interface UsageSource {

  /**
   * Reads what it can within a time. Those that could not be read stand as they last were.
   *
   * @return by container id; absent what was never read
   */
  Map<String, SeenUsage> read(Collection<ContainerState> running, Duration within, Ticker ticker)
      throws InterruptedException;
}
