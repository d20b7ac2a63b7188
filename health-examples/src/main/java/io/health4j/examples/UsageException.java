package io.health4j.examples;

/** The user asked for something that cannot be done; the message is the one line to tell. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
