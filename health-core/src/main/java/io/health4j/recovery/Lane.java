package io.health4j.recovery;

import io.health4j.alert.Alert;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Order;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.recovery.RecoveryPolicy.Budget;
import io.health4j.recovery.RecoveryPolicy.Mode;
import io.health4j.report.TargetHealth;
import io.health4j.time.Durations;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of one mode. Those that act and those that only tell keep apart, each with accounts
 * of its own: a policy that is tried out must take no room from one that acts.
 *
 * <p>Whatever happens, the target it happened to is looked at, and so are those that wait for room
 * when some may have come free, in the order in which they came. An attempt ends when its action
 * fails, when a sample that began after the action passes, or when none did in time.
 */
final class Lane {

  /** A share times a count may come out just below the whole number that it is. */
  private static final double ROUNDING = 1e-9;

  private final Mode mode;
  private final List<RecoveryPolicy> policies;
  private final Journal journal;
  private final Accounts former;
  private final Map<String, Patient> patients = new HashMap<>();

  /** By target, the attempts that are not over. A call outlives the watching of its target. */
  private final Map<String, Flight> flights = new LinkedHashMap<>();

  private final Timers timers = new Timers();
  private final Set<Patient> waiting = new LinkedHashSet<>();
  private long added;
  private boolean braked;
  private boolean roomCame;

  Lane(Mode mode, List<RecoveryPolicy> policies, Journal journal) {
    this.mode = mode;
    this.policies = policies;
    this.journal = journal;
    this.former = new Accounts(policies);
  }

  // --- what happens

  void add(Target target) {
    if (!patients.containsKey(target.id())) {
      Account account = former.open(target.id());
      patients.put(target.id(), new Patient(target, added++, account, policies));
      roomCame = true;
    }
  }

  void remove(String id, Moment now) {
    Patient patient = patients.remove(id);
    if (patient == null) {
      return;
    }
    timers.clear(patient);
    waiting.remove(patient);
    Flight flight = flights.get(id);
    if (flight != null && flight.isBack()) {
      over(flight, Outcome.NOT_HELPED, join(flight.did(), "no longer watched"), now);
    }
    former.keep(id, patient.account, flights::containsKey, now.tick());
    useRoom(now);
  }

  void sampled(TargetHealth health, Moment now) {
    Patient patient = patients.get(health.target().id());
    if (patient == null) {
      return;
    }
    patient.health = health;
    Flight flight = flights.get(health.target().id());
    if (flight != null && flight.isVerifiedBy(health)) {
      over(flight, Outcome.SUCCEEDED, flight.did(), now);
    }
    look(patient, now);
    useRoom(now);
  }

  void alert(Alert alert, Moment now) {
    Patient patient = patients.get(alert.target().id());
    if (patient != null) {
      patient.episodes.forEach(each -> each.alert(alert));
      look(patient, now);
      useRoom(now);
    }
  }

  void ended(long id, @Nullable String failure, String did, Moment now) {
    for (Flight flight : List.copyOf(flights.values())) {
      if (flight.started.id() == id && !flight.isBack()) {
        ended(flight, failure, did, now);
      }
    }
    useRoom(now);
  }

  private void ended(Flight flight, @Nullable String failure, String did, Moment now) {
    Patient patient = patients.get(flight.started.target().id());
    flight.back(did, now.tick());
    if (failure != null) {
      over(flight, Outcome.FAILED, failure, now);
    } else if (patient != flight.patient) {
      over(flight, Outcome.NOT_HELPED, join(did, "no longer watched"), now);
    }
    if (patient != null) {
      look(patient, now);
    }
  }

  void advance(Moment now) {
    while (timers.isDue(now.tick())) {
      look(timers.first(), now);
    }
    useRoom(now);
  }

  void brake(boolean on, Moment now) {
    roomCame |= braked && !on;
    braked = on;
    useRoom(now);
  }

  void lost(long nanos) {
    for (Flight flight : flights.values()) {
      flight.lost(nanos);
      if (flight.isBack()) { // one that is back is of a watched target
        timers.set(flight.patient, flight.deadline());
      }
    }
  }

  // --- what is done about it

  private void useRoom(Moment now) {
    while (roomCame) {
      roomCame = false;
      List.copyOf(waiting).forEach(each -> look(each, now));
    }
  }

  private void look(Patient patient, Moment now) {
    patient.episodes.forEach(each -> each.endIfWell(patient.health));
    Flight flight = flights.get(patient.target.id());
    if (flight != null && flight.isOverdue(now.tick())) {
      String why = "no sample passed within " + Durations.text(flight.within());
      over(flight, Outcome.NOT_HELPED, join(flight.did(), why), now);
      flight = null;
    }
    if (flight == null) {
      treat(patient, now);
    } else {
      waiting.remove(patient);
      wakeAt(patient, flight.isBack() ? OptionalLong.of(flight.deadline()) : OptionalLong.empty());
    }
  }

  private void wakeAt(Patient patient, OptionalLong due) {
    due.ifPresentOrElse(tick -> timers.set(patient, tick), () -> timers.clear(patient));
  }

  /** Starts the first attempt that may start, or tells why none may. */
  private void treat(Patient patient, Moment now) {
    boolean waits = false;
    long wait = Long.MAX_VALUE;
    for (Episode episode : patient.episodes) {
      if (!episode.presses(patient.health)) {
        continue;
      }
      Obstacle obstacle = obstacle(patient, episode, now.tick());
      if (obstacle == null) {
        start(patient, episode, now);
        return;
      }
      tell(obstacle, patient, episode, now);
      waits |= obstacle.isOthers();
      wait = Math.min(wait, wait(obstacle, patient, episode, now.tick()));
    }
    if (waits) {
      waiting.add(patient); // one that waits already keeps its place
    } else {
      waiting.remove(patient);
    }
    boolean timed = wait != Long.MAX_VALUE;
    wakeAt(patient, timed ? OptionalLong.of(now.tick() + wait) : OptionalLong.empty());
  }

  private @Nullable Obstacle obstacle(Patient patient, Episode episode, long tick) {
    Budget budget = episode.policy.budget();
    if (episode.isExhausted()) {
      return Obstacle.LADDER;
    } else if (episode.isStale(patient.health, tick)) {
      return Obstacle.STALE;
    } else if (braked) {
      return Obstacle.BRAKE;
    } else if (patient.account.untilRested(tick) > 0) {
      return Obstacle.REST;
    } else if (patient.account.untilRoom(budget, tick) > 0) {
      return Obstacle.BUDGET;
    }
    return flights.size() >= atOnce(budget) ? Obstacle.SHARE : null;
  }

  private int atOnce(Budget budget) {
    return Math.max(1, (int) (budget.atOnce() * patients.size() + ROUNDING));
  }

  private static long wait(Obstacle obstacle, Patient patient, Episode episode, long tick) {
    return switch (obstacle) {
      case REST -> patient.account.untilRested(tick);
      case BUDGET -> patient.account.untilRoom(episode.policy.budget(), tick);
      case LADDER, STALE, BRAKE, SHARE -> Long.MAX_VALUE;
    };
  }

  private void tell(Obstacle obstacle, Patient patient, Episode episode, Moment now) {
    if (obstacle.outcome.isPresent() && episode.tells(obstacle)) {
      Outcome outcome = obstacle.outcome.get();
      String detail = detail(obstacle, episode.policy.budget());
      journal.tell(episode.attempt(patient.target, journal::nextId, outcome, detail, now));
    }
  }

  private String detail(Obstacle obstacle, Budget budget) {
    return switch (obstacle) {
      case LADDER -> "nothing is left to try: a human must look";
      case BRAKE -> "too many targets fail together";
      case BUDGET -> "budget of " + budget.count() + " in " + Durations.text(budget.per());
      case SHARE -> flights.size() + " of " + patients.size() + " targets are under recovery";
      case STALE, REST -> "";
    };
  }

  private void start(Patient patient, Episode episode, Moment now) {
    boolean real = mode == Mode.ENFORCE;
    Outcome outcome = real ? Outcome.STARTED : Outcome.SHADOWED;
    Attempt attempt = episode.attempt(patient.target, journal::nextId, outcome, "", now);
    var step = episode.policy.ladder().get(episode.next());
    episode.begin();
    patient.account.started(now.tick());
    var flight = new Flight(attempt, patient, episode);
    flights.put(patient.target.id(), flight);
    journal.tell(attempt);
    if (real) {
      var action = step.action();
      journal.order(new Order(attempt.id(), patient.target, action, action.timeout()));
    } else {
      flight.back("", now.tick());
    }
    look(patient, now);
  }

  private void over(Flight flight, Outcome outcome, String detail, Moment now) {
    Attempt started = flight.started;
    flights.remove(started.target().id());
    long rest = Cooldown.nanos(flight.episode.policy.cooldown(), started);
    flight.patient.account.rest(now.tick(), rest);
    roomCame = true;
    if (mode == Mode.ENFORCE) {
      journal.tell(started.became(outcome, detail, now.at()));
    }
  }

  private static String join(String did, String what) {
    return did.isBlank() ? what : did + "; " + what;
  }

  OptionalLong dueTick() {
    return timers.next();
  }

  List<Attempt> running() {
    return flights.values().stream().map(each -> each.started).toList();
  }
}
