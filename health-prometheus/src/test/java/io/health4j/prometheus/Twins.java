package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.MonitorBuilder;
import io.health4j.check.Attributes;
import io.health4j.check.Distribution;
import io.health4j.check.Reading;
import io.health4j.micrometer.Clocked;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A monitor that is shown both ways, on a manual clock, and a check that answers as it is told. */
final class Twins extends ExporterBench {

  /** Longer than the other way keeps an answer: what both show must be of one moment. */
  private static final Duration A_MOMENT = Duration.ofMillis(101);

  private final PrometheusMeterRegistry registry;

  Twins() {
    this(builder -> {});
  }

  Twins(Consumer<MonitorBuilder> more) {
    this(more, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private Twins(Consumer<MonitorBuilder> more, PrometheusMeterRegistry registry) {
    super(
        PrometheusExporter.create(),
        (builder, ticker) ->
            more.accept(builder.metrics(Clocked.builder(registry, ticker).build())));
    this.registry = registry;
  }

  static Reading durations(String... attributes) {
    long[] counts = new long[Distribution.BUCKETS];
    for (long nanos : new long[] {5, 1_024, 3_000_000, 1_000_000_000, Long.MAX_VALUE}) {
      counts[Distribution.bucketOf(nanos)]++;
    }
    var all = Distribution.of(counts, 1_003_000_000, 1_000_000_000);
    return Reading.of(DURATION, all, Attributes.of(attributes));
  }

  /** Both ways show the same now, but for the series of some names. */
  void same(String... without) {
    ticker.advance(A_MOMENT);
    Scraped theirs = theirs();
    Scraped ours = ours();
    assertThat(theirs.present()).isNotEmpty();
    assertThat(ours.present(without)).containsExactlyEntriesOf(theirs.present(without));
    assertThat(told(ours.types, theirs)).containsExactlyEntriesOf(told(theirs.types, theirs));
    assertThat(told(ours.helps, theirs)).containsExactlyEntriesOf(told(theirs.helps, theirs));
    assertThat(theirs.types).containsAllEntriesOf(ours.types);
  }

  /** Of the families that have a value. */
  private static Map<String, String> told(Map<String, String> all, Scraped theirs) {
    Map<String, String> told = new TreeMap<>(all);
    told.keySet().retainAll(theirs.families);
    return told;
  }

  Scraped ours() {
    return new Scraped(scrape(exporter, ScrapeFormat.TEXT));
  }

  private Scraped theirs() {
    return new Scraped(registry.scrape());
  }

  @Override
  public void close() {
    super.close();
    registry.close();
  }
}
