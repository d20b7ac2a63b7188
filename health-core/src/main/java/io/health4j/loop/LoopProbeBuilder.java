package io.health4j.loop;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.health4j.check.Threshold;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link LoopProbe}. Each may be given once; giving one twice is an {@link
 * IllegalStateException}. Not thread-safe.
 */
public final class LoopProbeBuilder {

  private static final int DEFAULT_STALE_AFTER = 20;
  private static final int DEFAULT_WINDOW = 100;
  private static final int DEFAULT_MINIMUM_SAMPLE = 20;
  private static final int MAX_WINDOW = 100_000;
  private static final Duration DEFAULT_STALL_WARNING = Duration.ofSeconds(30);
  private static final Duration DEFAULT_STALL_CRITICAL = Duration.ofSeconds(60);

  private @Nullable Boolean minimise;
  private @Nullable Integer staleAfter;
  private @Nullable Threshold diversity;
  private @Nullable Threshold islands;
  private @Nullable Threshold successRate;
  private @Nullable Integer window;
  private @Nullable Integer minimumSample;
  private @Nullable Threshold stall;
  private @Nullable Ticker ticker;

  LoopProbeBuilder() {}

  /**
   * Smaller fitness is better. Without this, larger is.
   *
   * @return this
   */
  public LoopProbeBuilder minimise() {
    once("minimise", minimise);
    minimise = true;
    return this;
  }

  /**
   * WARNING {@code champion-stale} when more iterations than this passed without a better champion.
   *
   * @param iterations from 1 to 2³¹ − 1; 20 by default, this project's own judgement for
   *     generations that take seconds and more: raise it for quick ones
   * @return this
   */
  public LoopProbeBuilder staleAfter(int iterations) {
    once("staleAfter", staleAfter);
    staleAfter = inRange("staleAfter", iterations, Integer.MAX_VALUE);
    return this;
  }

  /**
   * What the population's Hamming diversity is held against; 1 is that of random genomes.
   *
   * @param threshold one where smaller is worse; by default WARNING below 0.1 until back at 0.15,
   *     this project's own judgement
   * @return this
   */
  public LoopProbeBuilder diversity(Threshold threshold) {
    once("diversity", diversity);
    diversity = requireNonNull(threshold, "diversity");
    return this;
  }

  /**
   * What the share of islands, or of an archive's cells, that are not empty is held against.
   *
   * @param threshold one where smaller is worse; by default WARNING below 0.5 until back at 0.6,
   *     this project's own judgement for islands: the cells of an archive fill slowly, and some
   *     cannot be filled at all
   * @return this
   */
  public LoopProbeBuilder islands(Threshold threshold) {
    once("islands", islands);
    islands = requireNonNull(threshold, "islands");
    return this;
  }

  /**
   * What the share of iterations that succeeded is held against.
   *
   * @param threshold one where smaller is worse; by default WARNING below 0.2 until back at 0.25:
   *     the one-fifth success rule of Rechenberg's "Evolutionsstrategie" (1973)
   * @return this
   */
  public LoopProbeBuilder successRate(Threshold threshold) {
    once("successRate", successRate);
    successRate = requireNonNull(threshold, "successRate");
    return this;
  }

  /**
   * How many of the last iterations the success rate looks at. It is the patience with populations
   * and islands too: when they are asked for and not shown in as many iterations, the last look at
   * them is dropped.
   *
   * @param iterations from 1 to 100,000, a bit of memory each; 100 by default, the window of
   *     resilience4j's circuit breaker
   * @return this
   */
  public LoopProbeBuilder window(int iterations) {
    once("window", window);
    window = inRange("window", iterations, MAX_WINDOW);
    return this;
  }

  /**
   * How many iterations must have ended before the success rate is judged.
   *
   * @param iterations from 1 to the window; 20 by default, or the window when that is less: from
   *     there on one iteration is at most a quarter of the default limit
   * @return this
   */
  public LoopProbeBuilder minimumSample(int iterations) {
    once("minimumSample", minimumSample);
    minimumSample = inRange("minimumSample", iterations, MAX_WINDOW);
    return this;
  }

  /**
   * How long no iteration may end before the loop counts as stalled.
   *
   * @param warning WARNING after this, from 1 ms to 24 h; 30 s by default, as for heartbeats
   * @param critical CRITICAL after this, longer than {@code warning}, up to 24 h; 60 s by default
   * @return this
   */
  public LoopProbeBuilder stalledAfter(Duration warning, Duration critical) {
    once("stalledAfter", stall);
    Durations.inRange("stalledAfter warning", warning, Durations.MIN, Durations.MAX);
    Durations.inRange("stalledAfter critical", critical, Durations.MIN, Durations.MAX);
    if (critical.compareTo(warning) <= 0) {
      throw new IllegalArgumentException(
          "stalledAfter critical must be longer than warning "
              + Durations.text(warning)
              + ", was "
              + Durations.text(critical));
    }
    stall = Threshold.above(seconds(warning), seconds(critical));
    return this;
  }

  /**
   * The clock.
   *
   * @param source a monotonic clock; {@link Ticker#system()} by default
   * @return this
   */
  public LoopProbeBuilder ticker(Ticker source) {
    once("ticker", ticker);
    ticker = requireNonNull(source, "ticker");
    return this;
  }

  /**
   * Makes the probe.
   *
   * @return a new probe
   * @throws IllegalArgumentException when the minimum sample is larger than the window
   */
  public LoopProbe build() {
    int back = requireNonNullElse(window, DEFAULT_WINDOW);
    int least = requireNonNullElse(minimumSample, Math.min(back, DEFAULT_MINIMUM_SAMPLE));
    inRange("minimumSample", least, back);
    return new LoopProbe(
        new LoopSettings(
            minimise != null,
            staleness(),
            requireNonNullElse(diversity, lowBelow(0.1, 0.15)),
            requireNonNullElse(islands, lowBelow(0.5, 0.6)),
            requireNonNullElse(successRate, lowBelow(0.2, 0.25)),
            back,
            least,
            stall == null ? defaultStall() : stall,
            ticker == null ? Ticker.system() : ticker));
  }

  private Threshold staleness() {
    return Threshold.above()
        .warning(requireNonNullElse(staleAfter, DEFAULT_STALE_AFTER))
        .source(staleAfter == null ? "default" : "configured")
        .build();
  }

  private static Threshold lowBelow(double enter, double leave) {
    return Threshold.below().warning(enter, leave).source("default").build();
  }

  private static Threshold defaultStall() {
    return Threshold.above()
        .warning(seconds(DEFAULT_STALL_WARNING))
        .critical(seconds(DEFAULT_STALL_CRITICAL))
        .source("default")
        .build();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static int inRange(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " must be from 1 to " + max + ", was " + value);
    }
    return value;
  }

  private static void once(String name, @Nullable Object given) {
    if (given != null) {
      throw new IllegalStateException(name + " is given twice");
    }
  }
}
