package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.check.TaskStats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Promise 12: memory is bounded, and what was dropped is counted. */
final class BoundsPromiseTest {

  @Test
  void listenerQueue_nobodyDelivers_holdsItsLimitAndCountsTheRest() {
    var bed = new Bed(t -> t.check("c", Bed.answering(Status.HEALTHY)));
    bed.monitor.unwatch("t"); // so that a poll delivers, and samples nothing
    int pairs = ListenerQueue.MOST;
    for (int i = 0; i < pairs; i++) {
      bed.monitor.watch("t" + i, t -> t.check("c", Bed.answering(Status.HEALTHY)));
      bed.monitor.unwatch("t" + i);
    }
    int told = 2 + 2 * pairs;
    assertThat(bed.monitor.statistics().droppedEvents()).isEqualTo(told - ListenerQueue.MOST);
    bed.monitor.poll();
    bed.close();
    assertThat(bed.events).hasSize(ListenerQueue.MOST);
    assertThat(bed.events.get(bed.events.size() - 1))
        .isInstanceOfSatisfying(
            HealthEvent.TargetRemoved.class,
            last -> assertThat(last.target().id()).isEqualTo("t" + (pairs - 1)));
  }

  @Test
  void listenerQueue_samplesComeWhileItDelivers_losesThemAndNotWhatHappened() {
    var heard = new ArrayList<HealthEvent>();
    int samples = ListenerQueue.CAPACITY + 20;
    try (var bed = Bed.simple()) {
      bed.monitor.listen(
          event -> {
            heard.add(event);
            if (heard.size() == 1) { // a delivery is in flight, and meanwhile
              bed.monitor.watch("u", t -> t.check("c", Bed.answering(Status.HEALTHY)));
              bed.monitor.unwatch("u");
              bed.sample(samples);
            }
          });
      bed.monitor.poll();
      assertThat(heard).hasSize(1 + ListenerQueue.CAPACITY);
      assertThat(heard).hasAtLeastOneElementOfType(HealthEvent.TargetAdded.class);
      assertThat(heard).hasAtLeastOneElementOfType(HealthEvent.TargetRemoved.class);
      assertThat(bed.monitor.statistics().droppedEvents()).isPositive();
      assertThat(bed.events).as("of who keeps up").hasSizeGreaterThan(samples);
    }
  }

  @Test
  void taskTypes_moreThanThereIsRoomFor_areOneTypeAndCounted() throws Exception {
    TaskStats tasks = TaskStats.builder().maxTypes(2).build();
    String suffix = "x".repeat(10 * TaskStats.MAX_TYPE_LENGTH);
    for (int i = 0; i < 1_000; i++) {
      tasks.record(i + suffix, 1, true);
    }
    CheckResult result = tasks.health().check(CheckContext.first(Target.of("t")));
    var types =
        result.readings().stream()
            .map(reading -> reading.attributes().get("task.type"))
            .filter(type -> type != null)
            .collect(Collectors.toSet());
    assertThat(types).hasSize(3).contains("other");
    assertThat(types).allMatch(type -> type.length() <= TaskStats.MAX_TYPE_LENGTH);
    assertThat(value(result, "health.task.types.dropped")).containsExactly(998.0);
    assertThat(value(result, "health.task.finished").stream().mapToDouble(each -> each).sum())
        .as("none is lost")
        .isEqualTo(1_000);
  }

  private static List<Double> value(CheckResult result, String metric) {
    return result.readings().stream()
        .filter(reading -> reading.metric().name().equals(metric))
        .map(Reading::value)
        .toList();
  }
}
