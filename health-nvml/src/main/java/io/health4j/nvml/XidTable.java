package io.health4j.nvml;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What each XID means. An XID is the number of an error that NVIDIA's driver reports as it happens.
 *
 * <p>What a number stands for is told by NVIDIA's public catalogue of XIDs; how bad it is, and what
 * to do, is this project's own judgement after that catalogue and what DCGM and gpud make of it. A
 * number that is not in the table is a WARNING, and named as unknown.
 *
 * <p>Immutable, thread-safe. To change the table, ask it for another:
 *
 * <pre>{@code
 * GpuChecks.builder().xids(XidTable.defaults().critical(92).ignored(43))
 * }</pre>
 */
public final class XidTable {

  /** What becomes of an XID. */
  public enum Severity {
    /** A finding that is CRITICAL. */
    CRITICAL,
    /** A finding that is a WARNING. */
    WARNING,
    /** It is told as something that happened, and is no finding. */
    TOLD,
    /** It comes of another XID of the same moment, whose finding stands for both; it is told. */
    FOLLOWS,
    /** It is counted, and nothing else. */
    IGNORED
  }

  /**
   * What one XID means.
   *
   * @param severity what becomes of it
   * @param hardware whether the GPU is at fault, so that the finding ends when the driver says so,
   *     or the GPU was reset. Otherwise the program that used it is, and the finding ends after
   *     {@link GpuLimit#XID_QUIET_SECONDS}
   * @param text what happened, in a few words without a full stop; not blank
   * @param remedy what to do, one imperative sentence; may be empty
   */
  public record Meaning(Severity severity, boolean hardware, String text, String remedy) {

    public Meaning {
      Objects.requireNonNull(severity, "severity");
      Objects.requireNonNull(remedy, "remedy");
      if (text.isBlank()) {
        throw new IllegalArgumentException("text must not be blank, was '" + text + "'");
      }
    }

    private Meaning as(Severity other) {
      return new Meaning(other, hardware, text, remedy);
    }
  }

  private static final XidTable DEFAULTS = new XidTable("2026-11", XidDefaults.all());

  private final String version;
  private final Map<Integer, Meaning> meanings;

  private XidTable(String version, Map<Integer, Meaning> meanings) {
    this.version = version;
    this.meanings = Map.copyOf(meanings);
  }

  /**
   * The table of this version of the library.
   *
   * @return always the same
   */
  public static XidTable defaults() {
    return DEFAULTS;
  }

  /**
   * Which table it is. Findings name it.
   *
   * @return year and month in which the defaults changed last, such as {@code 2026-11}; with {@code
   *     ", changed"} when the host changed the table
   */
  public String version() {
    return version;
  }

  /**
   * What an XID means.
   *
   * @param xid its number
   * @return the meaning; for a number that is not in the table one that says so
   */
  public Meaning meaning(int xid) {
    Meaning known = meanings.get(xid);
    return known == null ? XidDefaults.unknown(xid, Severity.WARNING, false) : known;
  }

  boolean knows(int xid) {
    return meanings.containsKey(xid);
  }

  /**
   * A table in which an XID means something else.
   *
   * @param xid its number, at least 1
   * @param meaning what it means
   * @return a new table
   * @throws IllegalArgumentException when the number is out of range
   */
  public XidTable with(int xid, Meaning meaning) {
    Objects.requireNonNull(meaning, "meaning");
    return changed(before -> meaning, Severity.WARNING, xid);
  }

  /**
   * A table in which some XIDs are CRITICAL. One that was unknown is then the GPU's fault.
   *
   * @param xids their numbers, each at least 1
   * @return a new table
   * @throws IllegalArgumentException when a number is out of range
   */
  public XidTable critical(int... xids) {
    return as(Severity.CRITICAL, xids);
  }

  /**
   * A table in which some XIDs are a WARNING. One that was unknown is then the program's fault.
   *
   * @param xids their numbers, each at least 1
   * @return a new table
   * @throws IllegalArgumentException when a number is out of range
   */
  public XidTable warning(int... xids) {
    return as(Severity.WARNING, xids);
  }

  /**
   * A table in which some XIDs are told, and no finding.
   *
   * @param xids their numbers, each at least 1
   * @return a new table
   * @throws IllegalArgumentException when a number is out of range
   */
  public XidTable told(int... xids) {
    return as(Severity.TOLD, xids);
  }

  /**
   * A table in which some XIDs are counted, and nothing else.
   *
   * @param xids their numbers, each at least 1
   * @return a new table
   * @throws IllegalArgumentException when a number is out of range
   */
  public XidTable ignored(int... xids) {
    return as(Severity.IGNORED, xids);
  }

  private XidTable as(Severity severity, int... xids) {
    return changed(before -> before.as(severity), severity, xids);
  }

  private XidTable changed(UnaryOperator<Meaning> change, Severity severity, int... xids) {
    var all = new HashMap<>(meanings);
    for (int xid : xids) {
      if (xid < 1) {
        throw new IllegalArgumentException("xid must be at least 1, was " + xid);
      }
      Meaning unknown = XidDefaults.unknown(xid, severity, severity == Severity.CRITICAL);
      all.put(xid, change.apply(meanings.getOrDefault(xid, unknown)));
    }
    return new XidTable(DEFAULTS.version + ", changed", all);
  }

  /** The table's name and version. */
  @Override
  public String toString() {
    return "XID table " + version;
  }
}
