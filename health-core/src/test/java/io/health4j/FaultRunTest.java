package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.score.Score;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Everything that a host's code can do wrong, to a monitor that runs: the host sees nothing of it,
 * what is well stays well, and afterwards no thread is left.
 */
final class FaultRunTest {

  private final FaultBed bed = new FaultBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void checks_ofEveryFault_leaveTheirNeighboursAndTheHostAlone() throws Exception {
    var builder = HealthMonitor.builder().listener(bed.heard);
    Faults.all()
        .forEach(
            (name, fault) ->
                builder.watch(
                    name,
                    t ->
                        t.interval(FaultBed.TICK)
                            .check("fault", bed.noted(fault), FaultBed::patient)
                            .check(
                                "good",
                                bed.noted(Bed.answering(Status.HEALTHY)),
                                FaultBed::patient)));
    try (var monitor = builder.start()) {
      for (String name : Faults.all().keySet()) {
        for (int i = 0; i < 5; i++) {
          bed.heard.outcome(name, "good", outcome -> outcome.status() == Status.HEALTHY);
        }
      }
      assertThat(monitor.statistics().callbackFailures()).isZero();
      assertThat(monitor.statistics().stuckThreads()).isZero();
      InTime.assertThen(
          monitor, "no thread", () -> bed.callers.stream().noneMatch(Thread::isAlive));
    }
  }

  @Test
  void checks_allHangDeaf_theirThreadsAloneOutliveClose() throws Exception {
    var builder = HealthMonitor.builder().threads(3, 2);
    for (int i = 0; i < 8; i++) {
      Hang hang = bed.hang();
      builder.watch(
          "t" + i,
          t ->
              t.interval(FaultBed.TICK)
                  .check("hung", bed.noted(hang), c -> c.timeout(FaultBed.TICK)));
    }
    var monitor = builder.start();
    FaultBed.awaitTrue("all threads to be stuck", () -> monitor.statistics().stuckThreads() == 5);
    monitor.close();
    FaultBed.awaitTrue("the end of the others", () -> bed.ours().equals(bed.callers));
    assertThat(bed.callers).hasSize(5).allMatch(Thread::isAlive);
    bed.release();
    bed.awaitEnd();
    assertThat(monitor.statistics().stuckThreads()).isZero();
  }

  @Test
  void close_inTheMiddleOfEverything_returnsAndTheHostSeesNothing() throws Exception {
    var trouble = new AtomicInteger();
    var builder =
        HealthMonitor.builder()
            .listener(bed.heard)
            .listener(event -> bed.hang().hang())
            .listener(
                event -> {
                  throw new Error("made up");
                });
    Faults.all().forEach((name, fault) -> builder.watch(name, t -> troubled(t, fault, trouble)));
    var monitor = builder.start();
    var stop = new CountDownLatch(1);
    var failures = Collections.synchronizedList(new ArrayList<Throwable>());
    var hosts = new ArrayList<Thread>();
    for (int i = 0; i < 2; i++) {
      String prefix = "host" + i + "-";
      var host = new Thread(() -> churn(monitor, prefix, stop, failures));
      host.start();
      hosts.add(host);
    }
    bed.heard.await("much", events -> events.size() > 2_000);
    monitor.close();
    stop.countDown();
    for (Thread host : hosts) {
      host.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(host.isAlive()).isFalse();
    }
    assertThat(failures).isEmpty();
    assertThat(monitor.statistics().callbackFailures()).isPositive();
  }

  /** A target whose check, scorer and schedule all misbehave, some of the time. */
  private void troubled(TargetSpec target, HealthCheck fault, AtomicInteger trouble) {
    target
        .check("fault", bed.noted(fault), FaultBed::patient)
        .check("hung", bed.noted(bed.hang()), c -> c.timeout(FaultBed.TICK))
        .check("good", bed.noted(Bed.answering(Status.HEALTHY)))
        .scorer(
            outcomes -> {
              if (trouble.incrementAndGet() % 3 == 0) {
                throw new StackOverflowError("made up");
              }
              return Score.of(1, outcomes);
            })
        .schedule(
            activity -> {
              if (trouble.incrementAndGet() % 3 == 0) {
                throw new IllegalStateException("made up");
              }
              return FaultBed.TICK;
            });
  }

  /** A host that adds, removes and reads; only a closed monitor may refuse it. */
  private static void churn(
      HealthMonitor monitor, String prefix, CountDownLatch stop, Collection<Throwable> failures) {
    try {
      for (int i = 0; stop.getCount() > 0; i++) {
        String id = prefix + i;
        monitor.watch(id, t -> t.interval(FaultBed.TICK).check("c", Bed.answering(Status.HEALTHY)));
        try (var job = monitor.busy(id)) {
          assertThat(monitor.report().targets()).isNotEmpty();
          assertThat(job).isNotNull();
        }
        assertThat(monitor.wake(id)).isTrue();
        assertThat(monitor.unwatch(id)).isTrue();
      }
    } catch (IllegalStateException e) {
      if (!"the monitor is closed".equals(e.getMessage())) {
        failures.add(e);
      }
    } catch (Throwable e) {
      failures.add(e);
    }
    if (Thread.currentThread().isInterrupted()) {
      failures.add(new AssertionError("the host was interrupted"));
    }
  }
}
