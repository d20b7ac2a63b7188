package io.health4j.docker;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineDisk;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an engine's data take. The engine counts them anew whenever it is asked, which can take it
 * minutes and many reads of its disk: so it is asked seldom, in the background, and the last answer
 * stands with its age. Not thread-safe.
 */
final class EngineData {

  /** How often it is asked, at most (this project's own judgement). */
  static final Duration EVERY = Duration.ofMinutes(10);

  /** How long it may count (this project's own judgement). */
  static final Duration WITHIN = Duration.ofSeconds(60);

  /** Three missed answers, as for a target without samples; then it is not known. */
  static final Duration KEPT = EVERY.multipliedBy(3);

  private static final Metric USAGE =
      Metric.gauge(
          "health.container.engine.disk.usage", "By", "What the engine's data take by their type.");
  private static final Metric AGE =
      Metric.gauge(
          "health.container.engine.disk.age", "s", "How long ago the engine counted its data.");

  private static final Attributes IMAGES = Attributes.of("type", "images");
  private static final Attributes CONTAINERS = Attributes.of("type", "containers");
  private static final Attributes VOLUMES = Attributes.of("type", "volumes");
  private static final Attributes BUILD_CACHE = Attributes.of("type", "build_cache");

  /** A count that is asked for, and when it was begun: what it says may be as old as that. */
  private record Counting(CompletableFuture<EngineDisk> answer, long tick) {}

  private record Counted(EngineDisk disk, long tick) {}

  private final EngineCalls engine;
  private @Nullable Counting counting;
  private @Nullable Counted counted;

  EngineData(EngineCalls engine) {
    this.engine = engine;
  }

  /** Asks when it is time. Does not wait. */
  void ask(long tick) {
    if (counting == null || tick - counting.tick >= EVERY.toNanos()) {
      counting = new Counting(engine.begin(WITHIN, EngineApi::disk), tick);
    }
  }

  /** Tells what is known. */
  void tell(ResultBuilder result, CheckContext context) {
    take();
    long now = context.ticker().read();
    if (counted != null && now - counted.tick <= KEPT.toNanos()) {
      tell(result, counted.disk, now - counted.tick);
    }
  }

  private static void tell(ResultBuilder result, EngineDisk disk, long age) {
    result
        .reading(USAGE, (double) disk.images(), IMAGES)
        .reading(USAGE, (double) disk.containers(), CONTAINERS)
        .reading(USAGE, (double) disk.volumes(), VOLUMES)
        .reading(USAGE, (double) disk.buildCache(), BUILD_CACHE)
        .reading(AGE, (double) age / TimeUnit.SECONDS.toNanos(1));
  }

  private void take() {
    if (counting != null
        && counting.answer.isDone()
        && !counting.answer.isCompletedExceptionally()) {
      counted = new Counted(counting.answer.join(), counting.tick);
    }
  }
}
