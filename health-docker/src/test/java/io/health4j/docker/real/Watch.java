package io.health4j.docker.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthEvent;
import io.health4j.HealthMonitor;
import io.health4j.TargetSpec;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Occurrence;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A monitor that runs, and waits for what it tells; the test's timeout ends the waiting. */
final class Watch implements AutoCloseable {

  private final BlockingQueue<HealthEvent> events = new LinkedBlockingQueue<>();
  private final HealthMonitor monitor;

  Watch(Consumer<TargetSpec> description) {
    monitor = HealthMonitor.builder().watch("machine", description).listener(events::add).start();
  }

  /** The next sample's results, by check, of which this holds; earlier ones are passed over. */
  Map<String, CheckResult> awaitSample(Predicate<Map<String, CheckResult>> wanted)
      throws InterruptedException {
    while (true) {
      HealthEvent event = events.take();
      assertThat(event).isNotInstanceOf(HealthEvent.CheckTimedOut.class);
      if (event instanceof HealthEvent.Sampled sampled) {
        Map<String, CheckResult> results =
            sampled.health().outcomes().stream()
                .collect(Collectors.toMap(CheckOutcome::check, CheckOutcome::result));
        if (wanted.test(results)) {
          return results;
        }
      }
    }
  }

  /** The next result of a check of which this holds. */
  CheckResult awaitResult(String check, Predicate<CheckResult> wanted) throws InterruptedException {
    return awaitSample(all -> wanted.test(all.get(check))).get(check);
  }

  /** The next finding with this condition. */
  Finding awaitFinding(String check, String condition, String subject) throws InterruptedException {
    Predicate<CheckResult> found = result -> finding(result, condition, subject).isPresent();
    return finding(awaitResult(check, found), condition, subject).orElseThrow();
  }

  private static Optional<Finding> finding(CheckResult result, String condition, String subject) {
    return result.findings().stream()
        .filter(each -> each.condition().equals(condition) && each.subject().equals(subject))
        .findFirst();
  }

  /** Whether a result has a value of this metric. */
  static boolean reads(CheckResult result, String metric) {
    return result.readings().stream().anyMatch(each -> each.metric().name().equals(metric));
  }

  /** The next occurrence with this name. */
  Occurrence awaitOccurrence(String name) throws InterruptedException {
    while (true) {
      if (events.take() instanceof HealthEvent.Occurred occurred
          && occurred.occurrence().name().equals(name)) {
        return occurred.occurrence();
      }
    }
  }

  @Override
  public void close() {
    monitor.close();
  }
}
