package io.health4j.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A source that hangs until it is let go. */
final class HangingSource implements ScrapeSource {

  final CountDownLatch let = new CountDownLatch(1);
  final CountDownLatch begun = new CountDownLatch(1);

  @Override
  public void scrape(ScrapeFormat format, OutputStream out) throws IOException {
    begun.countDown();
    boolean interrupted = false;
    while (let.getCount() > 0) {
      try {
        let.await();
      } catch (InterruptedException e) {
        interrupted = true; // as a source would that cannot be interrupted
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    out.write(Scrapes.TEXT.getBytes(StandardCharsets.UTF_8));
  }
}
