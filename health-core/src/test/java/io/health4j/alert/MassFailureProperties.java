package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.RECOVERING;
import static io.health4j.alert.SomeAlerts.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the order in which alerts change, what counts is what they are now. */
class MassFailureProperties {

  private static final List<State> STATES = List.of(State.values());

  private static MassFailure watching(int targets) {
    var mass = new MassFailure();
    for (int i = 0; i < targets; i++) {
      mass.watch("t" + i);
    }
    return mass;
  }

  @Property(tries = 300)
  void judge_anyHistory_isOnWhenTheDefinitionSaysSo(@ForAll long seed) {
    var random = new Random(seed);
    int targets = 3 + random.nextInt(7);
    MassFailure mass = watching(targets);
    var model = new HashMap<String, State>();
    boolean on = false;
    for (int step = 0; step < 200; step++) {
      String target = "t" + random.nextInt(targets);
      String rule = "r" + random.nextInt(3);
      State state = STATES.get(random.nextInt(STATES.size()));
      mass.changed(SomeAlerts.alert(rule, target, Severity.WARNING, state), seed + step);
      model.put(target + rule, state);
      int active = targets(model, Set.of(FIRING, RECOVERING, NO_DATA));
      int failing = targets(model, Set.of(PENDING, FIRING, RECOVERING, NO_DATA));
      boolean was = on;
      on = active >= 3 && (on ? failing * 4 >= targets : failing * 2 >= targets);
      assertThat(mass.judge(AT)).hasSize(on == was ? 0 : 1);
      assertThat(mass.isOn()).isEqualTo(on);
    }
  }

  private static int targets(Map<String, State> model, Set<State> states) {
    var names = new HashSet<String>();
    model.forEach((key, state) -> names.add(states.contains(state) ? key.substring(0, 2) : ""));
    names.remove("");
    return names.size();
  }

  @Property(tries = 200)
  void judge_sameChangesInAnotherOrder_comeToTheSame(@ForAll long seed) {
    var random = new Random(seed);
    var failing = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      failing.add("t" + i);
    }
    failing.subList(1 + random.nextInt(7), 8).clear();
    List<Alert> inOrder = after(failing);
    Collections.shuffle(failing, random);
    assertThat(after(failing)).isEqualTo(inOrder).hasSize(failing.size() >= 4 ? 1 : 0);
  }

  private static List<Alert> after(List<String> failing) {
    MassFailure mass = watching(8);
    for (String target : failing) {
      mass.changed(SomeAlerts.firing("down", target, Severity.CRITICAL), 5);
    }
    return mass.judge(AT);
  }
}
