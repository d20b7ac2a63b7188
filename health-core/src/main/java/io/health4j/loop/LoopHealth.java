package io.health4j.loop;

import static io.health4j.check.Metric.counter;
import static io.health4j.check.Metric.gauge;
import static io.health4j.check.Metric.histogram;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import io.health4j.check.Threshold;

/** Reads what a loop's thread wrote, judges it, and asks for the next sample of the population. */
final class LoopHealth implements HealthCheck {

  private static final Metric ITERATIONS =
      counter("loop.iterations", "{iteration}", "Iterations that ended.");
  private static final Metric DURATION =
      histogram("loop.iteration.duration", "s", "How long iterations took.");
  private static final Metric SUCCESS =
      gauge("loop.success.ratio", "1", "Share of the last iterations that succeeded.");
  private static final Metric CHAMPIONS =
      counter("loop.champions", "{champion}", "How often a better champion was found.");
  private static final Metric FITNESS =
      gauge("loop.champion.fitness", "1", "The best fitness so far.");
  private static final Metric STALENESS =
      gauge("loop.champion.staleness", "{iteration}", "Iterations without a better champion.");
  private static final Metric INVALID =
      counter("loop.fitness.invalid", "{report}", "Fitness reports that were NaN or infinite.");
  private static final Metric SIZE =
      gauge("loop.population.size", "{individual}", "Individuals of the last population shown.");

  private final LoopSettings settings;
  private final LoopCounts counts;
  private final PopulationSampler sampler;
  private final ChampionNews news;
  private final Matter diversity;
  private final Matter occupancy;

  /** How a look at a population or its islands is judged, and called. */
  private record Matter(
      String condition, Threshold threshold, String remedy, String title, String things) {}

  LoopHealth(LoopSettings settings, LoopCounts counts, PopulationSampler sampler) {
    this.settings = settings;
    this.counts = counts;
    this.sampler = sampler;
    news = new ChampionNews(counts, settings.ticker());
    diversity =
        new Matter(
            "diversity-low",
            settings.diversity(),
            "Lower the selection pressure, raise the mutation rate, or bring in fresh individuals.",
            "diversity",
            "individuals");
    occupancy =
        new Matter(
            "islands-empty",
            settings.islands(),
            "Seed the empty islands, or let more individuals migrate.",
            "occupancy",
            "islands");
  }

  @Override
  public CheckResult check(CheckContext context) {
    long iterations = counts.iterations(); // first, see LoopCounts
    var result = CheckResult.builder().reading(ITERATIONS, (double) iterations);
    judgeStall(context, result);
    if (iterations == 0) {
      var stall = result.build();
      return stall.status().isFailing()
          ? stall
          : CheckResult.of(
              Status.UNKNOWN, "no iteration yet", stall.readings().toArray(Reading[]::new));
    }
    result.reading(Reading.of(DURATION, counts.durations(), Attributes.none()));
    judgeSuccess(context, result, iterations);
    judgeChampion(context, result, iterations);
    int size = counts.population();
    if (size >= 0) {
      result.reading(SIZE, size);
    }
    judgeSample(context, result, sampler.genomes(), diversity, iterations);
    judgeSample(context, result, sampler.vectors(), diversity, iterations);
    judgeSample(context, result, sampler.distances(), diversity, iterations);
    judgeSample(context, result, sampler.islands(), occupancy, iterations);
    return result.build();
  }

  private void judgeStall(CheckContext context, ResultBuilder result) {
    long silent = settings.ticker().read() - counts.lastEnd();
    // Lost time is told in ticks of the monitor, whose clock need not be this probe's.
    long lost = context.lostTime().since(context.ticker().read() - silent);
    result.judge(
        context,
        "loop-stalled",
        "",
        Math.max(0, silent - lost) / 1e9,
        settings.stall(),
        "Look at a thread dump for what the loop waits for, or allow longer iterations.");
  }

  private void judgeSuccess(CheckContext context, ResultBuilder result, long iterations) {
    double ratio = counts.successRatio(iterations);
    result.reading(SUCCESS, ratio);
    if (iterations >= settings.minimumSample()) {
      result.judge(
          context,
          "success-low",
          "",
          ratio,
          settings.success(),
          "Look at why iterations fail; when they should be harder, lower the limit.");
    }
  }

  private void judgeChampion(CheckContext context, ResultBuilder result, long iterations) {
    news.tell(context, result);
    long champions = counts.champions(); // before the fitness, see LoopCounts
    if (champions > 0) {
      result.reading(FITNESS, counts.fitness());
    }
    if (counts.reported()) {
      double staleness = counts.staleness(iterations);
      result
          .reading(CHAMPIONS, (double) champions)
          .reading(INVALID, (double) counts.invalid())
          .reading(STALENESS, staleness)
          .judge(
              context,
              "champion-stale",
              "",
              staleness,
              settings.staleness(),
              "Raise the mutation rate, bring in fresh individuals, or end the search.");
    }
  }

  private void judgeSample(
      CheckContext context, ResultBuilder result, SampleSlot slot, Matter matter, long iterations) {
    var sample = slot.latest(iterations, settings.window());
    slot.ask(iterations);
    if (sample == null) {
      return;
    }
    sample.readings().forEach(result::reading);
    sample.judged().ifPresent(value -> judge(context, result, matter, value));
    if (!sample.failure().isEmpty()) {
      result.finding(
          Finding.of(matter.condition(), "", Status.UNKNOWN)
              .remedy(
                  "Correct the function that shows the "
                      + matter.things()
                      + ": it threw "
                      + sample.failure()));
    } else if (sample.used() < sample.size()) {
      result.message(
          matter.title() + " of " + sample.used() + " of " + sample.size() + " " + matter.things());
    }
  }

  private static void judge(
      CheckContext context, ResultBuilder result, Matter matter, double value) {
    result.judge(context, matter.condition(), "", value, matter.threshold(), matter.remedy());
  }
}
