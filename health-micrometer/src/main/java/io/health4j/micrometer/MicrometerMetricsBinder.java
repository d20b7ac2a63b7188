package io.health4j.micrometer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.HealthSource;
import io.health4j.MetricsBinder;
import io.health4j.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a monitor in a Micrometer registry: each target's score, status and freshness, each check's
 * status, cost and readings, and how the monitor itself fares. {@code docs/metrics.md} lists all of
 * it.
 *
 * <pre>{@code
 * HealthMonitor.builder()
 *     .watch(…)
 *     .metrics(new MicrometerMetricsBinder(registry))
 *     .start();
 * }</pre>
 *
 * <p>A scrape reads what the monitor published and runs no check. Freshness is judged at the
 * scrape: a target without a sample for three intervals shows {@code health.status} UNKNOWN and
 * neither score nor readings (NaN), even when every thread of the monitor is dead. The source is
 * asked at most every 100 ms, so that a scrape asks once and not once a meter; by this much a
 * scrape may be late.
 *
 * <p>A status is shown as one gauge for each that there is, 1 for the one that holds and 0 for the
 * others, so that no number has to be remembered and each can be counted and alerted on.
 *
 * <p>Meters come and go on the monitor's own threads; those of targets that are there when the
 * monitor is built are made by {@link #bindTo}. All series of a name have the same tag keys, as
 * older Prometheus registries want it: a label that only some targets have is empty at the others.
 *
 * <p>Thread-safe. A binder belongs to one monitor. Two monitors on one registry need a {@link
 * MicrometerBinderBuilder#tag tag} to tell them apart.
 */
public final class MicrometerMetricsBinder implements MetricsBinder {

  /** How many series of targets are shown at most, unless it is set: 10,000. */
  public static final int DEFAULT_MAX_SERIES = 10_000;

  private final MeterRegistry registry;
  private final List<Tag> common;
  private final int maxSeries;
  private final Ticker clock;

  @GuardedBy("this")
  private @Nullable Exposition shown;

  @GuardedBy("this")
  private boolean bound;

  /**
   * A binder with all defaults.
   *
   * @param registry where to show the monitor; it stays the host's, which closes it
   */
  public MicrometerMetricsBinder(MeterRegistry registry) {
    this(registry, List.of(), DEFAULT_MAX_SERIES, Ticker.system());
  }

  MicrometerMetricsBinder(MeterRegistry registry, List<Tag> common, int maxSeries, Ticker clock) {
    this.registry = registry;
    this.common = List.copyOf(common);
    this.maxSeries = maxSeries;
    this.clock = clock;
  }

  /**
   * A binder with settings of one's own.
   *
   * @param registry where to show the monitor; it stays the host's, which closes it
   * @return a builder
   */
  public static MicrometerBinderBuilder builder(MeterRegistry registry) {
    return new MicrometerBinderBuilder(registry);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when this binder was bound before, or the registry shows another
   *     monitor with the same tags
   */
  @Override
  public synchronized void bindTo(HealthSource source) {
    if (bound) {
      throw new IllegalStateException("a binder must be bound once, was bound before");
    }
    bound = true;
    var shelf = new Shelf(registry, common, maxSeries);
    if (shelf.isTaken(MeterSpec.standard(Standard.SAMPLES))) {
      throw new IllegalStateException(
          "the registry must show one monitor with the tags "
              + common
              + ", shows one already: give each a tag of its own");
    }
    shown = new Exposition(source, shelf, clock);
  }

  @Override
  public void close() {
    Exposition last;
    synchronized (this) {
      last = shown;
      shown = null;
    }
    if (last != null) {
      last.close();
    }
  }
}
