package io.health4j.prometheus;

import io.health4j.time.Durations;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Describes a {@link ScrapeEndpoint}. Each setting may be given once. Not thread-safe. */
public final class ScrapeEndpointBuilder {

  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
  private static final int LAST_PORT = 65_535;
  private static final int MOST_SCRAPES = 100;
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]{0,200}");
  private static final Pattern USER = Pattern.compile("[^:\\p{Cntrl}]{1,200}");
  private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cntrl}]{1,1000}");

  final ScrapeSource source;
  String address = "127.0.0.1";
  int port = ScrapeEndpoint.DEFAULT_PORT;
  String path = "/metrics";
  int concurrentScrapes = 4;
  Duration timeout = Duration.ofSeconds(10);
  @Nullable BasicLogin login;
  @Nullable SSLContext tls;
  private boolean plain;
  private final Set<String> given = new HashSet<>();

  ScrapeEndpointBuilder(ScrapeSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * The address to listen at. Default {@code 127.0.0.1}, this machine only: what a monitor shows of
   * a host is nobody else's business until the host says so, and OpenTelemetry's Prometheus
   * exporter specifies {@code localhost} for the same setting.
   *
   * @param value one of this machine's addresses, or a name of one; {@code 0.0.0.0} for all of them
   * @return this
   */
  public ScrapeEndpointBuilder address(String value) {
    once("address");
    address = Objects.requireNonNull(value, "address");
    return this;
  }

  /**
   * The port to listen at. Default {@link ScrapeEndpoint#DEFAULT_PORT}.
   *
   * @param value from 0 to 65535; 0 for any free one, see {@link ScrapeEndpoint#url()}
   * @return this
   * @throws IllegalArgumentException when it is out of range
   */
  public ScrapeEndpointBuilder port(int value) {
    once("port");
    port = inRange("port", value, 0, LAST_PORT);
    return this;
  }

  /**
   * The path to serve metrics at. Default {@code /metrics}, which Prometheus asks for when nothing
   * else is said.
   *
   * @param value begins with a slash; up to 200 letters, digits and {@code ._~/-} follow
   * @return this
   * @throws IllegalArgumentException when it is not such
   */
  public ScrapeEndpointBuilder path(String value) {
    once("path");
    if (!PATH.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "path must be a slash and up to 200 letters, digits and ._~/-, was '" + value + "'");
    }
    path = value;
    return this;
  }

  /**
   * Asks for a user and a password. Default none is asked for. Both can be read on their way
   * without TLS, so this is then refused at an address that others can reach, see {@link
   * #allowPlainHttp}.
   *
   * @param user from 1 to 200 characters without a colon and control characters
   * @param password from 1 to 1000 characters without control characters; only a hash is kept
   * @return this
   * @throws IllegalArgumentException when one of them is not such
   */
  public ScrapeEndpointBuilder basicAuth(String user, String password) {
    once("basicAuth");
    if (!USER.matcher(user).matches()) {
      throw new IllegalArgumentException(
          "user must be from 1 to 200 characters without a colon and control characters");
    }
    if (!PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException(
          "password must be from 1 to 1000 characters without control characters");
    }
    login = new BasicLogin(user, password);
    return this;
  }

  /**
   * Allows a password without TLS at an address that others can reach: for endpoints behind a proxy
   * that ends TLS, or in a network that is encrypted itself. Default refused.
   *
   * @return this
   */
  public ScrapeEndpointBuilder allowPlainHttp() {
    once("allowPlainHttp");
    plain = true;
    return this;
  }

  /**
   * Serves HTTPS with the certificate of two PEM files, such as {@code fullchain.pem} and {@code
   * privkey.pem}, or {@code tls.crt} and {@code tls.key}. Default plain HTTP. When the files
   * change, new connections get the renewed certificate; while they cannot be read, or don't belong
   * together, the last one stays, and the log says so.
   *
   * @param certificate the certificate first, then those that vouch for it
   * @param key the certificate's private key, in PKCS#8, not encrypted
   * @return this
   * @throws IllegalArgumentException when they are not such
   */
  public ScrapeEndpointBuilder tls(Path certificate, Path key) {
    return tls(PemKeyManager.context(certificate, key));
  }

  /**
   * Serves HTTPS in a way of your own, instead of {@link #tls(Path, Path)}.
   *
   * @param context has the certificate and its key
   * @return this
   */
  public ScrapeEndpointBuilder tls(SSLContext context) {
    once("tls");
    tls = Objects.requireNonNull(context, "context");
    return this;
  }

  /**
   * How many scrapes may be under way at once; those beyond are answered 503 and counted. Default
   * 4: a pair of Prometheus servers, a person who looks, and one to spare (this project's own
   * judgement; node_exporter allows 40, but its scrapes read the machine, and each of these has a
   * buffer as large as an answer).
   *
   * @param value from 1 to 100
   * @return this
   * @throws IllegalArgumentException when it is out of range
   */
  public ScrapeEndpointBuilder concurrentScrapes(int value) {
    once("concurrentScrapes");
    concurrentScrapes = inRange("concurrentScrapes", value, 1, MOST_SCRAPES);
    return this;
  }

  /**
   * How long a request may take, from its first byte to the last one of its answer; then its
   * connection is closed. Default 10 s, as long as Prometheus waits for a scrape by default ({@code
   * scrape_timeout}).
   *
   * @param value from 100 ms to 5 min
   * @return this
   * @throws IllegalArgumentException when it is out of range
   */
  public ScrapeEndpointBuilder timeout(Duration value) {
    once("timeout");
    timeout = Durations.inRange("timeout", value, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
    return this;
  }

  /**
   * Begins to serve.
   *
   * @return the endpoint; to be closed
   * @throws IllegalArgumentException when the address is not known
   * @throws IllegalStateException when a password would go unencrypted to an address that others
   *     can reach, or when this was called before
   * @throws java.io.UncheckedIOException when address and port cannot be had, such as when another
   *     program has them
   */
  public ScrapeEndpoint start() {
    once("start");
    InetAddress found = resolved();
    if (login != null && tls == null && !plain && !found.isLoopbackAddress()) {
      throw new IllegalStateException(
          "basicAuth at "
              + address
              + " needs tls: anybody on the way could read the password;"
              + " where a proxy adds TLS, say allowPlainHttp()");
    }
    return ScrapeEndpoint.start(this, found);
  }

  private InetAddress resolved() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "address must be one of this machine's, was '" + address + "'", e);
    }
  }

  private static int inRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be from " + min + " to " + max + ", was " + value);
    }
    return value;
  }

  private void once(String setting) {
    if (!given.add(setting)) {
      throw new IllegalStateException(setting + " is given twice");
    }
  }

  @Override
  public String toString() {
    return "ScrapeEndpointBuilder[" + address + ":" + port + path + "]";
  }
}
