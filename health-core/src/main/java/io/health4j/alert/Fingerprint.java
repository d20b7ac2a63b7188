package io.health4j.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.health4j.check.Attributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells an alert from all others, and is the same in each run of the host. */
final class Fingerprint {

  private static final int BYTES = 8;

  private Fingerprint() {}

  static String of(String target, String check, String rule, Attributes subject) {
    var text = new StringBuilder();
    append(text, target);
    append(text, check);
    append(text, rule);
    subject.forEach(
        (name, value) -> {
          append(text, name);
          append(text, value);
        });
    byte[] digest = sha256().digest(text.toString().getBytes(UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  /** With its length in front, so that no two lists of parts read the same. */
  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
