package io.health4j.docker.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.ClientProtocolException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.ClassicHttpResponse;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.MessageConstraintException;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.docker.api.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one engine, on the caller's thread. Answers are read whole, up to a limit, before they
 * are looked at: a connection that was read to its end is used again, and one that brought too much
 * is broken off. (Closing an answer in the middle would first read the rest of it, which may never
 * end.)
 *
 * <p>{@link #close} from another thread ends a call in two ways. It aborts the request, which ends
 * a read. And it interrupts the thread that calls: that one may hang in {@code connect} to a socket
 * whose queue is full, where there is no connection yet to be closed.
 */
final class EngineHttp implements AutoCloseable {

  /** What a list of some 5,000 containers takes, at 1.5 KiB each. */
  static final int ANSWER_LIMIT = 8 << 20;

  /** An event holds a container's labels, and no more. */
  static final int LINE_LIMIT = 1 << 20;

  private static final int MESSAGE_LIMIT = 64 << 10;

  /** Reads an answer. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(InputStream body) throws IOException, EngineException;
  }

  private final Transport transport;
  private final Optional<Path> socket;
  private final Troubles troubles;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Thread caller;

  @GuardedBy("lock")
  private @Nullable HttpUriRequestBase request;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private boolean interrupted;

  EngineHttp(Transport transport, Optional<Path> socket, Troubles troubles) {
    this.transport = transport;
    this.socket = socket;
    this.troubles = troubles;
  }

  /** Asks for JSON. */
  JsonNode get(String path) throws EngineException {
    return call("GET", path, body -> Json.parse(whole(body)));
  }

  /** Asks for something to be done. */
  void send(String method, String path) throws EngineException {
    call(method, path, this::whole);
  }

  /** Hears JSON line by line until the engine ends it. */
  void stream(String path, Consumer<JsonNode> listener) throws EngineException {
    boolean ended =
        call(
            "GET",
            path,
            body -> new Lines(body, LINE_LIMIT).forEach(line -> listener.accept(Json.parse(line))));
    if (!ended) {
      throw troubles.tooLong(LINE_LIMIT);
    }
  }

  private byte[] whole(InputStream body) throws IOException, EngineException {
    byte[] bytes = body.readNBytes(ANSWER_LIMIT + 1);
    if (bytes.length > ANSWER_LIMIT) {
      throw troubles.tooLong(ANSWER_LIMIT);
    }
    return bytes;
  }

  private <T> T call(String method, String path, Reading<T> reading) throws EngineException {
    enter();
    try {
      if (socket.isPresent() && Files.notExists(socket.get())) {
        throw troubles.missing();
      }
      return read(execute(method, path), reading);
    } catch (IOException e) {
      throwIfClosed();
      throw troubles.of(e);
    } finally {
      leave();
    }
  }

  private <T> T read(ClassicHttpResponse response, Reading<T> reading)
      throws IOException, EngineException {
    try {
      InputStream body =
          response.getEntity() == null
              ? InputStream.nullInputStream()
              : response.getEntity().getContent();
      int status = response.getCode();
      if (status >= 300 && status != 304) {
        throw troubles.refused(status, body.readNBytes(MESSAGE_LIMIT));
      }
      T answer = reading.read(body);
      throwIfClosed();
      return answer;
    } finally {
      abort(); // does nothing to a connection that was read to its end
    }
  }

  /** Once more where the engine may have been started anew since the connection was used. */
  private ClassicHttpResponse execute(String method, String path)
      throws IOException, EngineException {
    try {
      return executeOnce(method, path);
    } catch (IOException e) {
      boolean answered =
          e instanceof ClientProtocolException || e instanceof MessageConstraintException;
      if (answered
          || e instanceof InterruptedIOException
          || !method.equals("GET")
          || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return executeOnce(method, path);
    }
  }

  private ClassicHttpResponse executeOnce(String method, String path)
      throws IOException, EngineException {
    HttpUriRequestBase next = new HttpUriRequestBase(method, URI.create(transport.prefix() + path));
    next.setHeader("Accept", "application/json");
    synchronized (lock) {
      throwIfClosed();
      request = next;
    }
    try {
      return transport.client().executeOpen(transport.host(), next, null);
    } catch (IllegalStateException e) { // what it says when it was closed meanwhile
      throw new IOException(e);
    }
  }

  private void abort() {
    HttpUriRequestBase aborted;
    synchronized (lock) {
      aborted = request;
    }
    if (aborted != null) {
      aborted.cancel();
    }
  }

  private void enter() throws EngineException {
    synchronized (lock) {
      if (caller != null) {
        throw new IllegalStateException("one call at a time");
      }
      throwIfClosed();
      caller = Thread.currentThread();
    }
  }

  private void leave() {
    synchronized (lock) {
      caller = null;
      request = null;
      if (interrupted) {
        interrupted = false;
        Thread.interrupted(); // it was close() that did it, and it has done its work
      }
    }
  }

  private void throwIfClosed() throws EngineException {
    synchronized (lock) {
      if (closed) {
        throw troubles.closed();
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (caller != null && caller != Thread.currentThread() && !interrupted) {
        interrupted = true;
        caller.interrupt();
      }
    }
    abort();
    transport.close();
  }
}
