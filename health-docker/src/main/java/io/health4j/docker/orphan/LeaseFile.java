package io.health4j.docker.orphan;

import io.health4j.time.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What stands in a lease's file: lines that people can read, filled up with spaces to 512 bytes, so
 * that a renewal needs no new space, and with a checksum, so that half of one is seen.
 *
 * @param name whose it is, and which session
 * @param process who holds it; empty where that cannot be told
 * @param duration after which an owner that renews no more is held to be dead, 1 s to 1 h
 * @param renewals how often it was renewed
 * @param ended whether the session was ended
 */
record LeaseFile(
    LeaseName name,
    Optional<ProcessIdentity> process,
    Duration duration,
    long renewals,
    boolean ended) {

  static final int SIZE = 512;
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofHours(1);

  private static final String FORMAT = "health4j-lease 1\n";
  private static final String SUM = "crc ";

  LeaseFile renewed(boolean nowEnded) {
    return new LeaseFile(name, process, duration, renewals + 1, nowEnded);
  }

  byte[] encode() {
    StringBuilder text = new StringBuilder(FORMAT);
    line(text, "owner", name.owner());
    line(text, "session", name.session());
    process.ifPresent(
        it -> {
          line(text, "boot", it.boot());
          line(text, "namespaces", it.namespaces());
          line(text, "pid", it.pid());
          line(text, "start", it.start());
        });
    line(text, "lease-ms", duration.toMillis());
    line(text, "renewals", renewals);
    line(text, "ended", ended);
    line(text, "crc", sum(text.toString()));
    byte[] bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) ' ');
    byte[] written = text.toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(written, 0, bytes, 0, written.length);
    bytes[SIZE - 1] = '\n';
    return bytes;
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(' ').append(value).append('\n');
  }

  /**
   * Reads what {@link #encode()} wrote.
   *
   * @param bytes the file's content
   * @return the lease; empty when it is damaged, half written, or of a newer format
   */
  static Optional<LeaseFile> decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int sum = text.lastIndexOf("\n" + SUM) + 1;
    if (bytes.length != SIZE || !text.startsWith(FORMAT) || sum == 0) {
      return Optional.empty();
    }
    if (!text.substring(sum + SUM.length()).trim().equals(sum(text.substring(0, sum)))) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(fields(text.substring(FORMAT.length(), sum))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String line : text.lines().toList()) {
      int space = line.indexOf(' ');
      fields.put(line.substring(0, Math.max(space, 0)), line.substring(space + 1));
    }
    return fields;
  }

  private static LeaseFile parse(Map<String, String> fields) {
    Duration duration = Duration.ofMillis(number(fields, "lease-ms"));
    return new LeaseFile(
        new LeaseName(field(fields, "owner"), field(fields, "session")),
        fields.containsKey("boot") ? Optional.of(identity(fields)) : Optional.empty(),
        Durations.inRange("lease-ms", duration, SHORTEST, LONGEST),
        number(fields, "renewals"),
        field(fields, "ended").equals("true"));
  }

  private static ProcessIdentity identity(Map<String, String> fields) {
    return new ProcessIdentity(
        field(fields, "boot"),
        field(fields, "namespaces"),
        number(fields, "pid"),
        number(fields, "start"));
  }

  private static String field(Map<String, String> fields, String key) {
    String value = fields.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a lease must have " + key);
    }
    return value;
  }

  private static long number(Map<String, String> fields, String key) {
    return Long.parseLong(field(fields, key));
  }

  private static String sum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return Long.toHexString(crc.getValue());
  }
}
