package io.health4j.nvml;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lanes of a session: one for the driver as a whole, and one for each GPU. Thread-safe. */
final class Lanes {

  private static final String SESSION = "session";

  private final Lane.Factory factory;

  @GuardedBy("this")
  private final Map<String, Lane> open = new HashMap<>();

  Lanes(Lane.Factory factory) {
    this.factory = factory;
  }

  Lane session() {
    return open(SESSION, SESSION);
  }

  Lane of(Gpu gpu) {
    return open(gpu.uuid(), "gpu-" + gpu.index());
  }

  private synchronized Lane open(String key, String name) {
    return open.computeIfAbsent(key, absent -> factory.open("health4j-nvml-" + name));
  }

  synchronized boolean isEmpty() {
    return open.isEmpty();
  }

  /** Takes all lanes out, to be closed. */
  synchronized List<Lane> takeAll() {
    List<Lane> all = List.copyOf(open.values());
    open.clear();
    return all;
  }
}
