package io.health4j.notify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259) from maps, lists, texts, numbers and booleans. Half a surrogate pair,
 * which UTF-8 has no bytes for, becomes U+FFFD; numbers that JSON has no words for are refused.
 */
final class Json {

  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /**
   * An object of names and values in turn, in this order. What is absent is left out: null, an
   * empty optional, a number that is none.
   */
  static Map<String, Object> object(@Nullable Object... namesAndValues) {
    var object = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = present(namesAndValues[i + 1]);
      if (value != null) {
        object.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return object;
  }

  private static @Nullable Object present(@Nullable Object value) {
    if (value instanceof OptionalDouble number) {
      return number.isPresent() && Double.isFinite(number.getAsDouble())
          ? number.getAsDouble()
          : null;
    }
    return value;
  }

  /** A list of those that are given. */
  static List<Object> array(Object... values) {
    return new ArrayList<>(List.of(values));
  }

  static String text(Object value) {
    var json = new Json();
    json.write(value);
    return json.out.toString();
  }

  static byte[] bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  private void write(Object value) {
    if (value instanceof Map<?, ?> map) {
      writeObject(map);
    } else if (value instanceof Collection<?> list) {
      writeArray(list);
    } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
      out.append(value);
    } else if (value instanceof Double number) {
      writeNumber(number);
    } else {
      writeText(value.toString());
    }
  }

  private void writeObject(Map<?, ?> map) {
    String before = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(before);
      writeText(String.valueOf(entry.getKey()));
      out.append(':');
      write(entry.getValue());
      before = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private void writeArray(Collection<?> list) {
    String before = "[";
    for (Object value : list) {
      out.append(before);
      write(value);
      before = ",";
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private void writeNumber(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("a number must be finite, was " + number);
    }
    out.append(number);
  }

  private void writeText(String text) {
    out.append('"');
    text.codePoints().forEach(this::writePoint);
    out.append('"');
  }

  private void writePoint(int point) {
    switch (point) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      // Line ends of JavaScript, but not of JSON.
      case '\u2028', '\u2029' -> writeEscaped(point);
      default -> {
        if (Character.isISOControl(point)) {
          writeEscaped(point);
        } else if (Character.getType(point) == Character.SURROGATE) {
          out.append(REPLACEMENT);
        } else {
          out.appendCodePoint(point);
        }
      }
    }
  }

  private void writeEscaped(int point) {
    out.append("\\u").append(Character.forDigit(point >> 12, 16));
    out.append(Character.forDigit((point >> 8) & 0xf, 16));
    out.append(Character.forDigit((point >> 4) & 0xf, 16));
    out.append(Character.forDigit(point & 0xf, 16));
  }
}
