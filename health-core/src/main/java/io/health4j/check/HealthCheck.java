package io.health4j.check;

/**
 * One probe. It may block: the monitor calls it under a timeout, never twice at a time, and stops
 * calling for a while what keeps failing. It may be called from different threads, but each call
 * sees what the one before wrote, so it may keep state in plain fields; one instance belongs to one
 * place in one target.
 *
 * <p>It should answer {@link CheckResult#unknown} for what it could not find out. An exception, a
 * null and a timeout are UNKNOWN too, and count as failures of the check itself.
 *
 * <p>One that holds something for as long as it is called is a {@link Closeable}.
 */
@FunctionalInterface
public interface HealthCheck {

  /**
   * Looks once.
   *
   * @param context the target, this check's own last answer, and the clock
   * @return what was found; not null
   * @throws Exception when the check itself fails; becomes UNKNOWN with this cause
   */
  CheckResult check(CheckContext context) throws Exception;

  /**
   * A check that belongs to the monitor, which closes it when its target is unwatched or the
   * monitor is closed: once, on a thread of its own, perhaps while a last call is still under way.
   */
  interface Closeable extends HealthCheck, AutoCloseable {

    /** The check is needed no more. What it throws is logged and counted. */
    @Override
    void close();
  }
}
