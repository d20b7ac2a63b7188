package io.health4j.alert;

import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.check.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says who is told of which alerts, and when. An alert that fires goes by each route that it
 * matches, unless it is muted; when it is muted no longer, it goes by them then. Whoever was told
 * of an alert is told of its end.
 *
 * <p>Where things are: {@link Muting} knows what must not be told, {@link Outlet} what one route
 * told and has to tell, {@link Groups} when. Nothing is looked at before it changes or is due.
 */
final class Router {

  private final Function<String, @Nullable Alert> current;
  private final Muting muting = new Muting(this::muteChanged);

  /** The routes that alerts go by when they fire. */
  private final List<Outlet> first = new ArrayList<>();

  /** All routes, those of escalations included. */
  private final List<Outlet> all = new ArrayList<>();

  Router(List<AlertRoute> routes, Function<String, @Nullable Alert> current) {
    this.current = current;
    var names = new HashSet<String>();
    for (AlertRoute route : routes) {
      var outlet = new Outlet(route, false, this::now);
      first.add(outlet);
      for (Outlet each = outlet; each != null; each = each.next) {
        if (!names.add(each.route.name())) {
          throw new IllegalArgumentException("route '" + each.route.name() + "' is given twice");
        }
        all.add(each);
      }
    }
  }

  /** A living alert, with the newest values. */
  private Alert now(Tracked tracked) {
    Alert newest = current.apply(tracked.alert.fingerprint());
    return tracked.shown(newest != null && newest.state().isActive() ? newest : tracked.alert);
  }

  void add(Target target, Set<String> dependsOn, Map<String, Set<String>> checks) {
    muting.watch(target, dependsOn, checks);
  }

  /** A target is no longer watched; the ends of its alerts are still to come. */
  void remove(String target, long tick) {
    muting.forget(target, tick);
  }

  /** Takes in an alert whose state changed; returns it with what is known here. */
  Alert changed(Alert alert, long tick) {
    Tracked tracked = muting.find(alert);
    if (alert.state().isOver()) {
      return tracked == null ? alert : end(tracked, alert, tick);
    }
    if (tracked == null) {
      tracked = muting.begin(alert, tick);
    }
    tracked.alert = alert;
    if (alert.state().isActive() && tracked.outlets.isEmpty()) {
      fire(tracked, tick);
    }
    return tracked.shown(alert);
  }

  private void fire(Tracked tracked, long tick) {
    first.stream().filter(outlet -> outlet.matches(tracked.alert)).forEach(tracked.outlets::add);
    if (!tracked.isMuted()) {
      tracked.outlets.forEach(outlet -> outlet.tell(tracked, tick));
    }
  }

  private Alert end(Tracked tracked, Alert alert, long tick) {
    Alert last = tracked.shown(alert);
    tracked.outlets.forEach(outlet -> outlet.end(tracked, last, tick));
    muting.end(tracked, tick);
    return last;
  }

  private void muteChanged(Tracked tracked, long tick) {
    for (Outlet outlet : tracked.outlets) {
      if (tracked.isMuted()) {
        outlet.mute(tracked);
      } else {
        outlet.tell(tracked, tick);
      }
    }
  }

  void massFailure(boolean on, long tick) {
    muting.manyFail(on, tick);
  }

  /** Whether there is something to do. */
  boolean isDue(long tick) {
    long due = dueTick();
    return muting.isRewired() || (due != Agenda.NEVER && due - tick <= 0);
  }

  /** What is to be told now. */
  List<Dispatch> due(long tick, Instant at) {
    muting.advance(tick);
    all.forEach(outlet -> outlet.escalate(tick));
    var due = new ArrayList<Dispatch>(0);
    all.forEach(outlet -> outlet.flush(tick, at, due));
    return due.isEmpty() ? List.of() : due;
  }

  /** What is to be told, whether due or not. */
  List<Dispatch> flush(long tick, Instant at) {
    var told = new ArrayList<>(due(tick, at));
    all.forEach(outlet -> outlet.flushAll(tick, at, told));
    return told.isEmpty() ? List.of() : told;
  }

  long dueTick() {
    long tick = muting.dueTick();
    for (int i = 0; i < all.size(); i++) {
      tick = Agenda.sooner(tick, all.get(i).dueTick());
    }
    return tick;
  }

  /** An alert that lives, with who acknowledged it and why nobody is told. */
  Alert shown(Alert alert) {
    Tracked tracked = muting.find(alert);
    return tracked == null ? alert : tracked.shown(alert);
  }

  void silence(Silence silence, long tick) {
    muting.silence(silence, tick);
  }

  boolean endSilence(Silence silence, long tick) {
    return muting.endSilence(silence, tick);
  }

  void acknowledge(String fingerprint, String by, long tick) {
    Alert alert = current.apply(fingerprint);
    Tracked tracked = alert == null ? null : muting.find(alert);
    if (tracked != null && tracked.alert.state().isActive() && !tracked.acknowledgedBy.equals(by)) {
      tracked.acknowledgedBy = by;
      tracked.outlets.forEach(outlet -> outlet.acknowledge(tracked, tick));
    }
  }

  /** How many alerts no route could tell. */
  long dropped() {
    return all.stream().mapToLong(Outlet::dropped).sum();
  }

  /** How many alerts and groups are kept, by all routes. */
  int size() {
    return muting.size() + all.stream().mapToInt(Outlet::size).sum();
  }
}
