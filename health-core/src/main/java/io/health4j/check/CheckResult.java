package io.health4j.check;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a check found. Immutable.
 *
 * @param status how well it is
 * @param message one line for people; may be empty. It is shown and logged: no secrets
 * @param readings the values that were read
 * @param findings what is wrong
 * @param occurrences what happened since the last look, each told once
 * @param cause why the check itself failed; null otherwise
 */
public record CheckResult(
    Status status,
    String message,
    List<Reading> readings,
    List<Finding> findings,
    List<Occurrence> occurrences,
    @Nullable Throwable cause) {

  private static final CheckResult HEALTHY =
      new CheckResult(Status.HEALTHY, "", List.of(), List.of(), List.of(), null);

  public CheckResult {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(message, "message");
    readings = List.copyOf(readings);
    findings = List.copyOf(findings);
    occurrences = List.copyOf(occurrences);
  }

  /**
   * All is well.
   *
   * @return a result without message and readings
   */
  public static CheckResult healthy() {
    return HEALTHY;
  }

  /**
   * All is well, with values.
   *
   * @param message one line; may be empty
   * @param readings the values
   * @return the result
   */
  public static CheckResult healthy(String message, Reading... readings) {
    return of(Status.HEALTHY, message, readings);
  }

  /**
   * A result of a status that the check worked out by itself.
   *
   * @param status how well it is
   * @param message one line; may be empty
   * @param readings the values
   * @return the result
   */
  public static CheckResult of(Status status, String message, Reading... readings) {
    return of(status, message, List.of(readings));
  }

  /**
   * A result of a status that the check worked out by itself.
   *
   * @param status how well it is
   * @param message one line; may be empty
   * @param readings the values
   * @return the result
   */
  public static CheckResult of(Status status, String message, List<Reading> readings) {
    return new CheckResult(status, message, readings, List.of(), List.of(), null);
  }

  /**
   * It could not be found out.
   *
   * @param reason why not
   * @return an UNKNOWN result
   */
  public static CheckResult unknown(String reason) {
    return of(Status.UNKNOWN, reason);
  }

  /**
   * It could not be found out, because something was thrown. Counts as a failure of the check
   * itself. Repeated, it has the check left alone for a while.
   *
   * @param reason why not
   * @param cause what was thrown
   * @return an UNKNOWN result
   */
  public static CheckResult unknown(String reason, Throwable cause) {
    return new CheckResult(Status.UNKNOWN, reason, List.of(), List.of(), List.of(), cause);
  }

  /**
   * Collects a result of several values and findings, whose status is that of the worst finding.
   *
   * @return a builder
   */
  public static ResultBuilder builder() {
    return new ResultBuilder();
  }
}
