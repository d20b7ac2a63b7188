package io.health4j.notify;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.Durations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one service with the JDK's client, which is made when it is first needed.
 *
 * <p>The JDK's timeout of a request ends with the answer's head, so all is timed here: what takes
 * longer is cancelled, and the client closes its connection. The client's tasks run on a few daemon
 * threads of our own, which end when idle. One thread, its selector, is the JDK's: {@link #close}
 * ends it from Java 21 on; before that it ends by itself when the client has been collected.
 *
 * <p>No text of an exception and no body of an answer is ever shown: either may repeat the URL, a
 * token or what was sent.
 */
final class HttpSender implements AutoCloseable {

  private static final String CLOSED = "it is closed";
  private static final int THREADS = 4;
  private static final int IDLE_SECONDS = 5;

  private final HttpSinkSpec spec;
  private final InstantSource clock;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable HttpClient client;

  @GuardedBy("lock")
  private @Nullable ThreadPoolExecutor executor;

  @GuardedBy("lock")
  private @Nullable CompletableFuture<HttpResponse<String>> pending;

  @GuardedBy("lock")
  private boolean closed;

  HttpSender(HttpSinkSpec spec, InstantSource clock) {
    this.spec = spec;
    this.clock = clock;
  }

  /**
   * Posts a body of JSON, and waits for the answer.
   *
   * @param headers names and values in turn
   * @throws InterruptedException when this thread is to give up; the request is cancelled
   */
  HttpReply post(URI url, byte[] body, String... headers) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> answer = send(request(url, body, headers));
    if (answer == null) {
      return HttpReply.none(CLOSED);
    }
    try {
      return reply(answer.get(spec.timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return HttpReply.none("no answer within " + Durations.text(spec.timeout));
    } catch (CancellationException | ExecutionException e) {
      return HttpReply.none(isClosed() ? CLOSED : trouble(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  private HttpRequest request(URI url, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .POST(BodyPublishers.ofByteArray(body))
            .header("Content-Type", "application/json; charset=utf-8")
            .setHeader("User-Agent", "health4j");
    spec.headers.forEach(request::setHeader);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  /** The answer to come; null when this is closed. */
  private @Nullable CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
    HttpClient open = open();
    if (open == null) {
      return null;
    }
    CompletableFuture<HttpResponse<String>> answer;
    try {
      answer = open.sendAsync(request, head -> new LimitedBody());
    } catch (RejectedExecutionException e) { // closed since
      return null;
    }
    synchronized (lock) {
      pending = answer;
      if (!closed) {
        return answer;
      }
    }
    answer.cancel(true); // closed since, by who knew nothing of it: the client waits for its end
    return null;
  }

  private @Nullable HttpClient open() {
    synchronized (lock) {
      if (client == null && !closed) {
        executor = threads(spec.name);
        client = client(executor);
      }
      return client;
    }
  }

  private HttpClient client(ThreadPoolExecutor threads) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // With plain HTTP the JDK would ask for an upgrade, which some servers stumble over.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads);
    if (spec.connectTimeout.compareTo(spec.timeout) < 0) { // else either could end it first
      builder.connectTimeout(spec.connectTimeout);
    }
    if (spec.proxy != null) {
      builder.proxy(spec.proxy);
    }
    if (spec.tls != null) {
      builder.sslContext(spec.tls);
    }
    return builder.build();
  }

  /** Few, so that look-ups of names that hang don't pile up. */
  private static ThreadPoolExecutor threads(String name) {
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              var thread = new Thread(task, "health4j-notify-" + name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private HttpReply reply(HttpResponse<String> response) {
    return new HttpReply(
        response.statusCode(),
        response.body(),
        RetryAfter.read(response.headers().firstValue("Retry-After").orElse(""), clock.instant()),
        "");
  }

  private String trouble(@Nullable Throwable thrown) {
    if (thrown instanceof HttpConnectTimeoutException) {
      return "no connection within " + Durations.text(spec.connectTimeout);
    } else if (thrown instanceof ConnectException) {
      return thrown.getCause() instanceof UnresolvedAddressException
          ? "its name is not known"
          : "the connection was refused";
    } else if (thrown instanceof SSLException) {
      return "TLS failed: " + thrown.getClass().getSimpleName();
    } else if (thrown instanceof IOException) {
      return "the connection broke: " + thrown.getClass().getSimpleName();
    }
    return "the request failed" + (thrown == null ? "" : ": " + thrown.getClass().getSimpleName());
  }

  /** Gives up what is under way, and lets go of the client and its threads. */
  @Override
  public void close() {
    HttpClient old;
    ThreadPoolExecutor threads;
    Future<?> given;
    synchronized (lock) {
      closed = true;
      old = client;
      client = null;
      threads = executor;
      executor = null;
      given = pending;
    }
    if (given != null) {
      given.cancel(true);
    }
    close(old);
    if (threads != null) {
      threads.shutdownNow();
    }
  }

  /** A client can be closed from Java 21 on. */
  private static void close(@Nullable Object client) {
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) { // none that the JDK tells of; and there is nothing left to be done
        throw new IllegalStateException("the JDK's client could not be closed", e);
      }
    }
  }
}
