package io.health4j.check;

import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the host's tasks by type, and a check that judges how many fail and how long they take.
 *
 * <pre>{@code
 * TaskStats tasks = TaskStats.builder().expect("evaluate", ofSeconds(2)).build();
 * try (TaskStats.Task task = tasks.start("evaluate")) {
 *   evaluate();
 *   task.succeeded();                                  // otherwise it counts as failed
 * }
 * }</pre>
 *
 * <p>Thread-safe. Writers never wait for each other or for the check, but for the first task of a
 * type; and they never get an exception, whatever the type: a null or blank one is {@code unknown},
 * one too many is {@code other}, and a long one is cut to {@value #MAX_TYPE_LENGTH} characters.
 */
public final class TaskStats {

  /** Longer names of types are cut to this many characters: this project's own judgement. */
  public static final int MAX_TYPE_LENGTH = 120;

  static final String UNKNOWN = "unknown";
  static final String OTHER = "other";

  private final TaskLimits limits;
  private final Ticker ticker;
  private final ConcurrentHashMap<String, TaskType> types = new ConcurrentHashMap<>();
  private final @Nullable TraceIds traces;
  private final TaskType other;
  private final LongAdder dropped = new LongAdder();

  TaskStats(TaskLimits limits, Ticker ticker, @Nullable TraceIds traces) {
    this.limits = limits;
    this.ticker = ticker;
    this.traces = traces;
    this.other = made(OTHER);
    limits.expected().keySet().forEach(type -> types.put(type, made(type)));
  }

  /**
   * Statistics with all defaults of {@link #builder()}.
   *
   * @return statistics without a task
   */
  public static TaskStats create() {
    return builder().build();
  }

  /**
   * Collects the settings of statistics.
   *
   * @return a builder
   */
  public static TaskStatsBuilder builder() {
    return new TaskStatsBuilder();
  }

  /**
   * A task begins. Close what is returned when it ends.
   *
   * @param type its type
   * @return the running task
   */
  public Task start(@Nullable String type) {
    return new TaskRun(typeOf(type), ticker);
  }

  /**
   * A task has ended that was timed elsewhere.
   *
   * @param type its type
   * @param duration how long it took; a negative one counts as 0, as does null
   * @param succeeded whether it did what it should
   */
  public void record(@Nullable String type, @Nullable Duration duration, boolean succeeded) {
    record(type, duration == null ? 0 : nanos(duration), succeeded);
  }

  /**
   * A task has ended that was timed elsewhere. Allocates nothing, but for what is kept of {@link
   * TaskStatsBuilder#traceIds}.
   *
   * @param type its type
   * @param nanos how long it took, in nanoseconds; a negative value counts as 0
   * @param succeeded whether it did what it should
   */
  public void record(@Nullable String type, long nanos, boolean succeeded) {
    typeOf(type).finished(nanos, succeeded);
  }

  private static long nanos(Duration duration) {
    return duration.compareTo(TaskType.LONGEST) > 0
        ? TaskType.LONGEST.toNanos()
        : duration.isNegative() ? 0 : duration.toNanos();
  }

  /**
   * A check of these statistics, with windows of its own. A type is judged when {@link
   * TaskStatsBuilder#minimumSample} tasks have finished since it was judged before; the verdict
   * stands until the next, or until {@link TaskStatsBuilder#lapse} has passed without one. The
   * monitor that runs it should use these statistics' clock.
   *
   * @return a check with the conditions {@code task-errors} and {@code task-slow}, the type as
   *     subject, and the readings {@code health.task.duration}, {@code health.task.finished},
   *     {@code health.task.active} and {@code health.task.types.dropped}; with {@link
   *     TaskStatsBuilder#traceIds} also {@code health.task.trace.failures}
   */
  public HealthCheck health() {
    return new TaskHealth(this, limits);
  }

  /** The types that ever had a task, by name. */
  Collection<TaskType> used() {
    var sorted = new TreeMap<String, TaskType>(types);
    sorted.put(OTHER, other);
    sorted.values().removeIf(type -> !type.used());
    return sorted.values();
  }

  /** How many tasks were counted as {@code other} for want of room. */
  long dropped() {
    return dropped.sum();
  }

  /** What threw when it was asked for its trace; null when nobody is asked. */
  @Nullable Long traceFailures() {
    return traces == null ? null : traces.failures();
  }

  private TaskType made(String type) {
    var examples = traces == null ? null : new TaskExamples(traces, InstantSource.system());
    return new TaskType(type, examples);
  }

  private TaskType typeOf(@Nullable String type) {
    String name = type == null || type.isBlank() ? UNKNOWN : cut(type);
    TaskType known = name.equals(OTHER) ? other : types.get(name);
    return known != null ? known : added(name);
  }

  private static String cut(String type) {
    return type.length() <= MAX_TYPE_LENGTH ? type : type.substring(0, MAX_TYPE_LENGTH);
  }

  /** Types are never removed, so once there is no room no writer takes the lock again. */
  private TaskType added(String name) {
    if (types.size() < limits.maxTypes()) {
      synchronized (other) {
        if (types.containsKey(name) || types.size() < limits.maxTypes()) {
          return types.computeIfAbsent(name, this::made);
        }
      }
    }
    TaskType meanwhile = types.get(name); // another writer may have taken the last room for it
    if (meanwhile != null) {
      return meanwhile;
    }
    dropped.increment();
    return other;
  }

  /**
   * A running task. Thread-safe; may be closed on another thread than it was started on, and more
   * than once, of which the first counts.
   */
  public interface Task extends AutoCloseable {

    /** The task did what it should. Without this, closing it counts it as failed. */
    void succeeded();

    /** The task has ended. Never throws. */
    @Override
    void close();
  }
}
