package io.health4j.docker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.docker.api.EngineEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Events that wait for the next look: those that change a container which the check looks at. When
 * too many wait the oldest are lost, and counted; the next look sees what they led to. Thread-safe.
 */
final class News implements Consumer<EngineEvent> {

  static final int MOST = 1_000;

  private final Map<String, String> labels;

  @GuardedBy("this")
  private final Queue<EngineEvent> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private long lost;

  News(Map<String, String> labels) {
    this.labels = labels;
  }

  @Override
  public void accept(EngineEvent event) {
    if (!event.attributes().entrySet().containsAll(labels.entrySet())) {
      return;
    }
    synchronized (this) {
      if (waiting.size() >= MOST) {
        waiting.remove();
        lost++;
      }
      waiting.add(event);
    }
  }

  /** What waited, from old to new; it waits no more. */
  synchronized List<EngineEvent> take() {
    List<EngineEvent> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  /** How many were lost since this was asked last. */
  synchronized long takeLost() {
    long taken = lost;
    lost = 0;
    return taken;
  }
}
