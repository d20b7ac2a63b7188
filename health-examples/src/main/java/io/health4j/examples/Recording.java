package io.health4j.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Recorded values in a CSV file: {@code epoch_seconds,value} or {@code series,epoch_seconds,value},
 * with that header. A row without a value is a gap. Read row by row, so that what is kept is one
 * time for each series. Bytes of a series' name are taken as they are, whatever their charset.
 */
final class Recording {

  /** Takes in a row. */
  interface Rows {
    /**
     * Called for each row that is not a gap.
     *
     * @param series its series; empty when the file has no such column
     * @param nanos the time, in nanoseconds since 1970
     * @param value a finite number
     */
    void add(String series, long nanos, double value);
  }

  static final String SERIES_HEADER = "series,epoch_seconds,value";
  static final String HEADER = "epoch_seconds,value";

  private static final String MARK = "\u00ef\u00bb\u00bf"; // UTF-8's byte order mark, byte by byte
  private static final long NANOS = 1_000_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS;

  private final Rows rows;
  private final Map<String, Long> last = new HashMap<>();
  private long number;
  private boolean hasSeries;

  private Recording(Rows rows) {
    this.rows = rows;
  }

  /**
   * Reads a file.
   *
   * @param rows who gets its rows
   * @return whether it has series
   * @throws UsageException with one line for the user, that names the line of the file
   */
  static boolean read(Path file, Rows rows) {
    var recording = new Recording(rows);
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      recording.header(reader.readLine());
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        recording.row(line);
      }
    } catch (NoSuchFileException e) {
      throw new UsageException(file + " is not there");
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read: " + e);
    }
    return recording.hasSeries;
  }

  private void header(String line) {
    number = 1;
    String text = line == null ? "" : line.startsWith(MARK) ? line.substring(3) : line;
    hasSeries = text.equals(SERIES_HEADER);
    if (!hasSeries && !text.equals(HEADER)) {
      throw wrong("the header must be " + HEADER + " or " + SERIES_HEADER, text);
    }
  }

  private void row(String line) {
    number++;
    int end = line.lastIndexOf(',');
    int start = hasSeries && end > 0 ? line.lastIndexOf(',', end - 1) : -1;
    String series = hasSeries && start > 0 ? line.substring(0, start) : "";
    boolean fits = hasSeries ? isName(series) : end >= 0 && line.indexOf(',') == end;
    if (!fits) {
      throw wrong("a row must be " + (hasSeries ? SERIES_HEADER : HEADER), line);
    }
    long nanos = nanos(line.substring(start + 1, end).strip());
    Long before = last.put(series, nanos);
    if (before != null && nanos <= before) {
      throw wrong(
          "epoch_seconds must be after " + seconds(before) + " of the row before in its series",
          seconds(nanos));
    }
    String value = line.substring(end + 1).strip();
    if (!value.isEmpty()) {
      rows.add(series, nanos, value(value));
    }
  }

  /** A comma belongs to a name only within quotes. */
  private static boolean isName(String series) {
    boolean quoted = series.length() > 1 && series.startsWith("\"") && series.endsWith("\"");
    return !series.isBlank() && (quoted || series.indexOf(',') < 0);
  }

  private long nanos(String text) {
    try {
      BigDecimal seconds = isWhole(text) ? null : new BigDecimal(text);
      long whole = seconds == null ? Long.parseLong(text) : seconds.longValue();
      if (Math.abs(whole) < MOST_SECONDS) {
        return seconds == null ? whole * NANOS : seconds.scaleByPowerOfTen(9).longValueExact();
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    } catch (ArithmeticException e) {
      throw wrong("epoch_seconds must have at most 9 decimals", text);
    }
    throw wrong("epoch_seconds must be a number from -9223372035 to 9223372035", text);
  }

  /** The quick way for what is common. */
  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() < 19;
  }

  private double value(String text) {
    char end = text.charAt(text.length() - 1);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && (end == '.' || Character.isDigit(end))) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as what is no decimal number is
    }
    throw wrong("value must be a finite number, or empty", text);
  }

  private UsageException wrong(String rule, String was) {
    return new UsageException("line " + number + ": " + rule + ", was '" + was + "'");
  }

  /** A time as it stands in the file. */
  static String seconds(long nanos) {
    return nanos % NANOS == 0
        ? Long.toString(nanos / NANOS)
        : BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }
}
