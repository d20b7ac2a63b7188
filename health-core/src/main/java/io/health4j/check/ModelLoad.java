package io.health4j.check;

import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How the loading of a model goes, as the host tells it, and a check that judges it. A load that
 * takes long is probably stuck, on a slow disk or a remote store; one that failed is CRITICAL until
 * the host tells of another. Time in which the whole process stood still is taken off.
 *
 * <pre>{@code
 * ModelLoad load = ModelLoad.create("policy-net");
 * load.loading();
 * try {
 *   model = read(path);
 *   load.loaded();
 * } catch (IOException e) {
 *   load.failed(e);
 * }
 * }</pre>
 *
 * <p>Thread-safe. Any thread may tell; what was told last counts.
 */
public final class ModelLoad {

  /** WARNING when loading takes longer than 5 min: this project's own judgement. */
  public static final Duration DEFAULT_WARN = Duration.ofMinutes(5);

  /**
   * CRITICAL when loading takes longer than 10 min, after which Kubernetes tells by default that a
   * deployment makes no progress.
   */
  public static final Duration DEFAULT_CRITICAL = Duration.ofMinutes(10);

  static final String FAILED = "model-failed";
  static final String SLOW = "model-loading-slow";

  private static final Metric LOADED =
      Metric.gauge("health.model.loaded", "1", "1 when the model is loaded, else 0.");
  private static final Metric AGE =
      Metric.gauge("health.model.loading.age", "s", "Time since the running load began.");
  private static final String RETRY =
      "Look up in the host's log why the model cannot be loaded, then load it again.";
  private static final String HURRY =
      "See in a thread dump what the load waits for: a disk, a download, or the GPU.";

  private enum Phase {
    UNASKED,
    LOADING,
    LOADED,
    FAILED
  }

  private record State(Phase phase, long tick, String reason) {}

  private final String name;
  private final Threshold threshold;
  private final Ticker ticker;
  private final Attributes attributes;
  private volatile State state = new State(Phase.UNASKED, 0, "");

  private ModelLoad(String name, Threshold threshold, Ticker ticker) {
    this.name = Texts.named("name", name);
    this.threshold = threshold;
    this.ticker = ticker;
    this.attributes = Attributes.of("model.name", name);
  }

  /**
   * A model with the default limits, on the system's clock.
   *
   * @param name which model; shown, so no path or URL that holds a secret; not blank
   * @return a model that nobody has asked for yet
   * @throws IllegalArgumentException when the name is blank
   */
  public static ModelLoad create(String name) {
    var limits = Heartbeat.threshold(DEFAULT_WARN, DEFAULT_CRITICAL, "default");
    return new ModelLoad(name, limits, Ticker.system());
  }

  /**
   * A model on the system's clock.
   *
   * @param name which model; shown, so no path or URL that holds a secret; not blank
   * @param warn WARNING when loading takes longer, from 1 ms to 24 h
   * @param critical CRITICAL when loading takes longer, longer than {@code warn}, to 24 h
   * @return a model that nobody has asked for yet
   * @throws IllegalArgumentException when the name is blank or a limit out of range
   */
  public static ModelLoad create(String name, Duration warn, Duration critical) {
    return create(name, warn, critical, Ticker.system());
  }

  /**
   * A model on a given clock.
   *
   * @param name which model; shown, so no path or URL that holds a secret; not blank
   * @param warn WARNING when loading takes longer, from 1 ms to 24 h
   * @param critical CRITICAL when loading takes longer, longer than {@code warn}, to 24 h
   * @param ticker the clock of the monitor that runs {@link #health()}
   * @return a model that nobody has asked for yet
   * @throws IllegalArgumentException when the name is blank or a limit out of range
   */
  public static ModelLoad create(String name, Duration warn, Duration critical, Ticker ticker) {
    return new ModelLoad(
        name,
        Heartbeat.threshold(warn, critical, "configured"),
        Objects.requireNonNull(ticker, "ticker"));
  }

  /** A load begins, the first or another. Never throws. */
  public void loading() {
    state = new State(Phase.LOADING, ticker.read(), "");
  }

  /** The model is loaded. Never throws. */
  public void loaded() {
    state = new State(Phase.LOADED, 0, "");
  }

  /**
   * The load has failed. Never throws.
   *
   * @param cause why; only the name of its class is shown, since its message may hold a path or a
   *     token
   */
  public void failed(@Nullable Throwable cause) {
    String reason = cause == null ? "no reason given" : cause.getClass().getSimpleName();
    state = new State(Phase.FAILED, 0, reason);
  }

  /**
   * The check of this model. UNKNOWN until the host has told something. The monitor that runs it
   * must use this model's clock.
   *
   * @return a check with the conditions {@code model-loading-slow} and {@code model-failed}, the
   *     model's name as subject, and the readings {@code health.model.loaded} and, while it loads,
   *     {@code health.model.loading.age} in seconds
   */
  public HealthCheck health() {
    return this::check;
  }

  private CheckResult check(CheckContext context) {
    State now = state;
    return switch (now.phase) {
      case UNASKED -> CheckResult.unknown("nobody has loaded the model " + name + " yet");
      case LOADING -> loading(context, now);
      case LOADED -> CheckResult.builder().reading(LOADED, 1, attributes).build();
      case FAILED ->
          CheckResult.builder()
              .message("the load failed: " + now.reason)
              .reading(LOADED, 0, attributes)
              .finding(Finding.of(FAILED, name, Status.CRITICAL).remedy(RETRY))
              .build();
    };
  }

  private CheckResult loading(CheckContext context, State now) {
    double age = (double) context.age(now.tick) / TimeUnit.SECONDS.toNanos(1);
    return CheckResult.builder()
        .reading(LOADED, 0, attributes)
        .reading(AGE, age, attributes)
        .judge(context, SLOW, name, age, threshold, HURRY)
        .build();
  }
}
