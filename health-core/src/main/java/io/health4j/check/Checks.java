package io.health4j.check;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The checks of this process, its machine and what the host knows, with the JDK alone; {@link
 * NetChecks} has those of what is reached over a network. Each call makes a new check, for one
 * place in one target.
 *
 * <p>What a supplier of the host's throws is passed on, and becomes UNKNOWN with this cause. For
 * anything that is not here a lambda does: {@link HealthCheck} has one method.
 */
public final class Checks {

  private Checks() {}

  /**
   * The Java heap of this process, WARNING above 85 % and CRITICAL above 95 % of its maximum. Both
   * are this project's own judgement: a collector short of the last tenth runs ever more often, and
   * what it leaves is judged here, not what was just allocated.
   *
   * @return a check with the condition {@code heap-high}
   * @see #heap(Threshold)
   */
  public static HealthCheck heap() {
    return heap(HeapCheck.DEFAULT);
  }

  /**
   * The Java heap of this process. Judged is an estimate of what a collection leaves, since garbage
   * is no trouble: it rises only when a collection has run since the last call, and falls at any
   * time. Without a maximum there is nothing to judge: the result then says so.
   *
   * @param threshold what the estimate is held against, as a share of the maximum, 0–1
   * @return a check with the condition {@code heap-high}, and the readings {@code jvm.memory.used},
   *     {@code jvm.memory.limit} and {@code health.heap.utilization}
   */
  public static HealthCheck heap(Threshold threshold) {
    return new HeapCheck(Objects.requireNonNull(threshold, "threshold"));
  }

  /**
   * The share of time that garbage collection takes, WARNING above 25 % and CRITICAL above 50 %:
   * where Elasticsearch's log tells of it, and where it warns.
   *
   * @return a check with the condition {@code gc-time-high}
   * @see #gcTime(Threshold)
   */
  public static HealthCheck gcTime() {
    return gcTime(GcCheck.DEFAULT);
  }

  /**
   * The share of time in which collections paused this process, since the last look, or over the
   * last whole second when looks come sooner. The first look has nothing to compare with, and is
   * UNKNOWN. What ZGC and Shenandoah do beside the program is read, and not judged.
   *
   * @param threshold what the share, 0–1, is held against
   * @return a check with the condition {@code gc-time-high}, and the readings {@code
   *     health.gc.utilization} and, of each collector, {@code health.gc.time} and {@code
   *     health.gc.collections}
   */
  public static HealthCheck gcTime(Threshold threshold) {
    return new GcCheck(Objects.requireNonNull(threshold, "threshold"));
  }

  /**
   * Threads of this process that wait for each other in a ring, on monitors or locks: CRITICAL, as
   * they wait for ever. The first five are named, with what they wait for. Virtual threads are not
   * seen. Each look stops all threads for the moment that the search takes.
   *
   * @return a check with the condition {@code threads-deadlocked} and the reading {@code
   *     health.threads.deadlocked}
   */
  public static HealthCheck deadlocks() {
    return new DeadlockCheck();
  }

  /**
   * The file system that a path lies on, WARNING above 80 % and CRITICAL above 90 % used. A kubelet
   * evicts pods by default when less than 10 % is free; the warning is this project's own judgement
   * (Netdata's disk alarm is raised later, at 90 % and 98 %, and lowered at 80 % and 90 %).
   *
   * @param path any existing path on the file system
   * @return a check with the condition {@code disk-full}
   * @see #diskSpace(Path, Threshold)
   */
  public static HealthCheck diskSpace(Path path) {
    return diskSpace(path, DiskSpaceCheck.DEFAULT);
  }

  /**
   * The file system that a path lies on. Judged is what is used of all that this user may use, so
   * blocks reserved for root count as neither; {@code df} shows the same share. A file system that
   * cannot be read, or has no size, is UNKNOWN.
   *
   * @param path any existing path on the file system
   * @param threshold what the used share, 0–1, is held against
   * @return a check with the condition {@code disk-full}, the absolute path as subject, and the
   *     readings {@code system.filesystem.usage} and {@code system.filesystem.utilization}
   */
  public static HealthCheck diskSpace(Path path, Threshold threshold) {
    return new DiskSpaceCheck(
        Objects.requireNonNull(path, "path"), Objects.requireNonNull(threshold, "threshold"));
  }

  /**
   * Whether a process runs that this one has a handle of: CRITICAL once it has ended. A process
   * that takes its id later is not mistaken for it.
   *
   * @param process the process; {@link Process#toHandle()} gives that of a child
   * @return a check with the condition {@code process-gone}, the id as subject, and the reading
   *     {@code health.process.alive}
   */
  public static HealthCheck processAlive(ProcessHandle process) {
    return ProcessAliveCheck.of(Objects.requireNonNull(process, "process"));
  }

  /**
   * Whether a process runs that is known by its id and start, such as from a file that it wrote:
   * CRITICAL once it has ended, even when another has its id now. A start that cannot be read is
   * UNKNOWN. A process that has ended and that its parent has not yet asked after (a zombie) counts
   * as running.
   *
   * @param pid its id, at least 1
   * @param started when it began, on this machine's clock, within 2 s
   * @return a check with the condition {@code process-gone}, the id as subject, and the reading
   *     {@code health.process.alive}
   * @throws IllegalArgumentException when the id is out of range
   */
  public static HealthCheck processAlive(long pid, Instant started) {
    return ProcessAliveCheck.of(pid, Objects.requireNonNull(started, "started"), ProcessHandle::of);
  }

  /**
   * A number that the host knows. NaN and the infinities are UNKNOWN; what the supplier throws is
   * passed on, and becomes UNKNOWN with this cause.
   *
   * @param metric what the number is; a gauge or counter
   * @param value gives the number; called on a thread of the monitor
   * @param threshold what the number is held against, in the metric's unit
   * @return a check with the condition {@code value-beyond-limit} and the metric's name as subject
   * @throws IllegalArgumentException when the metric is a histogram
   */
  public static HealthCheck value(Metric metric, DoubleSupplier value, Threshold threshold) {
    return new ValueCheck(
        Objects.requireNonNull(metric, "metric"),
        Objects.requireNonNull(value, "value"),
        Objects.requireNonNull(threshold, "threshold"));
  }

  /**
   * Something that must hold: CRITICAL when it does not.
   *
   * @param condition what is wrong when it does not, in lower case with dashes ({@code
   *     license-expired}); not blank
   * @param holds whether it holds; called on a thread of the monitor
   * @return a check with this condition
   * @throws IllegalArgumentException when the condition is blank
   */
  public static HealthCheck holds(String condition, BooleanSupplier holds) {
    return holds(condition, Status.CRITICAL, "", holds);
  }

  /**
   * Something that should hold.
   *
   * @param condition what is wrong when it does not, in lower case with dashes; not blank
   * @param otherwise WARNING or CRITICAL, when it does not
   * @param remedy what to do then, one imperative sentence; may be empty
   * @param holds whether it holds; called on a thread of the monitor
   * @return a check with this condition
   * @throws IllegalArgumentException when the condition is blank or the status another
   */
  public static HealthCheck holds(
      String condition, Status otherwise, String remedy, BooleanSupplier holds) {
    return new ConditionCheck(
        Objects.requireNonNull(condition, "condition"),
        Objects.requireNonNull(otherwise, "otherwise"),
        Objects.requireNonNull(remedy, "remedy"),
        Objects.requireNonNull(holds, "holds"));
  }

  /**
   * A queue, or whatever else is connected to and holds what waits. Not connected is CRITICAL, and
   * then the depth is not asked for. A negative depth is UNKNOWN.
   *
   * @param name which queue; shown; not blank
   * @param connected whether it can be reached; called on a thread of the monitor
   * @param depth how much waits in it; called on a thread of the monitor
   * @param limit what the depth is held against; how deep is too deep depends on the queue, so
   *     there is no default
   * @return a check with the conditions {@code queue-disconnected} and {@code queue-deep}, the name
   *     as subject, and the readings {@code health.queue.connected} and {@code health.queue.depth}
   * @throws IllegalArgumentException when the name is blank
   */
  public static HealthCheck queue(
      String name, BooleanSupplier connected, LongSupplier depth, Threshold limit) {
    return new QueueCheck(
        Objects.requireNonNull(name, "name"),
        Objects.requireNonNull(connected, "connected"),
        Objects.requireNonNull(depth, "depth"),
        Objects.requireNonNull(limit, "limit"));
  }

  /**
   * A queue within this process, such as an executor's. As {@link #queue(String, BooleanSupplier,
   * LongSupplier, Threshold)}, always connected.
   *
   * @param name which queue; shown; not blank
   * @param queue its size is read on a thread of the monitor; some, such as {@link
   *     java.util.concurrent.ConcurrentLinkedQueue}, count all that they hold each time
   * @param limit what the size is held against
   * @return a check with the condition {@code queue-deep}
   * @throws IllegalArgumentException when the name is blank
   */
  public static HealthCheck queue(String name, Collection<?> queue, Threshold limit) {
    Objects.requireNonNull(queue, "queue");
    return queue(name, () -> true, queue::size, limit);
  }

  /**
   * Several checks as one, all of which must hold: the worst of them counts. They run one after
   * another within one timeout, so what is slow is better a check of its own. A part that throws is
   * UNKNOWN and takes nothing from the others.
   *
   * @param parts checks by name, run in the order of the map; no name blank or with a {@code /}
   * @return a check with the parts' conditions, {@code part/subject} as subjects, and the parts'
   *     readings with the attribute {@code health.part}; also {@code health.parts.healthy}, how
   *     many of them are well
   * @throws IllegalArgumentException when there is no part, or a name is refused
   */
  public static HealthCheck allOf(Map<String, HealthCheck> parts) {
    return new CompositeCheck(parts, false);
  }

  /**
   * Several checks as one, of which one is enough: the best of them counts, as with two ways to one
   * store. A part that is UNKNOWN is better than a CRITICAL one, since it may hold. Findings of
   * parts that are worse than the whole are not repeated; the message tells of them. Otherwise as
   * {@link #allOf(Map)}.
   *
   * @param parts checks by name, run in the order of the map; no name blank or with a {@code /}
   * @return a check with the parts' conditions, subjects and readings
   * @throws IllegalArgumentException when there is no part, or a name is refused
   */
  public static HealthCheck anyOf(Map<String, HealthCheck> parts) {
    return new CompositeCheck(parts, true);
  }
}
