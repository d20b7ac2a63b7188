package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holding samples against rules allocates next to nothing while nothing changes. */
class LivesAllocationTest {

  private static final int RULES = 20;
  private static final int TARGETS = 100;
  private static final int ROUNDS = 100;
  private static final int MOST_BYTES = 16;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Rig rig = new Rig(rules());
  private final List<TargetHealth> healths = new ArrayList<>();

  LivesAllocationTest() {
    for (int i = 0; i < TARGETS; i++) {
      rig.lives.add(Target.of("t" + i), rig.tick, Rig.INTERVAL.toNanos());
      healths.add(rig.health("t" + i, Status.HEALTHY, outcomes()));
    }
  }

  private static AlertRule[] rules() {
    var rules = new ArrayList<AlertRule>();
    for (int i = 0; i < RULES - 5; i++) {
      rules.add(AlertRule.reading("r" + i, "test.m" + i).above(0.8).build());
    }
    rules.add(AlertRule.rate("rate", "test.m1").above(1).build());
    rules.add(AlertRule.score("score").below(0.7).build());
    rules.add(AlertRule.status("status", Status.CRITICAL).build());
    rules.add(AlertRule.silence("silence").build());
    rules.add(AlertRule.finding("finding", "bad", Status.WARNING).build());
    return rules.toArray(AlertRule[]::new);
  }

  private static CheckOutcome[] outcomes() {
    var outcomes = new CheckOutcome[6];
    for (int i = 0; i < outcomes.length; i++) {
      var readings = new Reading[5];
      for (int j = 0; j < readings.length; j++) {
        Metric metric = Metric.gauge("test.m" + (i * readings.length + j), "1", "m");
        readings[j] = Reading.of(metric, 0.5);
      }
      outcomes[i] = Rig.check("c" + i, Status.HEALTHY, readings);
    }
    return outcomes;
  }

  @Test
  void sampled_nothingChanges_allocatesNextToNothing() {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      sampleAll();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    long evaluations = (long) RULES * TARGETS * ROUNDS;
    assertThat(least).isLessThanOrEqualTo(MOST_BYTES * evaluations);
    assertThat(rig.lives.alerts()).isEmpty();
    assertThat(rig.lives.dormant()).isEmpty();
  }

  private void sampleAll() {
    for (int i = 0; i < ROUNDS; i++) {
      rig.pass(Rig.INTERVAL);
      for (TargetHealth health : healths) {
        rig.lives.sampled(health, rig.tick, rig.at);
      }
      rig.lives.dueTick();
    }
  }
}
