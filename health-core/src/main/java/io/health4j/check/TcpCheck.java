package io.health4j.check;

import io.health4j.time.Durations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether another machine answers on a port, and how soon, by opening a TCP connection and closing
 * it. That needs no rights, as an ICMP echo would, and passes where a firewall lets the service
 * itself pass. The name is looked up anew each time and not counted in the latency.
 */
final class TcpCheck implements HealthCheck {

  static final Threshold DEFAULT =
      Threshold.above().warning(0.5, 0.4).critical(1, 0.8).source("default").build();

  static final String UNREACHABLE = "tcp-unreachable";
  static final String SLOW = "tcp-slow";

  private static final Metric LATENCY =
      Metric.gauge("health.tcp.latency", "s", "Time to open a TCP connection.");
  private static final Metric REACHABLE =
      Metric.gauge("health.tcp.reachable", "1", "1 when a connection could be opened, else 0.");
  private static final String START = "Start what should listen on this port there.";
  private static final String NAME = "Correct the name, or see why the name service lacks it.";
  private static final String WAY = "See that the peer runs, and that no firewall drops the way.";
  private static final String LOAD = "Look at the peer's load and at the network.";

  private static final int LAST_PORT = 65_535;

  /** Opens a connection and closes it; a seam for tests. */
  @FunctionalInterface
  interface Connector {
    void connect(InetSocketAddress address, Duration timeout) throws IOException;
  }

  private final String host;
  private final int port;
  private final Duration timeout;
  private final Threshold latency;
  private final Connector connector;
  private final Attributes attributes;
  private final String subject;

  TcpCheck(String host, int port, Duration timeout, Threshold latency) {
    this(host, port, timeout, latency, TcpCheck::connect);
  }

  TcpCheck(String host, int port, Duration timeout, Threshold latency, Connector connector) {
    this.host = checked(host);
    this.port = checked(port);
    this.timeout = Durations.inRange("timeout", timeout, Durations.MIN, NetChecks.LONGEST_TIMEOUT);
    this.latency = latency;
    this.connector = connector;
    attributes = Attributes.of("server.address", host, "server.port", Integer.toString(port));
    subject = host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }

  private static String checked(String host) {
    boolean name = host.chars().noneMatch(c -> c <= ' ' || "/@?#".indexOf(c) >= 0);
    if (host.isEmpty() || !name) {
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
      return unreachable("its name is not known", NAME);
    }
    long before = context.ticker().read();
    try {
      connector.connect(address, timeout);
    } catch (SocketTimeoutException e) {
      return unreachable("no answer within " + Durations.text(timeout), WAY);
    } catch (UnopenedException e) {
      throw e;
    } catch (IOException e) {
      return failed(e);
    }
    double seconds = (double) (context.ticker().read() - before) / TimeUnit.SECONDS.toNanos(1);
    return CheckResult.builder()
        .reading(REACHABLE, 1, attributes)
        .reading(LATENCY, seconds, attributes)
        .judge(context, SLOW, subject, seconds, latency, LOAD)
        .build();
  }

  private CheckResult failed(IOException e) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while connecting to " + subject);
    }
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return unreachable(said, e instanceof ConnectException ? START : WAY);
  }

  private CheckResult unreachable(String reason, String remedy) {
    return CheckResult.builder()
        .message(reason)
        .reading(REACHABLE, 0, attributes)
        .finding(Finding.of(UNREACHABLE, subject, Status.CRITICAL).remedy(remedy))
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
  private static void connect(InetSocketAddress address, Duration timeout) throws IOException {
    try (SocketChannel channel = open()) {
      channel.socket().connect(address, Math.toIntExact(timeout.toMillis()));
    }
  }

  static SocketChannel open() throws UnopenedException {
    try {
      return SocketChannel.open();
    } catch (IOException e) {
      throw new UnopenedException(e);
    }
  }
}
