package io.health4j.check;

import java.util.OptionalDouble;

/**
 * Something that happened between two looks and is worth telling once: a new champion, a device
 * that reset itself. Unlike a {@link Finding} it is neither good nor bad, and it is over.
 * Immutable.
 *
 * @param name what kind of thing, dotted lower case ({@code loop.champion}); stable, for listeners
 *     to refer to
 * @param message one line for people; no secrets
 * @param value the number that goes with it, if there is one
 * @param attributes what tells it from its siblings
 * @param tick when it happened, on the monitor's ticker
 */
public record Occurrence(
    String name, String message, OptionalDouble value, Attributes attributes, long tick) {

  public Occurrence {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an occurrence's name must not be blank");
    }
  }
}
