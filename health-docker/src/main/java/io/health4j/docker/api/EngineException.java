package io.health4j.docker.api;

/** An engine did not do what it was asked. The message says why, for people, without secrets. */
public final class EngineException extends Exception {

  private static final long serialVersionUID = 1;

  /** What went wrong. */
  private final Kind kind;

  /** What went wrong. */
  public enum Kind {
    /** Nobody listens there, or the connection broke. */
    AWAY,
    /** The socket may not be opened, or the engine wants credentials. */
    DENIED,
    /** It did not answer in time. */
    SLOW,
    /** It speaks an older version of the API than is needed. */
    TOO_OLD,
    /** It answered what cannot be understood, or too much of it. */
    GARBLED,
    /** There is no such container. */
    NOT_FOUND,
    /** The container is not in a state for that. */
    CONFLICT,
    /** It refused, for another reason. */
    REFUSED
  }

  /**
   * An exception.
   *
   * @param kind what went wrong
   * @param message why, for people; no secrets
   */
  public EngineException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /**
   * An exception.
   *
   * @param kind what went wrong
   * @param message why, for people; no secrets
   * @param cause what it came from
   */
  public EngineException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /**
   * What went wrong.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }
}
