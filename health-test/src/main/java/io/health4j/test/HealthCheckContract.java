package io.health4j.test;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What each {@link HealthCheck} must hold to, whatever it finds. A test class implements this and
 * says which check it is about; for a check that can be well, failing and unreadable it is worth
 * one nested class for each.
 *
 * <pre>{@code
 * class QueueCheckTest implements HealthCheckContract {
 *   public HealthCheck check() {
 *     return new QueueCheck(new ArrayBlockingQueue<>(10));
 *   }
 * }
 * }</pre>
 *
 * <p>That values are finite and metrics have proper names is not looked at: {@link Reading} and
 * {@link Metric} refuse others, so a check that tries fails {@link #check_calledFirst_answers()}.
 */
public interface HealthCheckContract {

  /**
   * The check to be tried; asked for several times in a test class.
   *
   * @return a new check
   */
  HealthCheck check();

  /**
   * The clock that the check is told. Default {@link Ticker#system()}.
   *
   * @return the clock that the check was made with, if it was made with one
   */
  default Ticker ticker() {
    return Ticker.system();
  }

  /**
   * The target that the check is told.
   *
   * @return any target
   */
  default Target target() {
    return Target.of("contract");
  }

  /**
   * A first call, without a previous result, answers and does not throw.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_calledFirst_answers() throws Exception {
    assertNotNull(check().check(first()), "the answer");
  }

  /**
   * Nothing in an answer is null; the message is one line; metrics say what they are.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_called_leavesNothingOut() throws Exception {
    for (CheckResult result : several()) {
      assertNotNull(result.status(), "status");
      assertNotNull(result.message(), "message");
      assertTrue(result.message().lines().limit(2).count() <= 1, "the message has several lines");
      for (Reading reading : result.readings()) {
        assertNotNull(reading.attributes(), "attributes");
        assertFalse(reading.metric().unit().isBlank(), reading.metric().name() + " has no unit");
        assertFalse(
            reading.metric().description().isBlank(),
            reading.metric().name() + " has no description");
      }
      for (Finding finding : result.findings()) {
        assertNotNull(finding.status(), "status of " + finding);
        assertNotNull(finding.subject(), "subject of " + finding);
        assertNotNull(finding.limitSource(), "source of the limit of " + finding);
        assertNotNull(finding.remedy(), "remedy of " + finding);
      }
    }
  }

  /**
   * No two readings of an answer have the same metric and attributes: one of them would be lost.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_readings_areDistinctSeries() throws Exception {
    for (CheckResult result : several()) {
      Set<List<?>> seen = new HashSet<>();
      for (Reading reading : result.readings()) {
        List<?> series = List.of(reading.metric().name(), reading.attributes());
        assertTrue(seen.add(series), "twice in one answer: " + series);
      }
    }
  }

  /**
   * A metric's name means one unit and one kind, in all answers.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_metrics_keepUnitAndKind() throws Exception {
    Map<String, Metric> known = new HashMap<>();
    for (CheckResult result : several()) {
      for (Reading reading : result.readings()) {
        Metric metric = reading.metric();
        assertEquals(known.getOrDefault(metric.name(), metric), metric);
        known.put(metric.name(), metric);
      }
    }
  }

  /**
   * A counter counts from 0 on.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_counters_areNotNegative() throws Exception {
    for (CheckResult result : several()) {
      for (Reading reading : result.readings()) {
        assertTrue(
            reading.metric().kind() != Metric.Kind.COUNTER || reading.value() >= 0,
            () -> "a counter is negative: " + reading);
      }
    }
  }

  /**
   * A finding is something wrong, said once: no two have the same condition and subject, and the
   * answer is no better than the worst of them.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_findings_areDistinctAndCount() throws Exception {
    for (CheckResult result : several()) {
      Set<List<?>> seen = new HashSet<>();
      for (Finding finding : result.findings()) {
        List<?> subject = List.of(finding.condition(), finding.subject());
        assertTrue(seen.add(subject), "twice in one answer: " + subject);
        assertNotEquals(Status.HEALTHY, finding.status(), "nothing is wrong: " + finding);
        assertEquals(
            result.status(), result.status().worse(finding.status()), "hidden: " + finding);
      }
    }
  }

  /**
   * What is not well says why: UNKNOWN has a message, a failure a message or a finding.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_notHealthy_saysWhy() throws Exception {
    for (CheckResult result : several()) {
      boolean told = !result.message().isBlank();
      assertTrue(result.status() != Status.UNKNOWN || told, "UNKNOWN without a message");
      assertTrue(
          !result.status().isFailing() || told || !result.findings().isEmpty(),
          () -> result.status() + " without a message or a finding");
    }
  }

  /**
   * Calls may come from one thread after another.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_calledFromOtherThreads_answers() throws Exception {
    HealthCheck check = check();
    CheckResult first = elsewhere(() -> check.check(first()));
    CheckResult second = elsewhere(() -> check.check(after(first)));
    assertAll(() -> assertNotNull(first), () -> assertNotNull(second));
  }

  /**
   * A call that was not interrupted leaves no interrupt behind.
   *
   * @throws Exception when the check throws
   */
  @Test
  default void check_notInterrupted_setsNoInterrupt() throws Exception {
    HealthCheck check = check();
    assertFalse(
        elsewhere(
            () -> {
              check.check(first());
              return Thread.currentThread().isInterrupted();
            }),
        "the check left its thread interrupted");
  }

  /**
   * A call that is interrupted may throw; when it answers instead, the thread is still interrupted.
   *
   * @throws Exception when the call does not return
   */
  @Test
  default void check_interrupted_swallowsNoInterrupt() throws Exception {
    HealthCheck check = check();
    assertTrue(
        elsewhere(
            () -> {
              Thread.currentThread().interrupt();
              try {
                check.check(first());
              } catch (Exception e) {
                return true;
              }
              return Thread.currentThread().isInterrupted();
            }),
        "the check swallowed an interrupt");
  }

  private List<CheckResult> several() throws Exception {
    HealthCheck check = check();
    List<CheckResult> results = new ArrayList<>();
    CheckContext context = first();
    for (int i = 0; i < 3; i++) {
      CheckResult result = check.check(context);
      results.add(result);
      context = result.status() == Status.UNKNOWN ? context : after(result);
    }
    return results;
  }

  private CheckContext first() {
    return CheckContext.of(target(), null, ticker(), new LostTime());
  }

  private CheckContext after(CheckResult previous) {
    return CheckContext.of(target(), previous, ticker(), new LostTime());
  }

  /** In a thread of its own, so that interrupts meant for the check never reach the test. */
  private static <T> T elsewhere(Callable<T> call) throws Exception {
    var task = new FutureTask<>(call);
    var thread = new Thread(task, "contract");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw new AssertionError("the check threw", e.getCause());
    }
  }
}
