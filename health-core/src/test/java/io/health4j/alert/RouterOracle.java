package io.health4j.alert;

import static io.health4j.alert.RouterRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.alert.Notification.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a router must do, said another way: it looks at all alerts each time, and knows neither
 * groups nor timers. It judges each notification, and at the end whether all was told.
 */
final class RouterOracle {

  /** From when an alert fires to its end. */
  private static final class Life {
    final Alert first;
    boolean over;
    boolean mutedAtEnd;
    final Set<String> toldActive = new HashSet<>();
    final Set<String> toldOver = new HashSet<>();

    Life(Alert first) {
      this.first = first;
    }
  }

  private static final class Living {
    Alert alert;
    @Nullable Life life;
    boolean silenced;
    boolean caused;
    boolean hadCause;
    boolean ofMany;
    long causeEnded;
    long unmutedSince;

    Living(Alert alert, long tick) {
      this.alert = alert;
      this.unmutedSince = tick;
    }

    boolean isMuted() {
      return silenced || caused || ofMany;
    }

    boolean wasTold() {
      return life != null && !life.toldActive.isEmpty();
    }
  }

  boolean manyFail;
  private final Map<String, Set<String>> targets;
  private final Map<String, Set<String>> checks;
  private final Map<String, Living> living = new LinkedHashMap<>();
  private final Map<String, List<Life>> lives = new HashMap<>();

  RouterOracle(Map<String, Set<String>> targets, Map<String, Set<String>> checks) {
    this.targets = targets;
    this.checks = checks;
  }

  void live(Alert alert, long tick) {
    Living each = living.computeIfAbsent(alert.fingerprint(), key -> new Living(alert, tick));
    each.alert = alert;
    if (each.life == null && alert.state().isActive()) {
      each.life = new Life(alert);
      lives.computeIfAbsent(alert.fingerprint(), key -> new ArrayList<>()).add(each.life);
    }
  }

  void end(String name, boolean muted, long tick) {
    Living ended = living.remove(name);
    if (ended.life != null) {
      ended.life.over = true;
      ended.life.mutedAtEnd = muted;
    }
  }

  boolean isMuted(String name) {
    return living.containsKey(name) && living.get(name).isMuted();
  }

  /** Looks at all that lives, anew. */
  void observe(Set<Silence> silences, long tick) {
    for (Living each : living.values()) {
      boolean was = each.isMuted();
      each.silenced = silences.stream().anyMatch(silence -> silence.matches(each.alert));
      boolean caused = living.values().stream().anyMatch(other -> isCause(other.alert, each.alert));
      if (each.hadCause && !caused) {
        each.causeEnded = tick;
      }
      boolean settles =
          each.caused && !caused && !each.wasTold() && tick - each.causeEnded < 30 * SECOND;
      each.hadCause = caused;
      each.caused = caused || settles;
      each.ofMany = manyFail && !each.wasTold();
      each.unmutedSince = was && !each.isMuted() ? tick : each.unmutedSince;
    }
  }

  private boolean isCause(Alert cause, Alert effect) {
    if (cause.severity() == Severity.INFO || cause.severity().compareTo(effect.severity()) < 0) {
      return false;
    }
    String of = effect.target().id();
    return cause.target().id().equals(of)
        ? isAbove(checks, cause.check(), effect.check())
        : isAbove(targets, cause.target().id(), of);
  }

  private static boolean isAbove(Map<String, Set<String>> arrows, String high, String low) {
    return leads(arrows, low, high, 9) && !leads(arrows, high, low, 9);
  }

  private static boolean leads(Map<String, Set<String>> arrows, String a, String b, int steps) {
    return steps > 0
        && arrows.getOrDefault(a, Set.of()).stream()
            .anyMatch(next -> next.equals(b) || leads(arrows, next, b, steps - 1));
  }

  private Life life(Alert alert) {
    Instant fired = alert.firedAt();
    return lives.get(alert.fingerprint()).stream()
        .filter(each -> each.first.firedAt().equals(fired))
        .findFirst()
        .orElseThrow();
  }

  /** Judges a notification, and notes what it told. */
  void told(Dispatch dispatch) {
    String route = dispatch.route().name();
    Notification notification = dispatch.notification();
    boolean news = false;
    boolean ends = false;
    for (Alert alert : notification.alerts()) {
      Life life = life(alert);
      assertThat(life.over).isEqualTo(alert.state().isOver());
      if (life.over) {
        ends = true;
        boolean wasTold = life.toldActive.contains(route);
        assertThat(wasTold || !life.mutedAtEnd).as("told although muted").isTrue();
        assertThat(life.toldOver.add(route)).as("ended twice").isTrue();
      } else {
        boolean isNew = life.toldActive.add(route);
        news |= isNew;
        assertThat(isNew && !alert.mutedBy().isEmpty()).as("told although muted").isFalse();
        assertThat(dispatch.route().from().compareTo(alert.severity())).isNotPositive();
      }
    }
    Reason reason = notification.reason();
    assertThat(reason == Reason.FIRED || reason == Reason.ESCALATED).isEqualTo(news);
    assertThat(reason == Reason.ENDED).isEqualTo(ends && !news);
    assertThat(reason == Reason.ESCALATED).isEqualTo(news && route.equals("boss"));
    assertThat(notification.alerts().stream().map(Alert::fingerprint)).doesNotHaveDuplicates();
  }

  /** An alert that nothing mutes is told after the group interval at the latest. */
  void assertToldInTime(String route, Severity from, long tick) {
    for (Living each : living.values()) {
      Life life = each.life;
      if (life == null || each.isMuted() || each.alert.severity().compareTo(from) < 0) {
        continue;
      }
      long fired = RouterRig.START + nanos(life.first.firedAt());
      long since = fired - each.unmutedSince > 0 ? fired : each.unmutedSince;
      long most = each.alert.severity() == Severity.CRITICAL ? 0 : 20 * SECOND;
      assertThat(tick - since <= most || life.toldActive.contains(route))
          .as(each.alert.fingerprint() + " is told in time")
          .isTrue();
    }
  }

  private static long nanos(Instant at) {
    return java.time.Duration.between(RouterRig.AT, at).toNanos();
  }

  /** All is over: each life was told, unless it was muted, or the next came before. */
  void assertNothingIsLost(List<AlertRoute> routes) {
    for (AlertRoute route : routes) {
      lives.values().stream()
          .filter(all -> all.get(0).first.severity().compareTo(route.from()) >= 0)
          .forEach(all -> assertNothingIsLost(route.name(), all));
    }
    lives.values().forEach(all -> assertEndsAreTold("boss", all));
  }

  private static void assertNothingIsLost(String route, List<Life> lives) {
    boolean toldLater = false;
    for (int i = lives.size() - 1; i >= 0; i--) {
      Life life = lives.get(i);
      boolean told = life.toldActive.contains(route) || life.toldOver.contains(route);
      toldLater |= told;
      assertThat(life.mutedAtEnd || toldLater).as(life.first.fingerprint() + " is told").isTrue();
    }
    assertEndsAreTold(route, lives);
  }

  private static void assertEndsAreTold(String route, List<Life> lives) {
    boolean toldLater = false;
    for (int i = lives.size() - 1; i >= 0; i--) {
      Life life = lives.get(i);
      boolean ended = toldLater || life.toldOver.contains(route);
      assertThat(ended || !life.toldActive.contains(route))
          .as("the end of " + life.first.fingerprint() + " is told")
          .isTrue();
      toldLater |= life.toldActive.contains(route) || life.toldOver.contains(route);
    }
  }
}
