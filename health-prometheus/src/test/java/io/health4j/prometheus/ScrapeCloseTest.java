package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The endpoint's threads, and that they end. */
@Timeout(60)
class ScrapeCloseTest {

  @Test
  void threads_whileServing_areDaemons() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).start()) {
      ScrapeTroubleTest.assertServes(endpoint);
      Scrapes.await(() -> Scrapes.threads().length == 3);

      assertThat(Scrapes.threads()).allMatch(Thread::isDaemon);
      assertThat(Scrapes.threads())
          .extracting(Thread::getName)
          .containsExactlyInAnyOrder(
              "HTTP-Dispatcher", "health4j-scrape-1", "health4j-scrape-watch");
    }
  }

  @Test
  void close_whileServing_leavesNoThread() throws Exception {
    var endpoint = Scrapes.of(Scrapes.large()).start();
    try (var reader = Wire.to(endpoint).get();
        var half = Wire.to(endpoint).send("GET /met");
        var idle = Wire.to(endpoint);
        var kept = Wire.to(endpoint)) {
      kept.send("HEAD /metrics HTTP/1.1\r\n\r\n");
      assertThat(kept.read()).isEqualTo('H');
      assertThat(reader.read()).isEqualTo('H');
      Scrapes.await(() -> Scrapes.threads().length == 5); // three at work, and two more

      Scrapes.assertLeavesNoThread(endpoint);

      assertThat(half.read()).isEqualTo(-1);
      assertThat(idle.read()).isEqualTo(-1);
      endpoint.close(); // does nothing
    }
  }

  @Test
  void close_sourceHangs_returnsAndTheThreadEndsLater() throws Exception {
    var source = new HangingSource();
    var endpoint = Scrapes.of(source).start();
    try (var wire = Wire.to(endpoint).get()) {
      source.begun.await();

      endpoint.close();

      Scrapes.await(() -> Scrapes.threads().length == 1);
      assertThat(wire.read()).isEqualTo(-1);
      source.let.countDown();
      Scrapes.await(() -> Scrapes.threads().length == 0);
    }
  }

  @Test
  void close_portOfAnEndpoint_isFreeAgain() throws Exception {
    int port;
    try (var endpoint = Scrapes.of(Scrapes.text("")).start()) {
      port = URI.create(endpoint.url()).getPort();
      ScrapeTroubleTest.assertServes(endpoint);
    }
    try (var endpoint = ScrapeEndpoint.builder(Scrapes.text("")).port(port).start()) {
      ScrapeTroubleTest.assertServes(endpoint);
    }
  }
}
