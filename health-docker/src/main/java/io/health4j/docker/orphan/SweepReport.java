package io.health4j.docker.orphan;

import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the orphans in one sweep. Used by one thread. */
final class SweepReport {

  private final int orphans;
  private final String instead;
  private final List<String> removed = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private int gone;
  private int spared;
  private String wait = "the next sweep";
  private @Nullable EngineException trouble;
  private boolean cutShort;

  /** Of a sweep that is to remove so many. */
  SweepReport(int orphans) {
    this(orphans, "");
  }

  private SweepReport(int orphans, String instead) {
    this.orphans = orphans;
    this.instead = instead;
  }

  /** Of a sweep that touches nothing, with what there is to say. */
  static SweepReport of(String line) {
    return new SweepReport(0, line);
  }

  void removed(Orphan orphan) {
    removed.add(orphan.name());
  }

  /** Somebody else removed it. */
  void gone() {
    gone++;
  }

  /** It is no orphan at a closer look. */
  void spared() {
    spared++;
  }

  void failed(Orphan orphan, EngineException e) {
    failed.add(orphan.name() + " could not be removed: " + e.getMessage());
    trouble = e;
  }

  /** The engine fails, so the rest is left. */
  void cutShort(EngineException e) {
    wait = "the next sweep, since " + e.getMessage();
    trouble = e;
    cutShort = true;
  }

  /** The rest is left, as long as something else says. */
  void rest(String until) {
    wait = until;
  }

  boolean isCutShort() {
    return cutShort;
  }

  /** Why the rest was left, when it was the engine. */
  Optional<String> whyCutShort() {
    return Optional.ofNullable(cutShort ? trouble : null).map(EngineException::getMessage);
  }

  /** Whether the engine answers nobody, so that it is worth coming back soon. */
  boolean isEngineAway() {
    return cutShort && trouble != null && trouble.kind() == Kind.AWAY;
  }

  /**
   * One line for people.
   *
   * @throws EngineException when an error is the reason why nothing was removed
   */
  String answer() throws EngineException {
    EngineException why = trouble;
    if (removed.isEmpty() && why != null) {
      throw new EngineException(why.kind(), line(), why);
    }
    return line();
  }

  String line() {
    if (!instead.isEmpty()) {
      return instead;
    } else if (orphans == 0) {
      return "no orphans";
    }
    var line = new StringBuilder("removed " + removed.size() + " of " + Orphan.count(orphans));
    line.append(removed.isEmpty() ? "" : " (" + Orphan.few(removed) + ")");
    line.append(gone == 0 ? "" : "; " + gone + " gone already");
    line.append(spared == 0 ? "" : "; " + spared + " spared, being no orphan any more");
    line.append(failed.isEmpty() ? "" : "; " + Orphan.few(failed));
    int left = orphans - removed.size() - gone - spared - failed.size();
    return line.append(left == 0 ? "" : "; " + left + " left for " + wait).toString();
  }
}
