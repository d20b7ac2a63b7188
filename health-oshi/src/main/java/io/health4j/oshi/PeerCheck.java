package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import io.health4j.time.Durations;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Whether another machine answers on a port, and how soon, by opening a TCP connection and closing
 * it. That needs no rights, as an ICMP echo would, and passes where a firewall lets the service
 * itself pass. The name is looked up anew each time and not counted in the latency.
 */
final class PeerCheck implements HealthCheck {

  /** Opens a connection and closes it. */
  @FunctionalInterface
  interface Connector {
    void connect(InetSocketAddress address, Duration timeout) throws IOException;
  }

  static final Metric LATENCY =
      Metric.gauge("health.peer.latency", "s", "Time to open a TCP connection");
  static final Metric REACHABLE =
      Metric.gauge("health.peer.reachable", "1", "1 when a connection could be opened, else 0");
  static final String UNREACHABLE = "peer-unreachable";
  static final String SLOW = "peer-slow";

  private static final int LAST_PORT = 65_535;
  private static final double NANOS = 1e9;

  private final String host;
  private final int port;
  private final Duration timeout;
  private final Threshold latency;
  private final Connector connector;
  private final Attributes attributes;
  private final String subject;

  PeerCheck(String host, int port, Duration timeout, Threshold latency, Connector connector) {
    this.host = checked(host);
    this.port = checked(port);
    this.timeout =
        Durations.inRange("timeout", timeout, Durations.MIN, SystemChecks.LONGEST_PEER_TIMEOUT);
    this.latency = latency;
    this.connector = connector;
    attributes = Attributes.of("server.address", host, "server.port", Integer.toString(port));
    subject = host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }

  private static String checked(String host) {
    boolean name = host.chars().noneMatch(c -> Character.isWhitespace(c) || "/@?#".indexOf(c) >= 0);
    if (host.isBlank() || !name) {
      throw new IllegalArgumentException(
          "host must be a name or an address, without scheme, user and path");
    }
    return host;
  }

  private static int checked(int port) {
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("port must be from 1 to " + LAST_PORT + ", was " + port);
    }
    return port;
  }

  @Override
  public CheckResult check(CheckContext context) throws Exception {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return unreachable("its name is not known");
    }
    long before = context.ticker().read();
    try {
      connector.connect(address, timeout);
    } catch (SocketTimeoutException e) {
      return unreachable("no answer within " + Durations.text(timeout));
    } catch (UnopenedException e) {
      throw e;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while connecting to " + subject);
      }
      return unreachable(reason(e));
    }
    double seconds = (context.ticker().read() - before) / NANOS;
    return CheckResult.builder()
        .reading(REACHABLE, 1, attributes)
        .reading(LATENCY, seconds, attributes)
        .judge(context, SLOW, subject, seconds, latency, "Look at the peer's load and the network")
        .build();
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e instanceof UnknownHostException || message == null
        ? e.getClass().getSimpleName()
        : message;
  }

  private CheckResult unreachable(String reason) {
    return CheckResult.builder()
        .message(reason)
        .reading(REACHABLE, 0, attributes)
        .finding(
            Finding.of(UNREACHABLE, subject, Status.CRITICAL)
                .remedy("See that the peer runs, and that the network lets it be reached"))
        .build();
  }

  /** No socket could be had here, which says nothing of the peer. */
  static final class UnopenedException extends IOException {
    private static final long serialVersionUID = 1L;

    UnopenedException(IOException cause) {
      super("no socket could be opened: " + cause.getMessage(), cause);
    }
  }

  /** Opens the socket first, so that this machine's lack of one is not held against the peer. */
  static void connect(InetSocketAddress address, Duration timeout) throws IOException {
    try (SocketChannel channel = open()) {
      channel.socket().connect(address, Math.toIntExact(timeout.toMillis()));
    }
  }

  private static SocketChannel open() throws UnopenedException {
    try {
      return SocketChannel.open();
    } catch (IOException e) {
      throw new UnopenedException(e);
    }
  }
}
