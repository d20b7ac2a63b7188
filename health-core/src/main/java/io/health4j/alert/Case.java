package io.health4j.alert;

import io.health4j.alert.Alert.State;
import io.health4j.check.Attributes;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a rule looks at in one place: a life, what it is about, and how it is told. */
final class Case {

  /** What is gone for so long does not come back: an alert about it is withdrawn. */
  static final long WITHDRAWN_AFTER = TimeUnit.HOURS.toNanos(24);

  /** So long what is gone is remembered when it has no alert: as long as a relapse counts. */
  static final long FORGOTTEN_AFTER = Damping.LONGEST_DELAY;

  final String check;
  final Attributes subject;

  /** Where its reading or finding is in the sample: the check's place, and its own in it; or −1. */
  int outcome = -1;

  int reading = -1;

  /** The sample that it was last held against, where a message tells of it. */
  @Nullable TargetHealth health;

  /** What was found there when it was last bad, by a rule on findings. */
  @Nullable Finding finding;

  private final Ruled ruled;
  private final Target target;
  private final @Nullable Metric metric;
  private final Life life;
  private @Nullable String fingerprint;
  private @Nullable Tale tale;
  private boolean gone;
  private long goneTick;

  Case(Ruled ruled, Target target, String check, Attributes subject, @Nullable Metric metric) {
    this.ruled = ruled;
    this.target = target;
    this.check = check;
    this.subject = subject;
    this.metric = metric;
    this.life = metric == null ? new Life(ruled.rule) : new Life(ruled.rule, metric.kind());
  }

  /** A known sample. */
  void add(Moment now, double value, double progress) {
    if (gone) {
      gone = false;
    }
    State before = life.state();
    if (life.add(now.tick(), value, now.interval(), progress)) {
      changed(before, now);
    } else if (tale != null && tale.flapping != life.isFlapping() && life.isActive()) {
      tellFlapping(tale, now);
    }
  }

  /** A sample in which it is not known. */
  void unknown(Moment now) {
    State before = life.state();
    if (life.unknown()) {
      changed(before, now);
    }
  }

  /**
   * A sample in which it is no longer there.
   *
   * @return whether it can be forgotten
   */
  boolean gone(Moment now) {
    unknown(now);
    if (!gone) {
      gone = true;
      goneTick = now.tick();
    }
    long age = now.tick() - goneTick;
    if (age >= (life.isActive() ? WITHDRAWN_AFTER : FORGOTTEN_AFTER)) {
      withdraw(now);
      return true;
    }
    return false;
  }

  /**
   * A good sample of what is there only while it is bad.
   *
   * @return whether it can be forgotten
   */
  boolean well(Moment now) {
    boolean before = isIdleAndGone();
    add(now, 0, Double.NaN);
    gone = true;
    goneTick = before ? goneTick : now.tick();
    return !life.isLiving() && now.tick() - goneTick >= FORGOTTEN_AFTER;
  }

  /** Whether nothing is lost when it is forgotten to make room. */
  boolean isIdleAndGone() {
    return gone && reading < 0 && !life.isLiving();
  }

  /** Nobody will know how it goes on. */
  void withdraw(Moment now) {
    if (life.isLiving()) {
      State before = life.state();
      life.withdraw();
      changed(before, now);
    }
  }

  /** As {@link #withdraw}, but what did not fire is not told. */
  void remove(Moment now) {
    if (life.isActive()) {
      withdraw(now);
    } else if (life.isLiving()) {
      ruled.ledger.forget(fingerprint());
    }
  }

  private void changed(@Nullable State before, Moment now) {
    State state = shown();
    if (tale == null || before == null || before.isOver()) {
      tale = new Tale(now.at());
    }
    tale.enter(state, now.at());
    tale.add(Wording.step(before, state) + told(), now.at());
    if (tale.flapping != life.isFlapping() && life.isActive()) {
      tellFlapping(tale, now);
    }
    ruled.ledger.changed(this, alert(tale));
  }

  private void tellFlapping(Tale to, Moment now) {
    to.flapping = life.isFlapping();
    to.add(to.flapping ? "flaps, and is kept firing" : "flaps no more", now.at());
  }

  private String told() {
    String value =
        finding == null ? Wording.value(ruled.rule, metric, life.value()) : Wording.number(value());
    return shown() == State.NO_DATA || value.isEmpty() ? "" : ": " + value;
  }

  /** What was bad too shortly to fire is shown as resolved. */
  private State shown() {
    State state = life.state();
    return state == null ? State.RESOLVED : state;
  }

  /** Adds a line when it is active, and about that target. */
  void tell(String about, String line, Instant at) {
    if (tale != null && life.isActive() && target.id().equals(about)) {
      tale.add(line, at);
    }
  }

  boolean isPending() {
    return life.state() == State.PENDING;
  }

  /** The alert as it is now; there is one while it lives. */
  @Nullable Alert alert() {
    return tale == null || !life.isLiving() ? null : alert(tale);
  }

  private Alert alert(Tale told) {
    Alert bare = alert(told, "");
    return alert(
        told,
        finding == null
            ? Wording.message(ruled.rule, bare, metric, life.value(), health)
            : FindingWording.message(ruled.rule, bare, finding, isBad()));
  }

  private Alert alert(Tale told, String message) {
    AlertRule rule = ruled.rule;
    return new Alert(
        fingerprint(),
        rule.name(),
        target,
        check,
        subject,
        rule.labels(),
        rule.severity(),
        shown(),
        value(),
        limit(),
        message,
        told.since,
        told.startedAt,
        told.firedAt,
        told.endedAt,
        life.isFlapping(),
        "",
        "",
        told.lines());
  }

  /** A finding that is gone has no value any more. */
  private OptionalDouble value() {
    boolean known = shown() != State.NO_DATA && !Double.isNaN(life.value());
    if (finding != null) {
      return known && isBad() ? Wording.finite(finding.value()) : OptionalDouble.empty();
    }
    boolean number = known && ruled.rule.source().isNumber();
    return number ? OptionalDouble.of(life.value()) : OptionalDouble.empty();
  }

  private OptionalDouble limit() {
    if (finding != null) {
      return Wording.finite(finding.limit());
    }
    boolean number = ruled.rule.source().isNumber();
    return number ? OptionalDouble.of(ruled.rule.limit().enter()) : OptionalDouble.empty();
  }

  private boolean isBad() {
    return ruled.rule.limit().isBad(life.value());
  }

  private String fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(target.id(), check, ruled.rule.name(), subject);
    }
    return fingerprint;
  }
}
