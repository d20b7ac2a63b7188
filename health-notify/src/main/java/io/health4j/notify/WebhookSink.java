package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells alerts to any HTTP endpoint, as JSON of the schema that is published beside this class as
 * {@code webhook-schema.json}. Thread-safe.
 *
 * <p>With a secret each request is signed, as Stripe signs its webhooks: {@code
 * X-Health4j-Signature} is {@code v1=} and the HMAC-SHA256, in hexadecimal digits, of {@code
 * X-Health4j-Timestamp} (seconds since 1970), a dot, and the body. A receiver judges that by {@link
 * #verify(String, String, String, byte[])}. {@code X-Health4j-Delivery} is the same each time that
 * a notification is told again, so a receiver can tell doubles.
 *
 * <p>An answer of 2xx means delivered; 408, 425, 429 and 5xx, that it is to be tried again, after
 * the answer's {@code Retry-After}; any other, that it is not wanted. Messages are cut at 10,000
 * characters; of more than {@value #MOST_ALERTS} alerts the first are told, and {@code leftOut}
 * says how many are not.
 */
public final class WebhookSink implements AlertSink {

  /** The version of the schema, as each body names it. */
  public static final String SCHEMA = "health4j.notification/1";

  /** How many alerts one request tells at most (this project's own judgement). */
  public static final int MOST_ALERTS = 1_000;

  /** How old a request may be, or how far ahead: 5 min, as in Stripe's libraries. */
  public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

  private static final int ID_BYTES = 16;

  private final HttpSinkSpec spec;
  private final HttpSender sender;
  private final InstantSource clock;
  private final URI url;
  private final @Nullable String secret;

  WebhookSink(
      String url, @Nullable String secret, InstantSource clock, Consumer<HttpSinkSpec> http) {
    spec = new HttpSinkSpec("webhook");
    http.accept(spec);
    if (secret != null && secret.isBlank()) {
      throw new IllegalArgumentException("secret must not be blank");
    }
    this.url = spec.checked(url);
    this.secret = secret;
    this.clock = clock;
    sender = new HttpSender(spec, clock);
  }

  /**
   * A sink that signs.
   *
   * @param url where to; https
   * @param secret what only this side and the receiver know; not blank, never shown
   * @return the sink
   * @throws IllegalArgumentException when the URL cannot be used, or the secret is blank
   */
  public static WebhookSink of(String url, String secret) {
    return of(url, secret, http -> {});
  }

  /**
   * A sink that signs.
   *
   * @param url where to; https, or http where the spec allows it
   * @param secret what only this side and the receiver know; not blank, never shown
   * @param http says how it is reached
   * @return the sink
   * @throws IllegalArgumentException when the URL cannot be used, or the secret is blank
   */
  public static WebhookSink of(String url, String secret, Consumer<HttpSinkSpec> http) {
    Objects.requireNonNull(secret, "secret");
    return new WebhookSink(url, secret, InstantSource.system(), http);
  }

  /**
   * A sink that doesn't sign: for a receiver that trusts its network, or an {@code Authorization}
   * header.
   *
   * @param url where to; https, or http where the spec allows it
   * @param http says how it is reached
   * @return the sink
   * @throws IllegalArgumentException when the URL cannot be used
   */
  public static WebhookSink unsigned(String url, Consumer<HttpSinkSpec> http) {
    return new WebhookSink(url, null, InstantSource.system(), http);
  }

  /**
   * For receivers: whether a request comes from somebody who knows the secret, and is no older than
   * {@link #DEFAULT_TOLERANCE}.
   *
   * @param secret what the sink was made with
   * @param timestamp the header {@code X-Health4j-Timestamp}; null when there is none
   * @param signature the header {@code X-Health4j-Signature}; null when there is none
   * @param body the bytes as they came, before anything was made of them
   * @return whether it is to be believed
   */
  public static boolean verify(
      String secret, @Nullable String timestamp, @Nullable String signature, byte[] body) {
    return verify(secret, timestamp, signature, body, Instant.now(), DEFAULT_TOLERANCE);
  }

  /**
   * As {@link #verify(String, String, String, byte[])}, at another time and with another tolerance.
   *
   * @param secret what the sink was made with
   * @param timestamp the header {@code X-Health4j-Timestamp}; null when there is none
   * @param signature the header {@code X-Health4j-Signature}; null when there is none
   * @param body the bytes as they came, before anything was made of them
   * @param now what the timestamp is held against
   * @param tolerance how far they may be apart, either way
   * @return whether it is to be believed
   */
  public static boolean verify(
      String secret,
      @Nullable String timestamp,
      @Nullable String signature,
      byte[] body,
      Instant now,
      Duration tolerance) {
    return WebhookSignature.verify(secret, timestamp, signature, body, now, tolerance);
  }

  @Override
  public Delivery deliver(Notification notification) throws InterruptedException {
    byte[] body = body(notification);
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    String id = id(body);
    HttpReply reply =
        secret == null
            ? sender.post(url, body, "X-Health4j-Timestamp", timestamp, "X-Health4j-Delivery", id)
            : sender.post(
                url,
                body,
                "X-Health4j-Timestamp",
                timestamp,
                "X-Health4j-Delivery",
                id,
                "X-Health4j-Signature",
                WebhookSignature.sign(secret, timestamp, body));
    return reply.delivery();
  }

  static byte[] body(Notification notification) {
    List<Alert> alerts = notification.alerts();
    return Json.bytes(
        Json.object(
            "schema", SCHEMA,
            "group", Details.name(notification.group()),
            "route", Details.name(notification.route()),
            "reason", Details.word(notification.reason()),
            "severity", Details.word(notification.severity()),
            "at", notification.at(),
            "alerts", alerts.stream().limit(MOST_ALERTS).map(Details::of).toList(),
            "leftOut", Math.max(0, alerts.size() - MOST_ALERTS)));
  }

  /** Made of what is told, which is the same at each try. */
  private static String id(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    } catch (GeneralSecurityException e) { // each JVM must have SHA-256
      throw new IllegalStateException("this JVM cannot hash with SHA-256", e);
    }
  }

  @Override
  public String name() {
    return spec.name;
  }

  /** One second more than the request may take. */
  @Override
  public Duration timeout() {
    return spec.timeout.plusSeconds(1);
  }

  @Override
  public void close() {
    sender.close();
  }

  @Override
  public String toString() {
    return "WebhookSink[" + name() + "]";
  }
}
