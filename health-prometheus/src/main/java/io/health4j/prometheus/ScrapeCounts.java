package io.health4j.prometheus;

import java.util.concurrent.atomic.LongAdder;

/** Counts what became of requests. Thread-safe. */
final class ScrapeCounts {

  final LongAdder served = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder unauthorized = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder brokenOff = new LongAdder();

  ScrapeEndpoint.Statistics now() {
    return new ScrapeEndpoint.Statistics(
        served.sum(), refused.sum(), unauthorized.sum(), failed.sum(), brokenOff.sum());
  }
}
