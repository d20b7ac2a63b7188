package io.health4j.examples;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be made to go wrong, and how the monitor is expected to call it. */
enum Trouble {
  DIVERSITY("loop", "diversity-low", "every generation is flooded with clones of its best"),
  STALL("loop", "loop-stalled", "the search stops turning"),
  FAILURES("loop", "success-low", "every evaluation throws"),
  MEMORY("heap", "heap-high", "each generation holds on to 1 MB of heap"),
  HUNG_CHECK("results", "", "the check of the results folder hangs, deaf to interrupts");

  private final String check;
  private final String condition;
  private final String text;

  Trouble(String check, String condition, String text) {
    this.check = check;
    this.condition = condition;
    this.text = text;
  }

  /** The check that must tell of it. */
  String check() {
    return check;
  }

  /** The condition that the check must find; empty when it must be UNKNOWN. */
  String condition() {
    return condition;
  }

  /** What happens, in a sentence without capital and full stop. */
  String text() {
    return text;
  }

  /** Its name on the command line. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Trouble> of(String option) {
    return Arrays.stream(values()).filter(each -> each.option().equals(option)).findFirst();
  }

  static String options() {
    return Arrays.stream(values()).map(Trouble::option).collect(Collectors.joining(", "));
  }
}
