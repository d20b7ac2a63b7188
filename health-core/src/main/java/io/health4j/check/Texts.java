package io.health4j.check;

/** Foreign texts, such as the names of threads, made fit for a message. */
final class Texts {

  private Texts() {}

  /** On one line, and no longer than that many characters. */
  static String line(String text, int most) {
    String cut = text.length() <= most ? text : text.substring(0, most) + "…";
    return cut.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /** Refuses a blank name of a setting. */
  static String named(String argument, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(argument + " must not be blank, was '" + name + "'");
    }
    return name;
  }
}
