package io.health4j.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Where an answer is written before it is sent. It is used again and keeps the size that it once
 * had, so that a scrape allocates little. Used by one thread at a time.
 */
final class ScrapeBuffer extends OutputStream {

  /** Beyond this (this project's own judgement) a scrape fails: memory is bounded. */
  static final int MOST_BYTES = 64 << 20;

  private static final int FIRST_BYTES = 8 << 10;

  /** What goes to the socket at once: it copies that much, for as long as the connection lives. */
  private static final int CHUNK = 64 << 10;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  /** Compresses quickly: most of what is to be gained is gained at the lowest level. */
  private static final class Gzip extends GZIPOutputStream {

    Gzip(OutputStream out) throws IOException {
      super(out, FIRST_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Takes what a source shows now. */
  void fill(ScrapeSource source, ScrapeFormat format, boolean gzip) throws IOException {
    size = 0;
    if (gzip) {
      try (var out = new Gzip(this)) {
        source.scrape(format, out);
      }
    } else {
      source.scrape(format, this);
    }
  }

  @Override
  public void write(int value) throws IOException {
    room(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void room(int more) throws IOException {
    if (more > MOST_BYTES - size) {
      throw new IOException("an answer must be at most " + MOST_BYTES + " bytes");
    }
    if (more > bytes.length - size) {
      int larger = Math.min(MOST_BYTES, Math.max(2 * bytes.length, size + more));
      bytes = Arrays.copyOf(bytes, larger);
    }
  }

  int size() {
    return size;
  }

  void sendTo(OutputStream out) throws IOException {
    for (int at = 0; at < size; at += CHUNK) {
      out.write(bytes, at, Math.min(CHUNK, size - at));
    }
  }
}
