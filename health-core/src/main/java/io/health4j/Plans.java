package io.health4j;

import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.Outbox;
import io.health4j.recovery.RecoveryPolicy;
import java.util.List;

/**
 * What is to be done about what is found.
 *
 * @param rules when to raise alerts
 * @param routes who is told
 * @param outbox where notifications wait
 * @param policies what is tried to recover targets
 */
record Plans(
    List<AlertRule> rules, List<AlertRoute> routes, Outbox outbox, List<RecoveryPolicy> policies) {

  /** Nothing but to watch. */
  static final Plans NONE =
      new Plans(List.of(), List.of(), Outbox.inMemory(Outbox.DEFAULT_CAPACITY), List.of());

  Plans {
    rules = List.copyOf(rules);
    routes = List.copyOf(routes);
    policies = List.copyOf(policies);
  }

  boolean isEmpty() {
    return rules.isEmpty() && policies.isEmpty();
  }
}
