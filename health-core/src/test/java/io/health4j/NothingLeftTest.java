package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is watched no longer, and a monitor that is closed, leave no memory behind. */
final class NothingLeftTest {

  private final FaultBed bed = new FaultBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void targets_comeAndGoWhileItPolls_nothingOfThemIsLeft() {
    try (var monitor =
        HealthMonitor.builder()
            .threads(2, 1)
            .watch(
                "stays", t -> t.interval(FaultBed.TICK).check("c", Bed.answering(Status.HEALTHY)))
            .listener(bed.heard)
            .start()) {
      var left = new ArrayList<WeakReference<HealthCheck>>();
      for (int i = 0; i < 1_000; i++) {
        left.add(comeAndGo(monitor, "t" + i, i % 10 == 0));
      }
      assertThat(monitor.report().targets()).hasSize(1);
      assertThat(monitor.statistics().checks()).hasSize(1);
      FaultBed.awaitGone("what was unwatched", left);
      bed.heard.sample("the one that stays", "stays", health -> health.status() == Status.HEALTHY);
    }
  }

  @Test
  void unwatch_theTargetThatAThreadWasMadeFor_leavesNothingOfIt() {
    try (var monitor = HealthMonitor.builder().threads(1, 1).start()) {
      WeakReference<HealthCheck> first = watch(monitor, "first", FaultBed.TICK);
      FaultBed.awaitTrue("a sample", () -> monitor.statistics().samples() > 0);
      monitor.unwatch("first");
      watch(monitor, "second", FaultBed.TICK); // its samples keep the one thread alive
      FaultBed.awaitGone("the first target", List.of(first));
    }
  }

  @Test
  void unwatch_theTargetThatAnIdleThreadSampledLast_leavesNothingOfIt() {
    try (var monitor = HealthMonitor.builder().threads(1, 1).start()) {
      watch(monitor, "first", Duration.ofHours(1));
      FaultBed.awaitTrue("a sample", () -> monitor.statistics().samples() == 1);
      WeakReference<HealthCheck> last = watch(monitor, "last", Duration.ofHours(1));
      FaultBed.awaitTrue("a sample", () -> monitor.statistics().samples() == 2);
      monitor.unwatch("last");
      FaultBed.awaitGone("the last target", List.of(last));
    }
  }

  /** In a method of its own, whose variables are garbage when it returns. */
  private WeakReference<HealthCheck> watch(HealthMonitor monitor, String id, Duration interval) {
    HealthCheck check = bed.noted(context -> CheckResult.healthy());
    monitor.watch(id, t -> t.interval(interval).check("c", check, FaultBed::patient));
    return new WeakReference<>(check);
  }

  private WeakReference<HealthCheck> comeAndGo(HealthMonitor monitor, String id, boolean stay) {
    WeakReference<HealthCheck> check = watch(monitor, id, FaultBed.TICK);
    if (stay) {
      bed.heard.sample("a sample of " + id, id, health -> true);
    }
    assertThat(monitor.unwatch(id)).isTrue();
    return check;
  }

  @Test
  void close_afterEveryFault_nothingOfTheMonitorIsLeft() {
    var left = new ArrayList<WeakReference<?>>();
    for (int i = 0; i < 2; i++) {
      runAndClose(left);
    }
    bed.awaitEnd();
    FaultBed.awaitGone("both monitors", left);
  }

  private void runAndClose(List<WeakReference<?>> left) {
    Hang hang = bed.hang();
    var sampled = new Heard();
    var builder = HealthMonitor.builder().listener(sampled);
    Faults.all()
        .forEach(
            (name, fault) -> {
              HealthCheck check = bed.noted(fault);
              left.add(new WeakReference<>(check));
              builder.watch(name, t -> t.interval(FaultBed.TICK).check("fault", check));
            });
    builder.watch("hung", t -> t.check("hung", bed.noted(hang), c -> c.timeout(FaultBed.TICK)));
    var monitor = builder.start();
    sampled.await("a sample of each", events -> events.size() > 4 * Faults.all().size());
    monitor.close();
    bed.release();
    left.add(new WeakReference<>(monitor));
    left.add(new WeakReference<>(sampled));
    left.add(new WeakReference<>(hang));
  }

  @Test
  void monitors_madeAndClosedOften_takeNoMoreMemory() {
    makeAndClose(50); // loads what there is to load
    long before = used();
    makeAndClose(200);
    FaultBed.awaitTrue("less than 1 MiB of 200 monitors", () -> used() - before < 1 << 20);
  }

  private static void makeAndClose(int monitors) {
    for (int i = 0; i < monitors; i++) {
      var sampled = new Heard();
      try (var monitor =
          HealthMonitor.builder()
              .listener(sampled)
              .watch("t", t -> t.interval(FaultBed.TICK).check("c", Bed.answering(Status.HEALTHY)))
              .start()) {
        sampled.sample("one", "t", health -> true);
        assertThat(monitor.report().targets()).hasSize(1);
      }
    }
  }

  private static long used() {
    System.gc();
    System.gc(); // once more for what the first only found
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
