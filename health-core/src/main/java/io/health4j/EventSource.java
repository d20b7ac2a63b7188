package io.health4j;

/**
 * Something that knows when there is news of a target: a driver's event queue, a stream of events.
 * It does not tell the news, only that a look is worth while; the target's checks do the rest, and
 * go on at their intervals, so that a source that breaks loses promptness and nothing else.
 */
@FunctionalInterface
public interface EventSource {

  /**
   * Begins to listen. Called once for each target that names the source, on the thread that adds
   * the target; it must return at once. What it throws is logged and counted, and the target then
   * has no such source.
   *
   * @param wake to be called whenever there is news, on any thread; it never throws and waits for
   *     nothing. The target is sampled at once, but no more often than ten times a second
   * @return ends the listening when closed; that is called on a thread of its own
   */
  HealthSource.Subscription listen(Runnable wake);
}
