package io.health4j.docker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthSource.Subscription;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of an engine's events: from the first to the last there is a stream. Thread-safe. */
final class EngineEvents {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerEngine.class);

  /** Asks under a deadline whether the engine is there: a stream is silent until there is news. */
  @FunctionalInterface
  interface Probe {
    Object ask() throws EngineException, InterruptedException;
  }

  private final Connect connect;
  private final Probe probe;
  private final Supplier<Retry> retries;
  private final InstantSource clock;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  @GuardedBy("this")
  private @Nullable EventStream stream;

  @GuardedBy("this")
  private boolean closed;

  EngineEvents(Connect connect, Probe probe, Supplier<Retry> retries, InstantSource clock) {
    this.connect = connect;
    this.probe = probe;
    this.retries = retries;
    this.clock = clock;
  }

  /** Tells one of what matters, and that the engine came back after it was away. */
  Subscription listen(Consumer<EngineEvent> heard, Runnable back) {
    var listener = new Listener(heard, back);
    EventStream begun = join(listener);
    try {
      if (begun != null) {
        begun.start();
      }
    } catch (OutOfMemoryError e) { // no thread is to be had; the next one tries again
      leave(listener);
      throw e;
    }
    return () -> leave(listener);
  }

  /** The stream that is to be started for the first one. */
  private synchronized @Nullable EventStream join(Listener listener) {
    if (closed) {
      return null;
    }
    listeners.add(listener);
    if (stream != null) {
      return null;
    }
    stream = new EventStream(connect, probe, retries.get(), clock.instant(), this);
    return stream;
  }

  private void leave(Listener listener) {
    listeners.remove(listener);
    end(false);
  }

  void close() {
    end(true);
  }

  private void end(boolean closing) {
    EventStream ended = null;
    synchronized (this) {
      closed |= closing;
      if (closed || listeners.isEmpty()) {
        ended = stream;
        stream = null;
      }
    }
    if (ended != null) {
      ended.end();
    }
  }

  /** On the stream's thread. */
  void heard(EngineEvent event) {
    listeners.forEach(listener -> listener.call(() -> listener.heard.accept(event)));
  }

  /** On the stream's thread. */
  void back() {
    listeners.forEach(listener -> listener.call(listener.back));
  }

  private static final class Listener {

    private final Consumer<EngineEvent> heard;
    private final Runnable back;

    /** Only the stream's thread looks at it. */
    private boolean failed;

    Listener(Consumer<EngineEvent> heard, Runnable back) {
      this.heard = heard;
      this.back = back;
    }

    void call(Runnable callback) {
      try {
        callback.run();
      } catch (RuntimeException | Error e) {
        if (!failed) {
          failed = true;
          LOG.warn("a listener to container events failed, told once: {}", Mishap.text(e));
        }
      }
    }
  }
}
