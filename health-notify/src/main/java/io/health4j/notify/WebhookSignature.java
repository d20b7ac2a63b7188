package io.health4j.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code v1=} and the HMAC-SHA256 of {@code timestamp.body}. The time is signed with the body, so
 * that neither can be exchanged, and an old delivery cannot be told as a new one.
 */
final class WebhookSignature {

  private static final String VERSION = "v1=";
  private static final String ALGORITHM = "HmacSHA256";

  /** Seconds until the year 2286. */
  private static final Pattern TIMESTAMP = Pattern.compile("\\d{1,10}");

  private WebhookSignature() {}

  static String sign(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return VERSION + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) { // each JVM must have HmacSHA256
      throw new IllegalStateException("this JVM cannot sign with " + ALGORITHM, e);
    }
  }

  static boolean verify(
      String secret,
      @Nullable String timestamp,
      @Nullable String signature,
      byte[] body,
      Instant now,
      Duration tolerance) {
    if (timestamp == null || signature == null || !TIMESTAMP.matcher(timestamp).matches()) {
      return false;
    }
    Instant told = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(told, now).abs().compareTo(tolerance) > 0) {
      return false;
    }
    byte[] expected = sign(secret, timestamp, body).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
  }
}
