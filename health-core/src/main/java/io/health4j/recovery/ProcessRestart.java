package io.health4j.recovery;

import io.health4j.check.Target;
import io.health4j.time.Durations;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Restarts one process: asks it to end (SIGTERM), kills it (SIGKILL) when it has not after a grace
 * time, waits until it is gone, and starts another in its place, which the next restart is then
 * about. Children of the process are left alone.
 *
 * <p>Only the process it was given is signalled. An id alone does not tell, since the system gives
 * it to another process later; the moment of its start does. One that has ended is just started
 * again; one whose start cannot be read is refused. So is a second process beside one that does not
 * die; on Linux that is also one that ended, but whose parent never asked how.
 *
 * <p>Make one for each process. Thread-safe.
 */
public final class ProcessRestart implements RecoveryAction {

  /** A process has 10 s to end by itself, as {@code docker stop} gives it. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  private static final Duration LONGEST_GRACE = Duration.ofMinutes(30);

  /** What the system needs to end what it was told to kill; no process has a say in it. */
  private static final Duration DEATH = Duration.ofSeconds(10);

  private final Callable<Process> start;
  private final Duration grace;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Known known;

  /** A process, and when it began. */
  private record Known(ProcessHandle handle, Optional<Instant> began) {
    static Known of(ProcessHandle handle) {
      return new Known(handle, handle.info().startInstant());
    }

    boolean isSame() {
      return began.isPresent() && began.equals(handle.info().startInstant());
    }
  }

  private ProcessRestart(ProcessHandle process, Callable<Process> start, Duration grace) {
    if (process.equals(ProcessHandle.current())) {
      throw new IllegalArgumentException("process must be another than this one, was this one");
    }
    this.known = Known.of(process);
    this.start = start;
    this.grace = Durations.inRange("grace", grace, Duration.ZERO, LONGEST_GRACE);
  }

  /**
   * Restarts a process by a command, with {@link #DEFAULT_GRACE}.
   *
   * @param process the process that runs now
   * @param command what starts it; copied. Its output must go to a file, to this process's output
   *     or nowhere: nobody reads a pipe, and the process would stand still when it is full
   * @return the action
   * @throws IllegalArgumentException when the process is this one, or output goes to a pipe
   */
  public static ProcessRestart of(ProcessHandle process, ProcessBuilder command) {
    ProcessBuilder copy = copy(command);
    return new ProcessRestart(process, () -> start(copy), DEFAULT_GRACE);
  }

  /**
   * Restarts a process by the host's own code, which may take the new one's pipes.
   *
   * @param process the process that runs now
   * @param grace how long it may take to end by itself, from 0 to 30 min
   * @param start starts another one
   * @return the action
   * @throws IllegalArgumentException when the process is this one, or the time out of range
   */
  public static ProcessRestart of(ProcessHandle process, Duration grace, Callable<Process> start) {
    return new ProcessRestart(process, start, grace);
  }

  /**
   * The same action with another grace time.
   *
   * @param time how long the process may take to end by itself, from 0 to 30 min
   * @return a new action for the process that runs now
   * @throws IllegalArgumentException when it is out of range
   */
  public ProcessRestart grace(Duration time) {
    return new ProcessRestart(known.handle(), start, time);
  }

  private static ProcessBuilder copy(ProcessBuilder command) {
    refusePipe("output", command.redirectOutput());
    if (!command.redirectErrorStream()) {
      refusePipe("error output", command.redirectError());
    }
    var copy =
        new ProcessBuilder(List.copyOf(command.command()))
            .directory(command.directory())
            .redirectInput(command.redirectInput())
            .redirectOutput(command.redirectOutput())
            .redirectError(command.redirectError())
            .redirectErrorStream(command.redirectErrorStream());
    copy.environment().clear();
    copy.environment().putAll(command.environment());
    return copy;
  }

  private static void refusePipe(String what, Redirect redirect) {
    if (redirect.type() == Redirect.Type.PIPE) {
      throw new IllegalArgumentException(
          what + " of the command must be redirected, was a pipe that nobody reads");
    }
  }

  private static Process start(ProcessBuilder command) throws IOException {
    try {
      return command.start();
    } catch (IOException e) {
      throw new IOException("'" + command.command().get(0) + "' did not start: " + reason(e), e);
    }
  }

  private static String reason(IOException thrown) {
    Throwable cause = thrown.getCause();
    return String.valueOf(cause != null ? cause.getMessage() : thrown.getMessage());
  }

  @Override
  public String name() {
    return "restart";
  }

  /** The grace time, and {@link RecoveryAction#DEFAULT_TIMEOUT} for the rest. */
  @Override
  public Duration timeout() {
    return grace.plus(DEFAULT_TIMEOUT);
  }

  /**
   * The process that runs now, as far as this action knows: the one it was given, or the last one
   * that it started.
   *
   * @return its handle, for checks
   */
  public ProcessHandle handle() {
    return known.handle();
  }

  /**
   * Restarts the process.
   *
   * @param target not used
   * @return how the old one ended, and the new one's id
   * @throws IllegalStateException when the old process does not die, when it is not known to be the
   *     one that was given, or when an earlier call is not back
   * @throws Exception when the new process did not start; the old one has ended then
   */
  @Override
  public String recover(Target target) throws Exception {
    if (!lock.tryLock()) {
      throw new IllegalStateException("an earlier restart is not back");
    }
    try {
      String ended = end(known);
      Process process = start.call();
      known = Known.of(process.toHandle());
      return ended + ", started " + process.pid();
    } finally {
      lock.unlock();
    }
  }

  private String end(Known old) throws InterruptedException {
    ProcessHandle process = old.handle();
    String name = "process " + process.pid();
    boolean same = old.isSame(); // first: one that ends in between is then seen as ended
    if (!process.isAlive()) {
      return name + " had ended";
    } else if (!same) {
      throw new IllegalStateException("when " + name + " began cannot be read: not restarted");
    }
    process.destroy();
    if (isGoneWithin(process, grace)) {
      return name + " ended when asked to";
    }
    process.destroyForcibly();
    if (isGoneWithin(process, DEATH)) {
      return name + " was killed after " + Durations.text(grace);
    }
    throw new IllegalStateException(name + " does not die: not started again");
  }

  private static boolean isGoneWithin(ProcessHandle process, Duration time)
      throws InterruptedException {
    try {
      process.onExit().get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) { // the thread that tells may be late, too
      return !process.isAlive();
    }
  }
}
