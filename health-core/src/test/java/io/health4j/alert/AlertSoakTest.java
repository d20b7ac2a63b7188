package io.health4j.alert;

import static io.health4j.alert.RouterRig.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.alert.AlertEngine.Due;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.check.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * 1,000 targets with random faults, on a clock moved by hand: half a day, or {@code
 * -Dhealth4j.soak=7} days. Some faults are real: high load, a critical state, no samples, a host
 * that takes its nine workers with it, and now and then most of all together. Some is noise: single
 * samples that are bad for no reason. All alerts are accounted for, few are false, and nothing
 * stays behind.
 */
class AlertSoakTest {

  private static final int TARGETS = 1_000;
  private static final int WORKERS = 9;
  private static final int HALF_A_DAY = 720;
  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final long MINUTE = 60 * RouterRig.SECOND;

  private enum Fault {
    NONE,
    LOAD,
    CRITICAL,
    SILENT
  }

  /** A fired alert, from its firing to its end. */
  private record Life(String fingerprint, Instant firedAt) {
    static Life of(Alert alert) {
      return new Life(alert.fingerprint(), alert.firedAt());
    }
  }

  private final Random random = new Random(4);
  private final List<CheckOutcome> good = EngineRig.outcomes(0.5);
  private final List<CheckOutcome> bad = EngineRig.outcomes(0.95);
  private final Fault[] faults = new Fault[TARGETS];
  private final int[] until = new int[TARGETS];
  private final int[] lastFault = new int[TARGETS];
  private final Target[] targets = new Target[TARGETS];
  private final Map<Life, Alert> fired = new HashMap<>();
  private final Map<Life, Alert> ended = new HashMap<>();
  private final Map<String, Set<Life>> told = new HashMap<>();
  private final Map<String, Instant> newest = new HashMap<>();
  private boolean noise = true;
  private int minute;
  private int wrong;
  private int largest;

  private final EngineRig rig =
      new EngineRig(
          List.of(
              EngineRig.load(3).build(),
              AlertRule.status("critical", Status.CRITICAL)
                  .samples(3, 3)
                  .severity(Severity.CRITICAL)
                  .build(),
              AlertRule.silence("silent").build()),
          route("chat"),
          route("pager").from(Severity.CRITICAL));

  @Test
  void manyTargets_randomFaults_allAlertsAreAccountedFor() {
    watch();
    int days = Integer.getInteger("health4j.soak", 0);
    int minutes = days == 0 ? HALF_A_DAY : days * 2 * HALF_A_DAY;
    for (minute = 1; minute <= minutes; minute++) {
      makeFaults();
      sampleAll();
      largest = Math.max(largest, minute % 60 == 0 ? rig.engine.size() : 0);
    }
    Arrays.fill(faults, Fault.NONE);
    noise = false;
    int end = minute + 180; // as long as damping may keep what flapped
    for (; minute < end; minute++) {
      sampleAll();
    }
    assertThat(fired).hasSizeGreaterThan(TARGETS / 2);
    assertThat(ended.keySet().equals(fired.keySet())).as("all ended").isTrue();
    assertAccounted("chat", Severity.INFO);
    assertAccounted("pager", Severity.CRITICAL);
    assertThat(wrong).isLessThan(fired.size() / 20);
    assertThat(rig.engine.size()).isZero();
    assertThat(rig.engine.dropped()).isZero();
    assertThat(largest).isBetween(1, 4 * 3 * TARGETS);
  }

  private void watch() {
    for (int i = 0; i < TARGETS; i++) {
      faults[i] = Fault.NONE;
      lastFault[i] = -1_000;
      targets[i] = Target.of("t" + i);
      if (i % (WORKERS + 1) == 0) {
        rig.watch("t" + i);
      } else {
        rig.watch("t" + i, "t" + i / (WORKERS + 1) * (WORKERS + 1));
      }
    }
  }

  private void makeFaults() {
    for (int i = 0; i < TARGETS; i++) {
      if (faults[i] != Fault.NONE && until[i] <= minute) {
        faults[i] = Fault.NONE;
      }
      if (faults[i] == Fault.NONE && random.nextInt(2_500) == 0) {
        breakDown(i, FAULTS.get(1 + random.nextInt(3)), 5 + random.nextInt(60));
        boolean isHost = i % (WORKERS + 1) == 0;
        for (int worker = i + 1; isHost && worker <= i + WORKERS; worker++) {
          breakDown(worker, Fault.CRITICAL, 5 + random.nextInt(60));
        }
      }
    }
    for (int i = 0; minute % 700 == 600 && i < TARGETS * 2 / 3; i++) {
      breakDown(i, Fault.CRITICAL, 20 + random.nextInt(20));
    }
    if (random.nextInt(60) == 0) {
      String some = "t" + random.nextInt(10) + "*";
      rig.engine.silence(Silence.of(Duration.ofMinutes(45), "soak", "target", some), rig.tick);
    }
  }

  private void breakDown(int target, Fault fault, int minutes) {
    faults[target] = fault;
    until[target] = minute + minutes;
  }

  private void sampleAll() {
    for (int i = 0; i < TARGETS; i++) {
      rig.tick += MINUTE / TARGETS;
      Fault fault = faults[i];
      if (fault != Fault.NONE) {
        lastFault[i] = minute;
      }
      if (fault == Fault.SILENT) {
        take(rig.engine.advance(rig.tick, rig.at()));
        continue;
      }
      boolean odd = noise && random.nextInt(100) == 0;
      boolean isHigh = (fault == Fault.LOAD) != odd;
      Status status = (fault == Fault.CRITICAL) != odd ? Status.CRITICAL : Status.HEALTHY;
      List<CheckOutcome> outcomes = isHigh ? bad : good;
      take(rig.engine.sampled(rig.health(targets[i], status, outcomes), rig.tick, rig.at()));
    }
  }

  private void take(Due due) {
    for (Alert alert : due.changed()) {
      if (alert.firedAt() == null) {
        continue;
      }
      if (fired.putIfAbsent(Life.of(alert), alert) == null) {
        wrong += isWrong(alert) ? 1 : 0;
      }
      if (alert.state().isOver()) {
        ended.put(Life.of(alert), alert);
      }
    }
    due.dispatches().forEach(this::told);
  }

  private boolean isWrong(Alert alert) {
    return !alert.target().equals(MassFailure.ALL)
        && minute - lastFault[Integer.parseInt(alert.target().id().substring(1))] > 1;
  }

  private void told(Dispatch dispatch) {
    String route = dispatch.route().name();
    for (Alert alert : dispatch.notification().alerts()) {
      told.computeIfAbsent(route, key -> new HashSet<>()).add(Life.of(alert));
      newest.merge(route + alert.fingerprint(), alert.firedAt(), (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  /** Every alert was told, was muted to its end, or came back before it could be told. */
  private void assertAccounted(String route, Severity from) {
    int isTold = 0;
    int isMuted = 0;
    int cameBack = 0;
    int all = 0;
    for (Map.Entry<Life, Alert> each : ended.entrySet()) {
      Life life = each.getKey();
      if (each.getValue().severity().compareTo(from) < 0) {
        continue;
      }
      all++;
      if (told.get(route).contains(life)) {
        isTold++;
      } else if (!each.getValue().mutedBy().isEmpty()) {
        isMuted++;
      } else {
        Instant last = newest.getOrDefault(route + life.fingerprint(), Instant.MIN);
        cameBack += last.isAfter(life.firedAt()) ? 1 : 0;
      }
    }
    assertThat(isTold + isMuted + cameBack).isEqualTo(all);
    assertThat(isTold).as("told").isGreaterThan(all / 4);
    assertThat(isMuted).as("muted").isPositive();
    assertThat(cameBack).as("came back too soon").isLessThan(all / 100);
  }
}
