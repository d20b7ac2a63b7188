package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.check.Attributes;
import io.health4j.check.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A router that is fed alerts by hand. Its clock stands until it is moved, and starts shortly
 * before ticks overflow. What it tells reads {@code 0.5 chat FIRED target=a [mem@a, -disk@a]}: the
 * second, route, reason, group and alerts, those that are over with a minus sign.
 */
final class RouterRig {

  static final long SECOND = 1_000_000_000L;
  static final long START = Long.MAX_VALUE - 10 * SECOND - 123;
  static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  /** A sink that is never called. */
  record Sink(String name, Duration resendEvery) implements AlertSink {
    @Override
    public Delivery deliver(Notification notification) {
      throw new AssertionError("a router calls nobody");
    }
  }

  static AlertRoute route(String name) {
    return AlertRoute.to(new Sink(name, Duration.ZERO));
  }

  final Map<String, Alert> living = new LinkedHashMap<>();
  final Router router;
  long tick = START;

  RouterRig(AlertRoute... routes) {
    router = new Router(List.of(routes), living::get);
  }

  RouterRig watch(String target, String... dependsOn) {
    return watch(target, Set.of(dependsOn), Map.of());
  }

  RouterRig watch(String target, Set<String> dependsOn, Map<String, Set<String>> checks) {
    router.add(Target.of(target), dependsOn, checks);
    return this;
  }

  Instant at() {
    return AT.plusNanos(tick - START);
  }

  /**
   * Feeds a change; {@code mem@a} is rule mem of target a, {@code mem/heap@a} of its check heap.
   */
  Alert change(String name, Severity severity, State state) {
    String[] ruleAndTarget = name.split("@", 2);
    String[] ruleAndCheck = ruleAndTarget[0].split("/", 2);
    Alert was = living.get(name);
    boolean fired = was != null && was.firedAt() != null;
    var alert =
        new Alert(
            name,
            ruleAndCheck[0],
            new Target(ruleAndTarget[1], Attributes.of("zone", ruleAndTarget[1].substring(0, 1))),
            ruleAndCheck.length == 1 ? "" : ruleAndCheck[1],
            Attributes.none(),
            Attributes.none(),
            severity,
            state,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            name,
            at(),
            was == null ? at() : was.startedAt(),
            fired ? was.firedAt() : state.isActive() ? at() : null,
            state.isOver() ? at() : null,
            false,
            "",
            "",
            List.of());
    if (state.isOver()) {
      living.remove(name);
    } else {
      living.put(name, alert);
    }
    return router.changed(alert, tick);
  }

  Alert fire(String name, Severity severity) {
    return change(name, severity, State.FIRING);
  }

  /** Ends a living alert. */
  Alert end(String name) {
    return change(name, living.get(name).severity(), State.RESOLVED);
  }

  /** What is told at this moment. */
  List<String> due() {
    return texts(router.due(tick, at()));
  }

  /** What is told in the time to come, each at the tick that the router names itself. */
  List<String> pass(double seconds) {
    var told = new ArrayList<String>();
    dispatches(seconds).forEach(dispatch -> told.add(text(dispatch)));
    return told;
  }

  List<Dispatch> dispatches(double seconds) {
    long end = tick + Math.round(seconds * SECOND);
    var told = new ArrayList<>(router.due(tick, at()));
    for (long next = router.dueTick();
        next != Agenda.NEVER && next - end <= 0;
        next = router.dueTick()) {
      assertThat(next - tick).as("due again at once").isPositive();
      tick = next;
      told.addAll(router.due(tick, at()));
    }
    tick = end;
    return told;
  }

  static List<String> texts(List<Dispatch> dispatches) {
    return dispatches.stream().map(RouterRig::text).toList();
  }

  static String text(Dispatch dispatch) {
    Notification each = dispatch.notification();
    double second = Duration.between(AT, each.at()).toMillis() / 1000.0;
    String alerts =
        each.alerts().stream()
            .map(alert -> (alert.state().isOver() ? "-" : "") + alert.fingerprint())
            .collect(Collectors.joining(", "));
    String when = second == Math.rint(second) ? Long.toString((long) second) : "" + second;
    return "%s %s %s %s [%s]".formatted(when, each.route(), each.reason(), each.group(), alerts);
  }
}
