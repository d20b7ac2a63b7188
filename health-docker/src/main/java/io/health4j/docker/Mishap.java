package io.health4j.docker;

import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.regex.Pattern;

/** What goes wrong beside what the engine says: exceptions of these kinds, made here alone. */
final class Mishap {

  private static final int LONGEST = 200;

  /** Who logs in, and what stands after a question mark or a hash. */
  private static final Pattern SECRET =
      Pattern.compile("(?<=://)[^\\s/?#@]*@|(?<=://[^\\s?#]{0,200})[?#]\\S*");

  private Mishap() {}

  static EngineException slow(Duration within) {
    String time = Durations.text(within);
    return new EngineException(Kind.SLOW, "the engine did not answer within " + time);
  }

  /** For a question that was not even asked. */
  static EngineException waited(EngineException why) {
    String message = why.getMessage() + ": " + Lanes.MOST + " other calls were under way";
    return why.kind() == Kind.SLOW ? new EngineException(Kind.SLOW, message) : why;
  }

  static EngineException closed() {
    return new EngineException(Kind.AWAY, "the connection to the engine was closed");
  }

  /** What nobody foresaw, thrown where an answer was awaited. */
  static EngineException of(Throwable thrown) {
    Kind kind = thrown instanceof Error ? Kind.REFUSED : Kind.GARBLED;
    return new EngineException(kind, "asking the engine failed: " + text(thrown), thrown);
  }

  /** What was thrown before there was a connection. */
  static EngineException connecting(Throwable thrown) {
    return new EngineException(Kind.AWAY, "cannot connect: " + text(thrown), thrown);
  }

  /** Its class and message, on one line and without secrets. */
  static String text(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return name;
    }
    String line = SECRET.matcher(message).replaceAll("…").replaceAll("\\s+", " ").strip();
    return name + ": " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
  }
}
