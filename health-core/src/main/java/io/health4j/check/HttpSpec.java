package io.health4j.check;

import io.health4j.time.Durations;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an HTTP endpoint is asked, and what is expected of it. Not thread-safe; used while a check
 * is being described.
 */
public final class HttpSpec {

  private static final int LEAST = 200;
  private static final int MOST = 599;
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

  /** Which would make the request another than the one that is understood here. */
  private static final Set<String> KEPT =
      Set.of("connection", "content-length", "expect", "transfer-encoding", "upgrade");

  int from = 200;
  int to = 299;
  String statusSource = "default";
  Duration timeout = NetChecks.DEFAULT_TIMEOUT;
  Threshold latency = HttpCheck.DEFAULT;
  final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> given = new HashSet<>();
  private boolean closed;

  HttpSpec() {
    headers.put("Accept", "*/*");
    headers.put("User-Agent", "health4j");
  }

  /**
   * The status codes that are well; any other is CRITICAL. Default 200 to 299, as Prometheus'
   * blackbox exporter has it. Redirects are never followed, so where one is the right answer, say
   * so here.
   *
   * @param first from 200 to 599
   * @param last from {@code first} to 599
   * @return this
   * @throws IllegalArgumentException when a code is out of range
   */
  public HttpSpec expect(int first, int last) {
    once("expect");
    if (first < LEAST || last > MOST || first > last) {
      throw new IllegalArgumentException(
          "expect must be an ascending range from "
              + LEAST
              + " to "
              + MOST
              + ", was "
              + first
              + " to "
              + last);
    }
    from = first;
    to = last;
    statusSource = "configured";
    return this;
  }

  /**
   * How long all may take together, from opening the connection to the status. Default {@link
   * NetChecks#DEFAULT_TIMEOUT}. The look-up of the name comes on top.
   *
   * @param value from 1 ms to {@link NetChecks#LONGEST_TIMEOUT}
   * @return this
   * @throws IllegalArgumentException when it is out of range
   */
  public HttpSpec timeout(Duration value) {
    once("timeout");
    timeout = Durations.inRange("timeout", value, Durations.MIN, NetChecks.LONGEST_TIMEOUT);
    return this;
  }

  /**
   * What the seconds are held against that it takes to connect, ask and read the status. Default
   * WARNING above 0.5 s, this project's own judgement, and CRITICAL above 1 s, after which
   * Kubernetes' probes give up by default.
   *
   * @param seconds the limits
   * @return this
   */
  public HttpSpec latency(Threshold seconds) {
    once("latency");
    latency = Objects.requireNonNull(seconds, "seconds");
    return this;
  }

  /**
   * A header to send, such as {@code Authorization}. Its value is never shown.
   *
   * @param name its name, once in any case; not {@code Connection}, {@code Content-Length}, {@code
   *     Expect}, {@code Transfer-Encoding} or {@code Upgrade}
   * @param value its value, in printable ASCII
   * @return this
   * @throws IllegalArgumentException when name or value cannot be sent
   */
  public HttpSpec header(String name, String value) {
    if (!NAME.matcher(name).matches() || KEPT.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "a header's name must be a token that may be set, was '" + Texts.line(name, 100) + "'");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the value of the header " + name + " must be printable ASCII");
    }
    once("header " + name.toLowerCase(Locale.ROOT));
    headers.put(name, value);
    return this;
  }

  HttpSpec close() {
    closed = true;
    return this;
  }

  private void once(String setting) {
    if (closed) {
      throw new IllegalStateException("the HTTP check is described already");
    }
    if (!given.add(setting)) {
      throw new IllegalStateException(setting + " is given twice");
    }
  }
}
