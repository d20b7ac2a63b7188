package io.health4j.notify;

import io.health4j.time.Durations;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a sink reaches its service over HTTP. Not thread-safe; used while a sink is being described.
 */
public final class HttpSinkSpec {

  /**
   * How long to wait for a connection when nothing else is said: 5 s, half of what the whole may
   * take (this project's own judgement).
   */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * How long a request may take, from connecting to the end of the answer, when nothing else is
   * said: 10 s, as Prometheus gives an Alertmanager by default.
   */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** The longest wait that can be set: 5 min (this project's own judgement). */
  public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

  private static final int LAST_PORT = 65_535;
  private static final Pattern NAME =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,98}[\\x21-\\x7e])?");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

  /** What the JDK's client or a sink sets itself. */
  private static final Set<String> KEPT =
      Set.of("connection", "content-length", "content-type", "date", "expect", "host", "upgrade");

  String name;
  Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
  Duration timeout = DEFAULT_TIMEOUT;
  @Nullable ProxySelector proxy;
  @Nullable SSLContext tls;
  final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private boolean plain;
  private final Set<String> given = new HashSet<>();

  HttpSinkSpec(String name) {
    this.name = name;
  }

  /**
   * The sink's name in metrics and logs. Default the service's name, such as {@code slack}.
   *
   * @param value from 1 to 100 printable ASCII characters; no secrets
   * @return this
   * @throws IllegalArgumentException when it is not such
   */
  public HttpSinkSpec name(String value) {
    once("name");
    name = named(value);
    return this;
  }

  /**
   * How long to wait for a connection; what {@link #timeout} allows, when that is not longer.
   * Default {@link #DEFAULT_CONNECT_TIMEOUT}.
   *
   * @param value from 1 ms to {@link #LONGEST_TIMEOUT}
   * @return this
   * @throws IllegalArgumentException when it is out of range
   */
  public HttpSinkSpec connectTimeout(Duration value) {
    once("connectTimeout");
    connectTimeout = Durations.inRange("connectTimeout", value, Durations.MIN, LONGEST_TIMEOUT);
    return this;
  }

  /**
   * How long a request may take in all, from connecting to the end of the answer. Default {@link
   * #DEFAULT_TIMEOUT}.
   *
   * @param value from 1 ms to {@link #LONGEST_TIMEOUT}
   * @return this
   * @throws IllegalArgumentException when it is out of range
   */
  public HttpSinkSpec timeout(Duration value) {
    once("timeout");
    timeout = Durations.inRange("timeout", value, Durations.MIN, LONGEST_TIMEOUT);
    return this;
  }

  /**
   * The proxy to go through. Default the JVM's: the system properties {@code https.proxyHost} and
   * so on.
   *
   * @param host its name or address
   * @param port from 1 to 65535
   * @return this
   * @throws IllegalArgumentException when the port is out of range
   */
  public HttpSinkSpec proxy(String host, int port) {
    checkPort("proxy", port);
    return proxy(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)));
  }

  /**
   * What chooses the proxy to go through. Default the JVM's.
   *
   * @param selector the JDK asks it at each request
   * @return this
   */
  public HttpSinkSpec proxy(ProxySelector selector) {
    once("proxy");
    proxy = Objects.requireNonNull(selector, "selector");
    return this;
  }

  /**
   * Whom to trust, and with which certificate to come. Default the JVM's.
   *
   * @param context such as one that trusts an authority of your own
   * @return this
   */
  public HttpSinkSpec tls(SSLContext context) {
    once("tls");
    tls = Objects.requireNonNull(context, "context");
    return this;
  }

  /**
   * Allows a URL that begins with {@code http://}. What is told can then be read and changed on its
   * way, and so can the URL. Default refused.
   *
   * @return this
   */
  public HttpSinkSpec allowPlainHttp() {
    once("allowPlainHttp");
    plain = true;
    return this;
  }

  /**
   * A header to send, such as {@code Authorization}. Its value is never shown.
   *
   * @param header its name, once in any case; not one that is set anyway
   * @param value its value, in printable ASCII
   * @return this
   * @throws IllegalArgumentException when name or value cannot be sent
   */
  public HttpSinkSpec header(String header, String value) {
    String lower = header.toLowerCase(Locale.ROOT);
    boolean kept = KEPT.contains(lower) || lower.startsWith("x-health4j-");
    if (!HEADER.matcher(header).matches() || kept) {
      throw new IllegalArgumentException(
          "a header's name must be a token that may be set, was '" + Texts.line(header) + "'");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the value of the header " + header + " must be printable ASCII");
    }
    once("header " + lower);
    headers.put(header, value);
    return this;
  }

  private void once(String setting) {
    if (!given.add(setting)) {
      throw new IllegalStateException(setting + " is given twice");
    }
  }

  static String named(String value) {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "name must be from 1 to 100 printable ASCII characters, was '" + Texts.line(value) + "'");
    }
    return value;
  }

  static void checkPort(String argument, int port) {
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          argument + " must have a port from 1 to " + LAST_PORT + ", was " + port);
    }
  }

  /** Says of a URL that is refused only what rule it breaks: it may be a secret. */
  URI checked(String url) {
    URI uri = parsed(url);
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!"https".equalsIgnoreCase(uri.getScheme()) && !(http && plain)) {
      throw new IllegalArgumentException(
          http
              ? "url must begin with https://, or be allowed by allowPlainHttp()"
              : "url must begin with https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("url must have a host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "url must have no user and password: give them as the header Authorization");
    }
    return uri;
  }

  private static URI parsed(String url) {
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) { // whose text quotes the URL
      throw new IllegalArgumentException("url must be one that the JDK can read");
    }
  }
}
