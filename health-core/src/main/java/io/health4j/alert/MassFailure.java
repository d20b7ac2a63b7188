package io.health4j.alert;

import io.health4j.alert.Alert.State;
import io.health4j.check.Attributes;
import io.health4j.check.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sees that many targets fail together, which has one cause more often than many: one alert says so
 * in place of theirs, and nothing is restarted in the meantime.
 *
 * <p>A target fails while it has an alert, pending or firing, of WARNING or worse. Pending ones
 * count, so that it is seen before all have fired; at least 3 must have fired, so that it is not
 * noise. Together is what began within {@link #WINDOW_NANOS} before the newest trouble. It ends
 * when fewer than a quarter still fail, or fewer than 3 have an alert that fires: half to begin and
 * a quarter to end keep it from coming and going.
 */
final class MassFailure {

  static final String RULE = "mass-failure";

  /** Whom its alert, and those of shares of targets, are about. */
  static final Target ALL = Target.of("all");

  /** As it is made for all alerts. */
  static final String FINGERPRINT = "b86e330683d64ebe";

  private static final int LEAST = 3;

  /** So large a share of the targets fails together. */
  private static final double SHARE = 0.5;

  /** What begins within 5 minutes fails together (this project's own judgement). */
  static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(5);

  private static final int MAX_NAMES = 10;

  /** An alert that is pending or fires. */
  private record Trouble(boolean isFiring, long began) {}

  private final Set<String> watched = new HashSet<>();

  /** By target, by fingerprint. */
  private final Map<String, Map<String, Trouble>> failing = new TreeMap<>();

  /** How many targets have an alert that fires. */
  private int firing;

  /** Whether something was taken in that was not judged yet. */
  private boolean stirred;

  /** Since when it is on; null while it isn't. */
  private @Nullable Instant since;

  void watch(String target) {
    stirred = true;
    watched.add(target);
  }

  void forget(String target) {
    stirred = true;
    watched.remove(target);
    firing -= isFiring(target) ? 1 : 0;
    failing.remove(target);
  }

  /** Takes in an alert whose state changed. */
  void changed(Alert changed, long tick) {
    String target = changed.target().id();
    stirred = true;
    if (changed.severity() == Severity.INFO || !watched.contains(target)) {
      return;
    }
    firing -= isFiring(target) ? 1 : 0;
    Map<String, Trouble> troubles = failing.computeIfAbsent(target, key -> new HashMap<>(4));
    if (changed.state().isOver()) {
      troubles.remove(changed.fingerprint());
    } else {
      Trouble was = troubles.get(changed.fingerprint());
      long began = was == null ? tick : was.began();
      troubles.put(changed.fingerprint(), new Trouble(changed.state().isActive(), began));
    }
    if (troubles.isEmpty()) {
      failing.remove(target);
    }
    firing += isFiring(target) ? 1 : 0;
  }

  private boolean isFiring(String target) {
    return failing.getOrDefault(target, Map.of()).values().stream().anyMatch(Trouble::isFiring);
  }

  /** Its alert, when that began or ended by all that was taken in. */
  List<Alert> judge(Instant at) {
    stirred = false;
    Instant from = since;
    if (from == null) {
      since = begins() ? at : null;
      return since == null ? List.of() : List.of(alert(since, null, State.FIRING));
    }
    if (firing >= LEAST && failing.size() * 4 >= watched.size()) {
      return List.of();
    }
    since = null;
    return List.of(alert(from, at, watched.size() < LEAST ? State.WITHDRAWN : State.RESOLVED));
  }

  private boolean begins() {
    if (firing < LEAST || failing.size() < SHARE * watched.size()) {
      return false;
    }
    long newest = newest(failing.values().iterator().next());
    for (Map<String, Trouble> troubles : failing.values()) {
      long tick = newest(troubles);
      newest = tick - newest > 0 ? tick : newest;
    }
    return areTogether(newest - WINDOW_NANOS);
  }

  private boolean areTogether(long since) {
    int fail = 0;
    int fire = 0;
    for (Map<String, Trouble> troubles : failing.values()) {
      fail += newest(troubles) - since >= 0 ? 1 : 0;
      boolean fires =
          troubles.values().stream().anyMatch(each -> each.isFiring && each.began - since >= 0);
      fire += fires ? 1 : 0;
    }
    return fire >= LEAST && fail >= SHARE * watched.size();
  }

  private static long newest(Map<String, Trouble> troubles) {
    return troubles.values().stream()
        .mapToLong(Trouble::began)
        .reduce((a, b) -> a - b > 0 ? a : b)
        .orElseThrow();
  }

  boolean isStirred() {
    return stirred;
  }

  boolean isOn() {
    return since != null;
  }

  /** Its alert as it is now; null while there is none. */
  @Nullable Alert alert() {
    return since == null ? null : alert(since, null, State.FIRING);
  }

  private Alert alert(Instant from, @Nullable Instant to, State state) {
    return new Alert(
        FINGERPRINT,
        RULE,
        ALL,
        "",
        Attributes.none(),
        Attributes.none(),
        Severity.CRITICAL,
        state,
        watched.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) failing.size() / watched.size()),
        OptionalDouble.of(SHARE),
        message(state),
        to == null ? from : to,
        from,
        from,
        to,
        false,
        "",
        "",
        List.of());
  }

  private String message(State state) {
    String counts = failing.size() + " of " + watched.size() + " targets ";
    if (state.isOver()) {
      return counts + (failing.size() == 1 ? "fails" : "fail") + ", no longer many together";
    }
    String names = failing.keySet().stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    String more = failing.size() > MAX_NAMES ? ", …" : "";
    return counts + "fail together: " + names + more;
  }
}
