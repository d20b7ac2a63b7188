package io.health4j.docker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads an engine's events, and begins again when the stream breaks.
 *
 * <p>Each time it first asks the engine something under a deadline, since a stream is silent until
 * something happens, and then asks for what happened since the last event. An engine forgets its
 * events when it restarts; so whenever it came back everyone is told to look. Times are the
 * engine's own, and only the first is this machine's.
 */
final class EventStream implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerEngine.class);

  /**
   * What changes a container's health. Not {@code exec_*} and {@code top}: health checks make them
   * every few seconds. Podman says {@code remove} for {@code destroy}.
   */
  private static final Set<String> ACTIONS =
      Set.of(
          "start",
          "die",
          "oom",
          "health_status",
          "destroy",
          "remove",
          "stop",
          "restart",
          "pause",
          "unpause",
          "rename",
          "update");

  /** Events of one moment that are told apart from those heard before. */
  private static final int MOST = 1_000;

  private final Connect connect;
  private final EngineEvents.Probe probe;
  private final Retry retry;
  private final EngineEvents listeners;
  private final Thread thread = EngineThreads.daemon("health4j-engine-events", this);

  /** When the last event was, and which were heard of that moment: they come again. */
  private Instant since;

  private final Set<EngineEvent> latest = new HashSet<>();
  private boolean broken;

  @GuardedBy("this")
  private @Nullable EngineApi api;

  private volatile boolean ended;

  EventStream(
      Connect connect,
      EngineEvents.Probe probe,
      Retry retry,
      Instant since,
      EngineEvents listeners) {
    this.connect = connect;
    this.probe = probe;
    this.retry = retry;
    this.since = since;
    this.listeners = listeners;
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    while (!ended) {
      boolean ignored = Thread.interrupted(); // by a listener; or it is the end, and told so
      try {
        Kind why = follow();
        if (!ended) {
          broken = true;
          retry.pause(why);
        }
      } catch (InterruptedException e) {
        broken = true;
      }
    }
  }

  /** Reads until the stream breaks, and tells why it did. */
  private Kind follow() throws InterruptedException {
    try {
      Object unused = probe.ask();
      if (broken && !ended) {
        broken = false;
        listeners.back();
      }
      read();
      return Kind.AWAY;
    } catch (EngineException e) {
      LOG.debug("the stream of container events broke: {}", e.getMessage());
      return e.kind();
    } catch (RuntimeException | Error e) { // by how to connect, or an engine of another kind
      LOG.debug("the stream of container events failed: {}", Mishap.text(e));
      return Kind.AWAY;
    }
  }

  private void read() throws EngineException {
    EngineApi open = connect.open();
    retry.begin();
    try {
      if (hold(open)) {
        open.events(since, this::heard);
      }
    } finally {
      retry.end();
      drop();
    }
  }

  private synchronized boolean hold(EngineApi open) {
    api = open;
    return !ended;
  }

  private synchronized @Nullable EngineApi take() {
    EngineApi open = api;
    api = null;
    return open;
  }

  private void drop() {
    EngineApi open = take();
    if (open != null) {
      EngineThreads.close(open);
    }
  }

  private void heard(EngineEvent event) {
    if (!event.at().equals(since)) {
      since = event.at();
      latest.clear();
    }
    boolean news = latest.size() >= MOST || latest.add(event);
    if (news && !ended && ACTIONS.contains(event.action())) {
      listeners.heard(event);
    }
  }

  /** Ends it, wherever it is; returns at once. */
  void end() {
    synchronized (this) {
      ended = true;
    }
    thread.interrupt();
    EngineApi open = take();
    if (open != null) {
      EngineThreads.apart("health4j-engine-closer", () -> EngineThreads.close(open));
    }
  }
}
