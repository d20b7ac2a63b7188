package io.health4j.notify;

import io.health4j.time.Durations;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who writes to whom, and by which server. Not thread-safe; used while a sink is being described.
 */
public final class EmailSpec {

  /**
   * How long a mail may take in all when nothing else is said: 30 s, as servers make strangers wait
   * for their greeting (this project's own judgement).
   */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;
  private static final int SMTP = 25;
  private static final int MOST_RECIPIENTS = 100;

  /** How the connection is kept secret. */
  enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  final String host;
  String name = "email";
  @Nullable InternetAddress from;
  List<InternetAddress> to = List.of();
  Security security = Security.STARTTLS;
  Duration connectTimeout = HttpSinkSpec.DEFAULT_CONNECT_TIMEOUT;
  Duration timeout = DEFAULT_TIMEOUT;
  @Nullable String user;
  @Nullable String password;
  @Nullable SSLContext tls;
  @Nullable String proxyHost;
  int proxyPort;
  private int port;
  private final Set<String> given = new HashSet<>();

  EmailSpec(String host) {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank, was '" + host + "'");
    }
    this.host = host;
  }

  /**
   * The sink's name in metrics and logs. Default {@code email}.
   *
   * @param value from 1 to 100 printable ASCII characters; no secrets
   * @return this
   * @throws IllegalArgumentException when it is not such
   */
  public EmailSpec name(String value) {
    once("name");
    name = HttpSinkSpec.named(value);
    return this;
  }

  /**
   * Whom the mails are from. Must be given.
   *
   * @param address one address
   * @return this
   * @throws IllegalArgumentException when it is none
   */
  public EmailSpec from(String address) {
    once("from");
    from = parsed("from", address);
    return this;
  }

  /**
   * Whom the mails go to. Must be given.
   *
   * @param addresses from 1 to 100
   * @return this
   * @throws IllegalArgumentException when one is no address, or there are too few or too many
   */
  public EmailSpec to(String... addresses) {
    once("to");
    if (addresses.length == 0 || addresses.length > MOST_RECIPIENTS) {
      throw new IllegalArgumentException(
          "to must have from 1 to " + MOST_RECIPIENTS + " addresses, had " + addresses.length);
    }
    to = Stream.of(addresses).map(address -> parsed("to", address)).toList();
    return this;
  }

  /**
   * The server's port. Default 587 (RFC 6409), 465 with {@link #implicitTls} (RFC 8314), 25 with
   * {@link #allowPlain}.
   *
   * @param value from 1 to 65535
   * @return this
   * @throws IllegalArgumentException when it is out of range
   */
  public EmailSpec port(int value) {
    once("port");
    HttpSinkSpec.checkPort("server", value);
    port = value;
    return this;
  }

  /**
   * Logs in at the server. Default not.
   *
   * @param name whose login
   * @param secret the password; never shown
   * @return this
   */
  public EmailSpec login(String name, String secret) {
    once("login");
    user = Objects.requireNonNull(name, "name");
    password = Objects.requireNonNull(secret, "secret");
    return this;
  }

  /**
   * Speaks TLS from the start. Default STARTTLS, without which nothing is sent.
   *
   * @return this
   */
  public EmailSpec implicitTls() {
    once("security");
    security = Security.TLS;
    return this;
  }

  /**
   * Speaks no TLS unless the server offers it. What is told, and the password, can then be read on
   * its way. Default STARTTLS, without which nothing is sent.
   *
   * @return this
   */
  public EmailSpec allowPlain() {
    once("security");
    security = Security.NONE;
    return this;
  }

  /**
   * Whom to trust. Default the JVM's authorities. The host's name must be in its certificate.
   *
   * @param context such as one that trusts an authority of your own
   * @return this
   */
  public EmailSpec tls(SSLContext context) {
    once("tls");
    tls = Objects.requireNonNull(context, "context");
    return this;
  }

  /**
   * How long to wait, for a connection and in all. Default {@link
   * HttpSinkSpec#DEFAULT_CONNECT_TIMEOUT} and {@link #DEFAULT_TIMEOUT}.
   *
   * @param connect from 1 ms to {@link HttpSinkSpec#LONGEST_TIMEOUT}
   * @param whole from 1 ms to {@link HttpSinkSpec#LONGEST_TIMEOUT}
   * @return this
   * @throws IllegalArgumentException when one is out of range
   */
  public EmailSpec timeouts(Duration connect, Duration whole) {
    once("timeouts");
    Duration most = HttpSinkSpec.LONGEST_TIMEOUT;
    connectTimeout = Durations.inRange("connect timeout", connect, Durations.MIN, most);
    timeout = Durations.inRange("timeout", whole, Durations.MIN, most);
    return this;
  }

  /**
   * The HTTP proxy to go through, which must allow CONNECT. Default none.
   *
   * @param proxy its name or address
   * @param proxyAt its port, from 1 to 65535
   * @return this
   * @throws IllegalArgumentException when the port is out of range
   */
  public EmailSpec proxy(String proxy, int proxyAt) {
    once("proxy");
    HttpSinkSpec.checkPort("proxy", proxyAt);
    proxyHost = Objects.requireNonNull(proxy, "proxy");
    proxyPort = proxyAt;
    return this;
  }

  int port() {
    if (port > 0) {
      return port;
    }
    return switch (security) {
      case STARTTLS -> SUBMISSION;
      case TLS -> SUBMISSIONS;
      case NONE -> SMTP;
    };
  }

  InternetAddress sender() {
    if (from == null) {
      throw new IllegalArgumentException("from must be given");
    } else if (to.isEmpty()) {
      throw new IllegalArgumentException("to must be given");
    }
    return from;
  }

  private void once(String setting) {
    if (!given.add(setting)) {
      throw new IllegalStateException(setting + " is given twice");
    }
  }

  private static InternetAddress parsed(String argument, String address) {
    String line = Texts.line(address);
    try {
      if (line.equals(address)) { // else there may be headers in it
        var parsed = new InternetAddress(address, true);
        parsed.validate();
        return parsed;
      }
    } catch (AddressException e) {
      // told below
    }
    throw new IllegalArgumentException(argument + " must be an address, was '" + line + "'");
  }
}
