package io.health4j.docker.client;

import io.health4j.docker.api.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines as they come, and no line without an end. */
final class Lines {

  /** Hears a line. */
  @FunctionalInterface
  interface Hearer {
    void hear(byte[] line) throws IOException, EngineException;
  }

  private final InputStream in;
  private final int limit;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  Lines(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * Tells each line that is not empty, until the stream's end.
   *
   * @return false when a line got longer than the limit
   */
  boolean forEach(Hearer hearer) throws IOException, EngineException {
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int from = 0;
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          line.write(buffer, from, i - from);
          from = i + 1;
          tell(hearer);
        }
      }
      line.write(buffer, from, read - from);
      if (line.size() > limit) {
        return false;
      }
    }
    tell(hearer);
    return true;
  }

  private void tell(Hearer hearer) throws IOException, EngineException {
    byte[] bytes = line.toByteArray();
    line.reset();
    if (!new String(bytes, StandardCharsets.UTF_8).isBlank()) {
      hearer.hear(bytes);
    }
  }
}
