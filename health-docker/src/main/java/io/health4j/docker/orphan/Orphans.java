package io.health4j.docker.orphan;

import io.health4j.check.HealthCheck;
import io.health4j.check.Target;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.recovery.RecoveryAction;
import io.health4j.recovery.RecoveryPolicy;
import io.health4j.time.Ticker;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;

/**
 * The containers of one owner that nobody owns any more: finds them, tells of them, and removes
 * them once it is allowed to. An orphan has the owner's label, the label of this folder of leases,
 * and a lease that ended. Nothing else is ever stopped or removed: no container without these
 * labels, of another owner, of a lease that lives or cannot be seen from here.
 *
 * <pre>{@code
 * Orphans orphans = Orphans.builder(engine, leases, "trainer").enforce().build();
 * try (var guard = orphans.guard()) {
 *   // watch orphans.check() as "orphans", recover by orphans.policy()
 * }
 * }</pre>
 *
 * <p>It begins in SHADOW: it lists what it would remove, and why. Thread-safe.
 */
public final class Orphans implements RecoveryAction {

  /** A container has 10 s to end by itself, as {@code docker stop} gives it. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  /** 30 containers a minute (this project's own judgement). */
  public static final int DEFAULT_PER_MINUTE = 30;

  /** The rule of {@code AlertRules.autonomousLoop()}. */
  private static final String RULE = "loop-containers-orphaned";

  private static final int ATTEMPTS = 3;
  private static final Duration COOLDOWN = Duration.ofMinutes(1);

  private final OrphanFinder finder;
  private final LeaseBook leases;
  private final String owner;
  private final Ticker ticker;
  private final Stubborn stubborn = new Stubborn();
  private final Journal journal = new Journal();
  private final Duration grace;
  private final boolean enforcing;
  private final Sweeper sweeper;

  Orphans(OrphansBuilder from) {
    leases = from.leases;
    owner = from.owner;
    ticker = from.ticker();
    grace = from.grace();
    enforcing = from.enforcing;
    var budget = new RemovalBudget(from.perMinute());
    finder = new OrphanFinder(from.engine, leases, new Ownership(owner, leases.home()), ticker);
    var cleanUp = new CleanUp(from.engine, finder, budget, stubborn, journal, ticker);
    sweeper = new Sweeper(finder, leases, owner, cleanUp, enforcing, ticker);
  }

  /**
   * An owner's orphans, in SHADOW, with all defaults.
   *
   * @param engine where the containers are
   * @param leases the folder of the owner's leases
   * @param owner whose containers; not blank
   * @return the orphans
   * @throws IllegalArgumentException when the owner is blank
   * @throws UncheckedIOException when the folder cannot be made or read, or is damaged
   */
  public static Orphans of(EngineCalls engine, Leases leases, String owner) {
    return builder(engine, leases, owner).build();
  }

  /**
   * An owner's orphans.
   *
   * @param engine where the containers are
   * @param leases the folder of the owner's leases
   * @param owner whose containers; not blank
   * @return a builder
   * @throws IllegalArgumentException when the owner is blank
   */
  public static OrphansBuilder builder(EngineCalls engine, Leases leases, String owner) {
    return new OrphansBuilder(
        engine, new LeasesBook(Objects.requireNonNull(leases, "leases")), owner);
  }

  /**
   * Counts the owner's containers and orphans, within 2 s; an engine that does not answer is
   * UNKNOWN. WARNING above 3 orphans, CRITICAL above 10 (this project's own judgement). What was
   * removed is told as occurrences {@code container.removed}, the latest 256 of them, once: by
   * whichever check of these orphans looks first.
   *
   * @return a new check with the conditions {@code containers-orphaned} (the owner as subject; an
   *     orphan that could not be removed 3 times, as {@code owner/name}), {@code container-lease}
   *     when this process could not renew its leases for their duration, and {@code
   *     container-engine-unreachable}; with the readings {@code health.containers.owned}, {@code
   *     .orphaned}, {@code .unseen} and {@code .removed}, and {@code health.containers.lease.age}
   *     while this process holds leases
   */
  public HealthCheck check() {
    return new OrphansCheck(finder, leases, owner, stubborn, journal, ticker);
  }

  /**
   * Removes orphans now, the oldest first or, in SHADOW, tells which. One that fails is tried again
   * by a later sweep, 3 times an hour (this project's own judgement). One sweep runs at a time: a
   * second call answers so at once. It begins with no container after 1 min; the next sweep does
   * the rest.
   *
   * @return what was done, in one line for people
   * @throws EngineException when an error is the reason why nothing was removed
   * @throws InterruptedException when this thread was interrupted; the rest is left as it is
   */
  public String sweep() throws EngineException, InterruptedException {
    return sweeper.sweep(grace).answer();
  }

  /**
   * As {@link #sweep}.
   *
   * @param target not looked at
   * @return what was done
   * @throws EngineException when an error is the reason why nothing was removed
   * @throws InterruptedException when this thread was interrupted
   */
  @Override
  public String recover(Target target) throws EngineException, InterruptedException {
    return sweep();
  }

  @Override
  public String name() {
    return "remove-orphans";
  }

  /** Long enough for a sweep that gives each container its grace time. */
  @Override
  public Duration timeout() {
    return CleanUp.LONGEST.multipliedBy(2).plus(grace);
  }

  /**
   * As {@link #policy(String)}, with the check named {@code orphans}.
   *
   * @return a policy
   */
  public RecoveryPolicy policy() {
    return policy("orphans");
  }

  /**
   * Sweeps when the alert {@code loop-containers-orphaned} of {@code AlertRules.autonomousLoop()}
   * fires. It acts when these orphans do, else it only says that it would. 3 attempts with a pause
   * of 1 min first, in which the budget of removals fills again (this project's own judgement). It
   * helped when {@link #check} passes.
   *
   * @param check the name that {@link #check} has in the target; not blank
   * @return a policy
   * @throws IllegalArgumentException when the name is blank
   */
  public RecoveryPolicy policy(String check) {
    var policy =
        RecoveryPolicy.onAlert(RULE).attempt(this, ATTEMPTS).cooldown(COOLDOWN).check(check);
    return enforcing ? policy.enforce() : policy;
  }

  /**
   * Begins to sweep on a daemon thread: at once, then each half of a lease, and sooner (5 s, this
   * project's own judgement) when the engine was away. When the JVM ends in an orderly way, all
   * leases that were acquired from the given object are ended, and a last sweep has 5 s, with at
   * most 2 s of grace.
   *
   * <p>Each sweep also deletes the files of ended sessions that no container names.
   *
   * @return the guard; it ends when closed
   * @throws IllegalStateException when the JVM ends already
   */
  public Guard guard() {
    return Guard.of(sweeper, leases, grace).start();
  }

  Guard guard(Guard.Pause pause, Guard.Hooks hooks, Guard.Patience patience) {
    return new Guard(sweeper, leases, grace, pause, hooks, patience).start();
  }
}
