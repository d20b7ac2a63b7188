package io.health4j.prometheus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One user and password, as HTTP's basic authentication has them. Only their hash is kept, and
 * compared in a time that tells nothing of what was right. Immutable.
 */
final class BasicLogin {

  private static final String SCHEME = "Basic ";

  private final byte[] hash;

  BasicLogin(String user, String password) {
    hash = hash((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the header {@code Authorization} has them. */
  boolean accepts(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    try {
      byte[] given = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      return MessageDigest.isEqual(hash, hash(given));
    } catch (IllegalArgumentException e) { // not base64
      return false;
    }
  }

  private static byte[] hash(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
