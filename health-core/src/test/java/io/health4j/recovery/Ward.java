package io.health4j.recovery;

import io.health4j.alert.Alert;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Due;
import io.health4j.recovery.RecoveryEngine.Order;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import io.health4j.time.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An engine with a clock moved by hand, and all that it said. */
final class Ward {

  static final Duration INTERVAL = Duration.ofSeconds(5);
  static final RecoveryAction A = RecoveryAction.of("a", target -> "did a");
  static final RecoveryAction B = RecoveryAction.of("b", target -> "did b");
  static final RecoveryAction C = RecoveryAction.of("c", target -> "did c");

  final RecoveryEngine engine;
  final List<Attempt> told = new ArrayList<>();
  final List<Order> orders = new ArrayList<>();
  private final FakeTicker ticker = new FakeTicker();
  private final long began = ticker.read();

  Ward(RecoveryPolicy... policies) {
    engine = new RecoveryEngine(List.of(policies));
  }

  /** Of a policy with one action, that acts. */
  static Ward of(UnaryOperator<RecoveryPolicy> settings) {
    return new Ward(settings.apply(RecoveryPolicy.on(Status.CRITICAL).enforce()));
  }

  Ward watch(String... targets) {
    for (String target : targets) {
      engine.add(Target.of(target));
    }
    return this;
  }

  /** As many targets, named from t1. */
  Ward watch(int count) {
    for (int i = 1; i <= count; i++) {
      watch("t" + i);
    }
    return this;
  }

  Ward pass(Duration time) {
    ticker.advance(time);
    return this;
  }

  /** Moves the clock and has done what is due by then, at the very moments. */
  Ward live(Duration time) {
    long end = ticker.read() + time.toNanos();
    while (engine.untilDue(ticker.read()) <= end - ticker.read()) {
      ticker.advance(Duration.ofNanos(engine.untilDue(ticker.read())));
      advance();
    }
    ticker.advance(Duration.ofNanos(end - ticker.read()));
    return advance();
  }

  /** As {@link #live}, with the same sample of the target every interval. */
  Ward live(Duration time, String target, Status status) {
    for (long left = time.toNanos(); left > 0; left -= INTERVAL.toNanos()) {
      live(INTERVAL);
      sample(target, status);
    }
    return this;
  }

  long tick() {
    return ticker.read();
  }

  Instant at() {
    return Instant.EPOCH.plusNanos(ticker.read() - began);
  }

  Ward take(Due due) {
    told.addAll(due.attempts());
    orders.addAll(due.orders());
    return this;
  }

  Ward advance() {
    return take(engine.advance(tick(), at()));
  }

  Ward brake(boolean on) {
    return take(engine.brake(on, tick(), at()));
  }

  Ward remove(String target) {
    return take(engine.remove(target, tick(), at()));
  }

  /** A sample that just began, of a state that has settled. */
  Ward sample(String target, Status status) {
    return sample(target, status, status);
  }

  Ward sample(String target, Status settled, Status sample) {
    return sample(health(target, settled, sample, tick()));
  }

  Ward sample(TargetHealth health) {
    return take(engine.sampled(health, tick(), at()));
  }

  Ward alert(String target, String rule, Alert.State state) {
    return alert(target, rule, "0", state);
  }

  Ward alert(String target, String rule, String subject, Alert.State state) {
    return take(engine.alert(anAlert(target, rule, subject, state), tick(), at()));
  }

  /** The oldest call that is not back comes back well. */
  Ward comesBack() {
    Order order = orders.remove(0);
    return take(engine.ended(order.attempt(), null, "did it", tick(), at()));
  }

  Ward fails(@Nullable String reason) {
    Order order = orders.remove(0);
    return take(engine.ended(order.attempt(), reason, "", tick(), at()));
  }

  /** What happened since the last look, as {@code t1 a STARTED}. */
  List<String> news() {
    var news =
        told.stream()
            .map(each -> each.target().id() + " " + each.action() + " " + each.outcome())
            .toList();
    told.clear();
    return news;
  }

  long count(Outcome outcome) {
    return told.stream().filter(each -> each.outcome() == outcome).count();
  }

  static TargetHealth health(String target, Status settled, Status sample, long began) {
    return health(target, settled, sample, began, List.of(outcome("c", sample)));
  }

  static TargetHealth health(
      String target, Status settled, Status sample, long began, List<CheckOutcome> outcomes) {
    return new TargetHealth(
        Target.of(target),
        settled,
        Instant.EPOCH,
        sample,
        0,
        Score.none("test", outcomes),
        outcomes,
        Instant.EPOCH,
        began,
        INTERVAL,
        false);
  }

  static CheckOutcome outcome(String check, Status status) {
    return new CheckOutcome(check, 1, false, CheckResult.of(status, ""), 0);
  }

  static Alert anAlert(String target, String rule, String subject, Alert.State state) {
    return new Alert(
        rule + "/" + subject,
        rule,
        Target.of(target),
        "",
        Attributes.none(),
        Attributes.none(),
        Severity.CRITICAL,
        state,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        false,
        "",
        "",
        List.of());
  }
}
