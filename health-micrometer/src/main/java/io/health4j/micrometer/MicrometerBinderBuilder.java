package io.health4j.micrometer;

import io.health4j.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link MicrometerMetricsBinder}. Not thread-safe. */
public final class MicrometerBinderBuilder {

  private static final int LARGEST = 10_000_000;

  private final MeterRegistry registry;
  private final List<Tag> tags = new ArrayList<>();
  private @Nullable Integer maxSeries;
  private @Nullable Ticker clock;

  MicrometerBinderBuilder(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /**
   * A tag of every meter.
   *
   * @param name its name; not blank
   * @param value its value; not blank
   * @return this
   * @throws IllegalArgumentException when one is blank
   * @throws IllegalStateException when the name is given twice
   */
  public MicrometerBinderBuilder tag(String name, String value) {
    if (name.isBlank() || value.isBlank()) {
      throw new IllegalArgumentException(
          "a tag's name and value must not be blank, were '" + name + "' and '" + value + "'");
    }
    if (tags.stream().anyMatch(tag -> tag.getKey().equals(name))) {
      throw new IllegalStateException("tag '" + name + "' is given twice");
    }
    tags.add(Tag.of(name, value));
    return this;
  }

  /**
   * How many series of targets and their checks are shown at most; further ones are dropped and
   * counted in {@code health.metrics.series.dropped}. A target takes 7, each of its checks 11, a
   * reading or finding 1, a histogram 37. Of one metric a target has at most 1,000, so that a label
   * that never repeats takes no other's room; a histogram counts as 4 there. Default {@value
   * MicrometerMetricsBinder#DEFAULT_MAX_SERIES}, this project's own judgement: a scrape of about 1
   * MB.
   *
   * @param series from 1 to 10,000,000
   * @return this
   * @throws IllegalArgumentException when it is out of range
   * @throws IllegalStateException when it is given twice
   */
  public MicrometerBinderBuilder maxSeries(int series) {
    if (maxSeries != null) {
      throw new IllegalStateException("max series is given twice");
    }
    if (series < 1 || series > LARGEST) {
      throw new IllegalArgumentException(
          "max series must be from 1 to " + LARGEST + ", was " + series);
    }
    maxSeries = series;
    return this;
  }

  /** The clock by which an answer of the source is kept for a moment. */
  MicrometerBinderBuilder clock(Ticker ticker) {
    clock = ticker;
    return this;
  }

  /**
   * Makes the binder.
   *
   * @return a binder for one monitor
   */
  public MicrometerMetricsBinder build() {
    return new MicrometerMetricsBinder(
        registry,
        tags,
        maxSeries == null ? MicrometerMetricsBinder.DEFAULT_MAX_SERIES : maxSeries,
        clock == null ? Ticker.system() : clock);
  }
}
