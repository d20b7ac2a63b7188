package io.health4j.check;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The checks of what is reached over a network, with the JDK alone. Each call makes a new check,
 * for one place in one target; making it opens no connection.
 */
public final class NetChecks {

  /** How long to wait when nothing else is said: 2 s, twice the latency that is CRITICAL. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

  /** The longest wait that can be set: 1 min. This project's own judgement. */
  public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  private NetChecks() {}

  /**
   * Whether a port answers within {@link #DEFAULT_TIMEOUT}: WARNING above 0.5 s, CRITICAL above 1
   * s, the limits of Netdata's {@code ping_host_latency}.
   *
   * @param host a name or address
   * @param port from 1 to 65535
   * @return a check with the conditions {@code tcp-unreachable} and {@code tcp-slow}
   * @throws IllegalArgumentException when the host is empty or a URL, or the port out of range
   * @see #tcp(String, int, Duration, Threshold)
   */
  public static HealthCheck tcp(String host, int port) {
    return tcp(host, port, DEFAULT_TIMEOUT, TcpCheck.DEFAULT);
  }

  /**
   * Whether a port accepts a TCP connection, and how soon. One that refuses, does not answer, or
   * whose name is not known is CRITICAL; the message says which. When this process has no socket
   * left that is UNKNOWN.
   *
   * @param host a name or address
   * @param port from 1 to 65535
   * @param timeout how long to wait for the connection, from 1 ms to {@link #LONGEST_TIMEOUT}; the
   *     look-up of a name comes on top
   * @param latency what the seconds are held against that it takes
   * @return a check with the conditions {@code tcp-unreachable} and {@code tcp-slow}, {@code
   *     host:port} as subject, and the readings {@code health.tcp.reachable} and {@code
   *     health.tcp.latency}
   * @throws IllegalArgumentException when the host is empty or a URL, or a number out of range
   */
  public static HealthCheck tcp(String host, int port, Duration timeout, Threshold latency) {
    return new TcpCheck(
        Objects.requireNonNull(host, "host"),
        port,
        Objects.requireNonNull(timeout, "timeout"),
        Objects.requireNonNull(latency, "latency"));
  }

  /**
   * Whether an HTTP endpoint answers a GET with a status from 200 to 299, and how soon, with all
   * defaults of {@link HttpSpec}.
   *
   * @param url where to ask; http or https, without user and password
   * @return a check with the conditions {@code http-unreachable}, {@code http-status} and {@code
   *     http-slow}
   * @throws IllegalArgumentException when the URL is not such; it is not repeated
   * @see #http(URI, Consumer)
   */
  public static HealthCheck http(URI url) {
    return http(url, spec -> {});
  }

  /**
   * Whether an HTTP endpoint answers a GET as expected, and how soon. Each look opens a connection
   * of its own, past any proxy, and closes it; follows no redirect; reads the status and no body;
   * and leaves no thread. Certificates are judged by the JVM's defaults, and the host's name must
   * be in them. When this process has no socket left that is UNKNOWN.
   *
   * <p>Of the URL only scheme, host and port are ever shown: a path or query may be a secret.
   *
   * @param url where to ask; http or https, without user and password
   * @param settings what is asked and expected; called once, at once
   * @return a check with the conditions {@code http-unreachable}, {@code http-status} and {@code
   *     http-slow}, {@code scheme://host:port} as subject, and the readings {@code
   *     health.http.reachable} and {@code health.http.latency}
   * @throws IllegalArgumentException when the URL is not such; it is not repeated
   */
  public static HealthCheck http(URI url, Consumer<HttpSpec> settings) {
    Objects.requireNonNull(url, "url");
    var spec = new HttpSpec();
    Objects.requireNonNull(settings, "settings").accept(spec);
    return new HttpCheck(url, spec.close());
  }
}
