package io.health4j.alert;

import static io.health4j.alert.RouterRig.SECOND;
import static io.health4j.alert.RouterRig.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.alert.RouterRig.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Over random histories of alerts, silences, acknowledgements and time nothing is lost. */
class RouterProperties {

  private static final List<String> TARGETS = List.of("a0", "a1", "a2", "b3", "b4", "b5");
  private static final Map<String, Set<String>> DEPENDS =
      Map.of("a1", Set.of("a0"), "a2", Set.of("a1"), "b4", Set.of("b5"), "b5", Set.of("b4"));
  private static final List<String> RULES = List.of("cpu/cpu", "gpu/gpu", "heat/heat", "score");
  private static final Map<String, Set<String>> CHECKS = Map.of("heat", Set.of("gpu"));

  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final List<State> AFTER_FIRING = List.of(State.values()).subList(1, 6);

  private static final AlertRoute CHAT =
      route("chat")
          .from(Severity.WARNING)
          .atMost(10_000, Duration.ofSeconds(1))
          .escalateTo(route("boss"), Duration.ofMinutes(2), Severity.CRITICAL);

  private static final List<AlertRoute> ROUTES =
      List.of(
          CHAT,
          route("mail").groupBy("zone", "rule").atMost(2, Duration.ofMinutes(3)),
          AlertRoute.to(new Sink("peer", Duration.ofMinutes(1))).together());

  private static Severity severity(String name) {
    return SEVERITIES.get(Math.floorMod(name.hashCode(), 3));
  }

  /** A random history, and what it must come to. */
  private static final class Run {
    final Random random;
    final RouterRig rig = new RouterRig(ROUTES.toArray(AlertRoute[]::new));
    final RouterOracle oracle = new RouterOracle(DEPENDS, CHECKS);
    final Map<Silence, Long> silences = new HashMap<>();
    final List<String> texts = new ArrayList<>();

    Run(long seed) {
      random = new Random(seed);
      for (String target : TARGETS) {
        rig.watch(target, DEPENDS.getOrDefault(target, Set.of()), CHECKS);
      }
    }

    void play(int steps) {
      for (int i = 0; i < steps; i++) {
        rig.tick++;
        act(random.nextInt(100));
        pass(
            random.nextInt(3) == 0
                ? 0
                : Math.round(Math.pow(10, random.nextDouble() * 2) * SECOND));
      }
      finish();
    }

    private void act(int dice) {
      if (dice < 75) {
        change();
      } else if (dice < 82) {
        String[] tag =
            random.nextBoolean() ? new String[] {"zone", "a"} : new String[] {"rule", "c*"};
        var silence = Silence.of(Duration.ofSeconds(1 + random.nextInt(300)), "test", tag);
        rig.router.silence(silence, rig.tick);
        silences.put(silence, rig.tick + silence.lasts().toNanos());
      } else if (dice < 85) {
        Set.copyOf(silences.keySet()).stream().findFirst().ifPresent(this::endSilence);
      } else if (dice < 92) {
        rig.living.keySet().stream()
            .skip(random.nextInt(1 + rig.living.size()))
            .findFirst()
            .ifPresent(name -> rig.router.acknowledge(name, "ann", rig.tick));
      } else if (dice < 94) {
        oracle.manyFail = !oracle.manyFail;
        rig.router.massFailure(oracle.manyFail, rig.tick);
      }
    }

    private void endSilence(Silence silence) {
      assertThat(rig.router.endSilence(silence, rig.tick)).isTrue();
      silences.remove(silence);
    }

    private void change() {
      String name = RULES.get(random.nextInt(4)) + "@" + TARGETS.get(random.nextInt(6));
      Alert was = rig.living.get(name);
      State next;
      if (was == null) {
        next = random.nextBoolean() ? State.PENDING : State.FIRING;
      } else if (was.state() == State.PENDING) {
        next = random.nextInt(3) == 0 ? State.RESOLVED : State.FIRING;
      } else {
        next = AFTER_FIRING.get(random.nextInt(5));
      }
      change(name, next);
    }

    private void change(String name, State state) {
      boolean mutedBefore = oracle.isMuted(name);
      rig.change(name, severity(name), state);
      if (state.isOver()) {
        oracle.end(name, mutedBefore, rig.tick);
      } else {
        oracle.live(rig.living.get(name), rig.tick);
      }
      observe();
    }

    /** Lets time pass, from one due tick to the next. */
    private void pass(long nanos) {
      long end = rig.tick + nanos;
      tell();
      for (long next = rig.router.dueTick();
          next != Agenda.NEVER && next - end <= 0;
          next = rig.router.dueTick()) {
        assertThat(next - rig.tick).isPositive();
        rig.tick = next;
        tell();
      }
      rig.tick = end;
      silences.values().removeIf(until -> until - rig.tick <= 0);
      observe();
    }

    private void tell() {
      silences.values().removeIf(until -> until - rig.tick <= 0);
      List<Dispatch> due = rig.router.due(rig.tick, rig.at());
      observe();
      for (Dispatch dispatch : due) {
        texts.add(RouterRig.text(dispatch));
        oracle.told(dispatch);
      }
      observe();
      oracle.assertToldInTime("chat", Severity.WARNING, rig.tick);
    }

    private void observe() {
      oracle.observe(silences.keySet(), rig.tick);
      for (Alert alert : rig.living.values()) {
        assertThat(!rig.router.shown(alert).mutedBy().isEmpty())
            .as(alert.fingerprint() + " " + rig.router.shown(alert).mutedBy())
            .isEqualTo(oracle.isMuted(alert.fingerprint()));
      }
    }

    /** All ends, and all that has to be told is. */
    private void finish() {
      List.copyOf(rig.living.keySet()).forEach(name -> change(name, State.RESOLVED));
      pass(86_400 * SECOND);
      oracle.assertNothingIsLost(ROUTES);
      assertThat(rig.router.size()).isZero();
      assertThat(rig.router.dueTick()).isEqualTo(Agenda.NEVER);
      assertThat(rig.router.dropped()).isZero();
    }
  }

  @Property(tries = 25)
  void due_anyHistory_losesNothingAndTellsNothingTwice(@ForAll long seed) {
    new Run(seed).play(200);
  }

  @Property(tries = 4)
  void due_sameHistory_tellsTheSame(@ForAll long seed) {
    var first = new Run(seed);
    var second = new Run(seed);
    first.play(200);
    second.play(200);
    assertThat(new HashSet<>(first.texts)).hasSizeGreaterThan(3);
    assertThat(second.texts).isEqualTo(first.texts);
  }
}
