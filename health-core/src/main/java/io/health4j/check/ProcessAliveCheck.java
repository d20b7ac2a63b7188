package io.health4j.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Whether one process still runs. Its id alone does not tell: the system gives it to another
 * process later. The moment of its start does, as ids come round again only when all others have
 * been used.
 */
final class ProcessAliveCheck implements HealthCheck {

  static final String CONDITION = "process-gone";

  /**
   * How far apart two readings of one start may lie: Linux tells it from the boot, whose time is
   * rounded to a second and moves with the clock.
   */
  static final Duration SAME_START = Duration.ofSeconds(2);

  private static final Metric ALIVE =
      Metric.gauge("health.process.alive", "1", "1 when the process runs, else 0.");
  private static final String REMEDY = "See in its log why it ended, and start it again.";

  /** What became of the process. */
  enum Life {
    RUNS,
    ENDED,
    /** Its id is another's now. */
    REPLACED,
    /** A process has its id, but does not tell since when. */
    UNTOLD
  }

  private final Supplier<Life> life;
  private final String pid;
  private final Attributes attributes;

  private ProcessAliveCheck(long pid, Supplier<Life> life) {
    this.life = life;
    this.pid = Long.toString(pid);
    this.attributes = Attributes.of("process.pid", this.pid);
  }

  /** Of a process that this JVM has a handle of, which knows the start itself. */
  static HealthCheck of(ProcessHandle process) {
    return new ProcessAliveCheck(process.pid(), () -> process.isAlive() ? Life.RUNS : Life.ENDED);
  }

  /** Of a process that is found by its id each time. */
  static HealthCheck of(
      long pid, Instant started, LongFunction<Optional<ProcessHandle>> processes) {
    if (pid < 1) {
      throw new IllegalArgumentException("pid must be at least 1, was " + pid);
    }
    return new ProcessAliveCheck(pid, () -> life(processes.apply(pid), started));
  }

  private static Life life(Optional<ProcessHandle> found, Instant started) {
    // The start first: a process that ends in between is then seen as ended, not as untold.
    Optional<Instant> begun = found.flatMap(process -> process.info().startInstant());
    if (found.isEmpty() || !found.get().isAlive()) {
      return Life.ENDED;
    } else if (begun.isEmpty()) {
      return Life.UNTOLD;
    }
    Duration apart = Duration.between(started, begun.get()).abs();
    return apart.compareTo(SAME_START) <= 0 ? Life.RUNS : Life.REPLACED;
  }

  @Override
  public CheckResult check(CheckContext context) {
    return switch (life.get()) {
      case RUNS -> CheckResult.builder().reading(ALIVE, 1, attributes).build();
      case ENDED -> gone("the process has ended");
      case REPLACED -> gone("the process has ended, and its id is another's now");
      case UNTOLD -> CheckResult.unknown("when the process " + pid + " began cannot be read");
    };
  }

  private CheckResult gone(String how) {
    return CheckResult.builder()
        .message(how)
        .reading(ALIVE, 0, attributes)
        .finding(Finding.of(CONDITION, pid, Status.CRITICAL).remedy(REMEDY))
        .build();
  }
}
