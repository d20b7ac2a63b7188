package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scrapers and sources that do what they should not. */
@Timeout(60)
class ScrapeTroubleTest {

  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONGER = Duration.ofSeconds(1);
  private static final Duration FOREVER = Duration.ofMinutes(2);

  static void assertServes(ScrapeEndpoint endpoint) throws Exception {
    assertThat(Scrapes.get(endpoint).statusCode()).isEqualTo(200);
  }

  @Test
  void get_twentyAtOnce_fourAreServedAndNoneHangs() throws Exception {
    var source = new HangingSource();
    try (var endpoint = Scrapes.of(source).start()) {
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 20; i++) {
        answers.add(Scrapes.begin(endpoint));
      }
      Scrapes.await(() -> answers.stream().filter(CompletableFuture::isDone).count() == 16);
      source.let.countDown();

      List<HttpResponse<String>> all = answers.stream().map(CompletableFuture::join).toList();
      assertThat(all).filteredOn(answer -> answer.statusCode() == 200).hasSize(4);
      assertThat(all)
          .filteredOn(answer -> answer.statusCode() == 503)
          .hasSize(16)
          .allSatisfy(
              answer -> {
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                assertThat(answer.body()).isEqualTo("too many scrapes at once\n");
              });
      assertServes(endpoint);
      Scrapes.awaitStatistics(endpoint, 5, 16, 0, 0, 0);
    }
  }

  @Test
  void get_scraperGoesAway_isCountedAndTheNextIsServed() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.large()).concurrentScrapes(1).start()) {
      try (var wire = Wire.to(endpoint).get()) {
        assertThat(wire.read()).isEqualTo('H');
      }
      Scrapes.await(() -> endpoint.statistics().brokenOff() == 1);

      assertThat(endpoint.statistics().served()).isZero();
      assertServes(endpoint);
    }
  }

  @Test
  void get_readerTakesNoMore_isClosedInTime() throws Exception {
    var sources = new ArrayDeque<>(List.of(Scrapes.large(), Scrapes.text(Scrapes.TEXT)));
    ScrapeSource source =
        (format, out) ->
            (sources.size() > 1 ? sources.remove() : sources.element()).scrape(format, out);
    try (var endpoint = Scrapes.of(source).concurrentScrapes(1).timeout(LONGER).start();
        var wire = Wire.to(endpoint).get()) {
      assertThat(wire.read()).isIn((int) 'H', -1); // none when its time was over before it began
      Scrapes.awaitStatistics(endpoint, 0, 0, 0, 0, 1);

      assertThat(Scrapes.getWhenFree(endpoint).body()).isEqualTo(Scrapes.TEXT);
      Scrapes.await(() -> endpoint.statistics().served() == 1);
    }
  }

  @Test
  void get_halfRequests_areClosedInTimeAndHoldNoThread() throws Exception {
    var builder = Scrapes.of(Scrapes.text(Scrapes.TEXT)).concurrentScrapes(1).timeout(SHORT);
    int threads = 1 + ScrapeThreads.SPARE;
    var wires = new ArrayList<Wire>();
    try (var endpoint = builder.start()) {
      for (int i = 0; i < 2 * threads; i++) {
        wires.add(Wire.to(endpoint).send("GET /metrics HTTP/1.1\r\nHo"));
      }

      assertThat(wires).allSatisfy(wire -> assertThat(wire.read()).isEqualTo(-1));
      assertThat(endpoint.statistics().brokenOff()).isEqualTo(2L * threads);
      assertThat(Scrapes.getWhenFree(endpoint).statusCode()).isEqualTo(200);
      assertThat(Scrapes.threads()).hasSizeLessThanOrEqualTo(threads + 2);
    } finally {
      for (Wire wire : wires) {
        wire.close();
      }
    }
  }

  @Test
  void get_bodyThatNeverComes_isClosedInTime() throws Exception {
    try (var endpoint = Scrapes.of(Scrapes.text(Scrapes.TEXT)).timeout(SHORT).start()) {
      String answer = "";
      while (answer.isEmpty()) { // its time may be over before it is answered
        try (var wire = Wire.to(endpoint)) {
          wire.send("GET /metrics HTTP/1.1\r\nHost: it\r\nContent-Length: 9\r\n\r\n");
          answer = wire.rest();
        }
      }

      assertThat(answer).endsWith(Scrapes.TEXT);
      assertThat(Scrapes.getWhenFree(endpoint).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void get_moreRequestsThanMayWait_areClosedAtOnce() throws Exception {
    var builder = Scrapes.of(Scrapes.text(Scrapes.TEXT)).concurrentScrapes(1).timeout(FOREVER);
    int room = 1 + ScrapeThreads.SPARE + ScrapeThreads.MOST_WAITING;
    var wires = new ArrayList<Wire>();
    try (var endpoint = builder.start()) {
      for (int i = 0; i < room + 3; i++) {
        wires.add(Wire.to(endpoint).send("G"));
      }

      Scrapes.await(() -> endpoint.statistics().refused() == 3);
      Scrapes.awaitStatistics(endpoint, 0, 3, 0, 0, 0);
      // Any three: requests that came while the server did something else are taken in no order.
      Scrapes.await(() -> wires.stream().filter(Wire::isClosed).count() == 3);
    } finally {
      for (Wire wire : wires) {
        wire.close();
      }
    }
  }

  @Test
  void get_sourceThrows_isToldOnceWithoutItsText() throws Exception {
    var broken = new AtomicBoolean(true);
    ScrapeSource source =
        (format, out) -> {
          out.write('x');
          if (broken.get()) {
            throw new IOException("s3cret", new IllegalStateException("password=s3cret"));
          }
        };
    try (var heard = new Heard(ScrapeEndpoint.class.getName());
        var endpoint = Scrapes.of(source).start()) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = Scrapes.get(endpoint, "Accept-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("metrics cannot be read; the host's log says why\n");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      }
      Scrapes.awaitStatistics(endpoint, 0, 0, 0, 3, 0);
      assertThat(heard.lines).hasSize(1);
      assertThat(heard.lines.get(0))
          .contains("IllegalStateException at " + ScrapeTroubleTest.class.getName())
          .doesNotContain("s3cret");

      broken.set(false);
      assertThat(Scrapes.get(endpoint).body()).isEqualTo("x");
    }
  }
}
