package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.ContainerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerWatchTest {

  private final ContainerSettings settings = ContainerSettings.defaults();
  private final long start = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
  private final ContainerWatch watch = watch("a");

  private static ContainerEntry entry(String id, String name, String state, String status) {
    return new ContainerEntry(id, name, "busybox", state, status, Instant.EPOCH, Map.of());
  }

  private ContainerWatch watch(String id) {
    ContainerEntry entry = entry(id, "trainer", "running", "Up 5 minutes (healthy)");
    return new ContainerWatch(entry, settings, false, start);
  }

  private void inspected() {
    var report = new ContainerReport(settings, start);
    watch.inspected(new Sandbox("a").get(), new EngineClock(), report);
  }

  @Test
  void fresh_isDueUntilInspected() {
    assertThat(watch.isDue(start)).isTrue();
    assertThat(watch.isRunning()).isFalse();
    inspected();
    assertThat(watch.isDue(start)).isFalse();
    assertThat(watch.isRunning()).isTrue();
  }

  @Test
  void inspected_isDueAgainAfterAMinuteAndTheFirstTimeBefore() {
    inspected();
    assertThat(watch.isDue(start + Duration.ofSeconds(20).toNanos() - 1)).isFalse();
    assertThat(watch.isDue(start + Duration.ofSeconds(60).toNanos())).isTrue();
    inspected();
    assertThat(watch.isDue(start + Duration.ofSeconds(60).toNanos() - 1)).isFalse();
    assertThat(watch.isDue(start + Duration.ofSeconds(60).toNanos())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "running, Up 6 minutes (healthy), false",
    "running, Up About an hour (healthy), false",
    "running, Up 6 minutes (unhealthy), true",
    "running, Up 6 minutes, true",
    "running, '', true",
    "running, Up 6 minutes (, true",
    "exited, Exited (0) 1 second ago, true",
    "paused, Up 6 minutes (healthy), true"
  })
  void listed_withAnotherStatusBesideTimes_isDue(String state, String status, boolean due) {
    inspected();
    watch.listed(entry("a", "trainer", state, status), start + 1);
    assertThat(watch.isDue(start + 1)).isEqualTo(due);
  }

  @Test
  void listed_inAnotherState_remembersSinceWhen() {
    watch.listed(entry("a", "trainer", "running", "Up"), start + 1);
    assertThat(watch.stateSince()).isEqualTo(start);
    watch.listed(entry("a", "trainer", "dead", "Dead"), start + 2);
    watch.listed(entry("a", "trainer", "dead", "Dead"), start + 3);
    assertThat(watch.stateSince()).isEqualTo(start + 2);
  }

  @Test
  void renamed_hasNewAttributesElseTheSame() {
    var before = watch.allAttributes();
    watch.listed(entry("a", "trainer", "running", "Up"), start);
    assertThat(watch.allAttributes()).isSameAs(before);
    watch.listed(entry("a", "other", "running", "Up"), start);
    assertThat(watch.attributes().get("container.name")).isEqualTo("other");
    assertThat(watch.allAttributes().read().get("disk.io.direction")).isEqualTo("read");
    assertThat(watch.allAttributes().transmit().get("network.io.direction")).isEqualTo("transmit");
  }

  @Test
  void troubled_isDueUntilInspected() {
    inspected();
    watch.troubled("garbage");
    assertThat(watch.isDue(start)).isTrue();
    assertThat(watch.trouble()).isEqualTo("garbage");
    inspected();
    assertThat(watch.trouble()).isEmpty();
    assertThat(watch.isDue(start)).isFalse();
  }
}
