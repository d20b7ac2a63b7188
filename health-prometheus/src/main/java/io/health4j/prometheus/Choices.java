package io.health4j.prometheus;

import io.health4j.BreakerState;
import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which of a few values holds, as one gauge for each: 1 for the one, 0 for the others, as
 * Prometheus' state sets have it.
 */
final class Choices<E extends Enum<E>> {

  static final Choices<Status> STATUS = new Choices<>("status", Status.values());
  static final Choices<BreakerState> BREAKER = new Choices<>("state", BreakerState.values());

  private final E[] values;
  private final Attributes[] labels;

  Choices(String label, E[] values) {
    this.values = values.clone();
    this.labels =
        Arrays.stream(values)
            .map(value -> Attributes.of(label, text(value)))
            .toArray(Attributes[]::new);
  }

  static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  void show(Group group, Metric metric, String part, E now) {
    for (E value : values) {
      group.show(metric, part, of(value), value == now ? 1 : 0);
    }
  }

  /** The label of one of them. */
  @SuppressWarnings("EnumOrdinal") // an index into an array that was made of all of them
  Attributes of(E value) {
    return labels[value.ordinal()];
  }
}
