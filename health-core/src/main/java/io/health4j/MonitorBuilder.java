package io.health4j;

import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.Outbox;
import io.health4j.recovery.RecoveryPolicy;
import io.health4j.report.History;
import io.health4j.time.Ticker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Describes one {@link HealthMonitor}. Not thread-safe. */
public final class MonitorBuilder {

  /**
   * How many calls run at once: checks mostly wait, so more than a small machine has cores, and few
   * enough not to be noticed (this project's own judgement).
   */
  public static final int DEFAULT_PARALLELISM = 16;

  /**
   * How many threads may hang in calls before new ones are no longer put in their place: as many as
   * run (this project's own judgement).
   */
  public static final int DEFAULT_STUCK_LIMIT = 16;

  private final List<TargetSpec> targets = new ArrayList<>();
  private final List<HealthListener> listeners = new ArrayList<>();
  private final List<MetricsBinder> binders = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private final List<AlertRule> rules = new ArrayList<>();
  private final List<AlertRoute> routes = new ArrayList<>();
  private final List<RecoveryPolicy> policies = new ArrayList<>();
  private Outbox outbox = Outbox.inMemory(Outbox.DEFAULT_CAPACITY);
  private Ticker ticker = Ticker.system();
  private InstantSource wall = InstantSource.system();
  private long historyBytes = History.DEFAULT_BYTES;
  private int parallelism = DEFAULT_PARALLELISM;
  private int stuckLimit = DEFAULT_STUCK_LIMIT;

  MonitorBuilder() {}

  /**
   * Watches a target from the start.
   *
   * @param id the target's name, unique in this monitor; not blank
   * @param description its labels, checks and schedule
   * @return this
   * @throws IllegalArgumentException when the target has no check
   * @throws IllegalStateException when a setting is given twice
   */
  public MonitorBuilder watch(String id, Consumer<TargetSpec> description) {
    targets.add(TargetSpec.of(id, description));
    return this;
  }

  /**
   * Tells a listener of everything that happens.
   *
   * @param listener who hears it
   * @return this
   */
  public MonitorBuilder listener(HealthListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Shows everything to a metrics system.
   *
   * @param binder how; belongs to one monitor, which closes it
   * @return this
   */
  public MonitorBuilder metrics(MetricsBinder binder) {
    binders.add(Objects.requireNonNull(binder, "binder"));
    return this;
  }

  /**
   * Raises alerts by these rules, and by those given before.
   *
   * @param more such as {@code AlertRules.node()}; their names are unique in this monitor
   * @return this
   */
  public MonitorBuilder alerts(List<AlertRule> more) {
    rules.addAll(more);
    return this;
  }

  /**
   * Tells somebody of alerts. Without a route alerts are seen by listeners and readers alone.
   *
   * @param route who, of what, and how often; its sink belongs to one monitor, which closes it
   * @return this
   */
  public MonitorBuilder route(AlertRoute route) {
    routes.add(Objects.requireNonNull(route, "route"));
    return this;
  }

  /**
   * Where notifications wait until they are delivered. Default: in memory, {@link
   * Outbox#DEFAULT_CAPACITY} of them.
   *
   * @param value the outbox; belongs to one monitor
   * @return this
   */
  public MonitorBuilder outbox(Outbox value) {
    once("outbox");
    outbox = Objects.requireNonNull(value, "outbox");
    return this;
  }

  /**
   * Tries to bring targets back.
   *
   * @param policy when, how, and within which budget
   * @return this
   */
  public MonitorBuilder recover(RecoveryPolicy policy) {
    policies.add(Objects.requireNonNull(policy, "policy"));
    return this;
  }

  /**
   * The clocks, in place of the system's. A clock that is moved by hand goes with {@link
   * HealthMonitor#poll()}.
   *
   * @param monotonic what all decisions read
   * @param display what people are shown
   * @return this
   */
  public MonitorBuilder clocks(Ticker monotonic, InstantSource display) {
    once("clocks");
    ticker = Objects.requireNonNull(monotonic, "monotonic");
    wall = Objects.requireNonNull(display, "display");
    return this;
  }

  /**
   * How much memory the history may take. Default {@link History#DEFAULT_BYTES}.
   *
   * @param bytes at least 0, which keeps no history
   * @return this
   */
  public MonitorBuilder history(long bytes) {
    once("history");
    if (bytes < 0) {
      throw new IllegalArgumentException("history must have at least 0 bytes, was " + bytes);
    }
    historyBytes = bytes;
    return this;
  }

  /**
   * How many threads the monitor may use. Defaults {@value #DEFAULT_PARALLELISM} and {@value
   * #DEFAULT_STUCK_LIMIT}.
   *
   * @param parallel how many calls run at once, from 1 to 1,000
   * @param stuck how many more threads may hang in calls that outran their timeout, from 0 to 1,000
   * @return this
   */
  public MonitorBuilder threads(int parallel, int stuck) {
    once("threads");
    inRange("parallel calls", parallel, 1);
    inRange("stuck threads", stuck, 0);
    parallelism = parallel;
    stuckLimit = stuck;
    return this;
  }

  private static void inRange(String name, int value, int min) {
    if (value < min || value > 1_000) {
      throw new IllegalArgumentException(name + " must be from " + min + " to 1000, was " + value);
    }
  }

  private void once(String setting) {
    if (!given.add(setting)) {
      throw new IllegalStateException(setting + " is given twice");
    }
  }

  /**
   * Makes a monitor that is not started.
   *
   * @return the monitor
   * @throws IllegalArgumentException when two targets have one id, or two rules, routes or policies
   *     one name
   * @throws IllegalStateException when it was built already: checks and binders belong to one
   *     monitor
   */
  public HealthMonitor build() {
    once("build");
    var plans = new Plans(rules, routes, outbox, policies);
    var engine = new Engine(ticker, wall, historyBytes, parallelism, stuckLimit, plans);
    listeners.forEach(engine::listen);
    targets.forEach(engine::add);
    return new HealthMonitor(engine, List.copyOf(binders));
  }

  /**
   * Makes a monitor and starts it.
   *
   * @return the monitor
   * @throws IllegalArgumentException when two targets have one id, or two rules, routes or policies
   *     one name
   * @throws IllegalStateException when it was built already
   */
  public HealthMonitor start() {
    return build().start();
  }
}
