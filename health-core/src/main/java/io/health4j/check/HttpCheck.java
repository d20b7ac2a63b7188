package io.health4j.check;

import io.health4j.time.Durations;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Whether an HTTP endpoint answers, with what status, and how soon: one GET on a connection of its
 * own, whose opening is part of what is asked.
 *
 * <p>A path can be a webhook's key, and a query a token. So of the URL only scheme, host and port
 * are ever shown, and no text of an exception is.
 */
final class HttpCheck implements HealthCheck {

  static final Threshold DEFAULT =
      Threshold.above().warning(0.5, 0.4).critical(1, 0.8).source("default").build();

  static final String UNREACHABLE = "http-unreachable";
  static final String STATUS = "http-status";
  static final String SLOW = "http-slow";

  private static final Metric LATENCY =
      Metric.gauge("health.http.latency", "s", "Time to connect, ask and read the status.");
  private static final Metric REACHABLE =
      Metric.gauge("health.http.reachable", "1", "1 when an answer came, else 0.");
  private static final String START = "Start what should listen there, or correct the URL.";
  private static final String NAME = "Correct the name, or see why the name service lacks it.";
  private static final String WAY =
      "See that the service runs, and that no firewall drops the way.";
  private static final String TRUST = "See that its certificate is valid, and trusted by this JVM.";
  private static final String LOOK = "Look up in the service's log why it answers so.";
  private static final String LOAD = "Look at the service's load and at the network.";

  private static final int LAST_PORT = 65_535;

  private final String host;
  private final int port;
  private final boolean tls;
  private final String origin;
  private final Attributes attributes;
  private final HttpSpec spec;
  private final byte[] request;

  HttpCheck(URI uri, HttpSpec spec) {
    URL url = checked(uri);
    this.spec = spec;
    String scheme = url.getProtocol().toLowerCase(Locale.ROOT);
    tls = scheme.equals("https");
    // A name without the brackets of an IPv6 address, as the socket and TLS want it.
    host = url.getHost().replace("[", "").replace("]", "");
    port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    origin = scheme + "://" + url.getHost() + ":" + port;
    attributes =
        Attributes.of(
            "url.scheme", scheme, "server.address", host, "server.port", Integer.toString(port));
    request = request(url);
  }

  /** Says of a URL that is refused only what rule it breaks. */
  private static URL checked(URI uri) {
    String scheme = uri.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("url must begin with http:// or https://");
    }
    URL url = url(uri);
    if (url.getHost().isEmpty()) {
      throw new IllegalArgumentException("url must have a host");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "url must have no user and password: give them as the header Authorization");
    }
    if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
      throw new IllegalArgumentException(
          "url must have a port from 1 to " + LAST_PORT + " or none, was " + url.getPort());
    }
    return url;
  }

  private static URL url(URI uri) {
    try {
      return new URL(uri.toASCIIString());
    } catch (MalformedURLException e) { // whose text may quote the URL
      throw new IllegalArgumentException("url must be one that the JDK can read");
    }
  }

  private byte[] request(URL url) {
    String file = url.getFile().startsWith("/") ? url.getFile() : "/" + url.getFile();
    List<String> headers = new ArrayList<>();
    boolean named = spec.headers.containsKey("Host");
    if (!named) {
      headers.add("Host: " + url.getHost() + (url.getPort() < 0 ? "" : ":" + port));
    }
    spec.headers.forEach((name, value) -> headers.add(name + ": " + value));
    headers.add("Connection: close");
    return HttpProbe.request(file, headers);
  }

  /** All that is ever shown of the URL. */
  String origin() {
    return origin;
  }

  @Override
  public CheckResult check(CheckContext context) throws Exception {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return unreachable("its name is not known", NAME);
    }
    long before = context.ticker().read();
    int status;
    try {
      status = HttpProbe.ask(address, tls, request, spec.timeout);
    } catch (TcpCheck.UnopenedException e) {
      throw e;
    } catch (IOException e) {
      return failed(e);
    }
    double seconds = (double) (context.ticker().read() - before) / TimeUnit.SECONDS.toNanos(1);
    var result =
        CheckResult.builder()
            .reading(REACHABLE, 1, attributes)
            .reading(LATENCY, seconds, attributes);
    if (status < spec.from || status > spec.to) {
      result.finding(unexpected(status));
    }
    return result.judge(context, SLOW, origin, seconds, spec.latency, LOAD).build();
  }

  private Finding unexpected(int status) {
    return Finding.of(STATUS, origin, Status.CRITICAL)
        .value(status)
        .limit(status < spec.from ? spec.from : spec.to, spec.statusSource)
        .remedy(LOOK);
  }

  private CheckResult failed(IOException e) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while asking " + origin);
    } else if (e instanceof SocketTimeoutException) {
      return unreachable("no answer within " + Durations.text(spec.timeout), WAY);
    } else if (e instanceof ConnectException) {
      return unreachable("the connection was refused", START);
    } else if (e instanceof SSLException) {
      return unreachable("TLS failed: " + e.getClass().getSimpleName(), TRUST);
    } else if (e instanceof ProtocolException) {
      return unreachable("the answer is no HTTP/1.1", START);
    } else if (e instanceof EOFException) {
      return unreachable("the connection was closed without an answer", LOOK);
    }
    return unreachable("no connection: " + e.getClass().getSimpleName(), WAY);
  }

  private CheckResult unreachable(String reason, String remedy) {
    return CheckResult.builder()
        .message(reason)
        .reading(REACHABLE, 0, attributes)
        .finding(Finding.of(UNREACHABLE, origin, Status.CRITICAL).remedy(remedy))
        .build();
  }
}
