package io.health4j.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes of one scrape. Grows, and is used again. Not thread-safe. */
final class Page {

  private static final int FIRST_SIZE = 8192;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;

  void clear() {
    size = 0;
  }

  void add(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  /** One sample's line: all but the value is finished already. */
  void add(byte[] prefix, double value, byte[] suffix) {
    reserve(prefix.length + DecimalText.LONGEST + suffix.length);
    System.arraycopy(prefix, 0, bytes, size, prefix.length);
    size = DecimalText.write(value, bytes, size + prefix.length);
    System.arraycopy(suffix, 0, bytes, size, suffix.length);
    size += suffix.length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  int size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}
