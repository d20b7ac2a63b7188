package io.health4j.prometheus;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What can be scraped: a {@link PrometheusExporter}, or the registry of a metrics library, as
 * {@code (format, out) -> registry.scrape(out, format.contentType())}. Thread-safe.
 */
@FunctionalInterface
public interface ScrapeSource {

  /**
   * Writes all that there is to show, now.
   *
   * @param format how
   * @param out where to; left open
   * @throws IOException when it cannot be written
   */
  void scrape(ScrapeFormat format, OutputStream out) throws IOException;
}
