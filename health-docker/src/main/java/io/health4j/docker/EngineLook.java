package io.health4j.docker;

import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What is asked of an engine in one look, until a moment. Used by one thread at a time. */
final class EngineLook {

  /** The part of the time left that is kept back, so that a long row of answers ends in time. */
  private static final int RESERVE = 8;

  private final EngineCalls engine;
  private final Ticker ticker;
  private final long end;

  EngineLook(EngineCalls engine, Ticker ticker, long end) {
    this.engine = engine;
    this.ticker = ticker;
    this.end = end;
  }

  /**
   * Containers that were looked at closely.
   *
   * @param states what was seen, by id
   * @param troubles why one could not be looked at, by id
   * @param broken why it ended early; null when it did not
   */
  record Seen(
      Map<String, ContainerState> states,
      Map<String, String> troubles,
      @Nullable EngineException broken) {}

  /** The containers with these labels; what the engine's filter lets through is checked again. */
  List<ContainerEntry> list(Map<String, String> labels)
      throws EngineException, InterruptedException {
    return engine.ask(left(), api -> api.containers(labels)).stream()
        .filter(entry -> entry.labels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  /**
   * Looks at containers one after another, as far as the time goes. An engine that just gave its
   * list can hang at a single container for ever: that is a trouble of this one.
   */
  Seen inspect(List<String> ids) throws InterruptedException {
    // The thread that asks may go on after it was given up, so this is shared with it.
    var states = new ConcurrentHashMap<String, ContainerState>();
    var troubles = new ConcurrentHashMap<String, String>();
    var asked = new AtomicReference<String>();
    EngineException broken = null;
    try {
      if (!ids.isEmpty()) {
        long stop = end - left().toNanos() / RESERVE;
        engine.ask(left(), api -> inspect(api, ids, stop, asked, states, troubles));
      }
    } catch (EngineException e) {
      String hanging = asked.get();
      if (e.kind() == Kind.SLOW && hanging != null) {
        troubles.put(hanging, String.valueOf(e.getMessage()));
      } else {
        broken = e;
      }
    }
    return new Seen(Map.copyOf(states), Map.copyOf(troubles), broken);
  }

  private boolean inspect(
      EngineApi api,
      List<String> ids,
      long stop,
      AtomicReference<String> asked,
      Map<String, ContainerState> states,
      Map<String, String> troubles)
      throws EngineException {
    for (String id : ids) {
      if (ticker.read() - stop >= 0) {
        return false;
      }
      asked.set(id);
      try {
        states.put(id, api.inspect(id));
      } catch (EngineException e) {
        String reason = ofOne(e);
        if (!reason.isEmpty()) {
          troubles.put(id, reason);
        }
      }
    }
    return true;
  }

  /** Why one container could not be looked at; empty when it is gone. */
  private static String ofOne(EngineException e) throws EngineException {
    return switch (e.kind()) {
      case NOT_FOUND -> "";
      case GARBLED, CONFLICT, REFUSED -> String.valueOf(e.getMessage());
      case AWAY, DENIED, SLOW, TOO_OLD -> throw e;
    };
  }

  private Duration left() throws EngineException {
    long nanos = end - ticker.read();
    if (nanos <= 0) {
      throw new EngineException(Kind.SLOW, "the engine took all the time there was");
    }
    return Duration.ofNanos(nanos);
  }
}
