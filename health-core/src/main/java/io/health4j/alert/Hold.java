package io.health4j.alert;

/** How long something must be so before it counts. */
sealed interface Hold {

  /** The first sample counts. */
  Hold NONE = new Samples(1, 1);

  /** As the recommended way for noisy readings. */
  Hold NOISY = new Noisy();

  /** So many of the last samples. */
  record Samples(int count, int last) implements Hold {}

  /** So many nanoseconds. */
  record Time(long nanos) implements Hold {}

  /** So much progress of another reading. */
  record Progress(double amount, String metric) implements Hold {}

  /** As the recommended way for noisy readings has it. */
  record Noisy() implements Hold {}
}
