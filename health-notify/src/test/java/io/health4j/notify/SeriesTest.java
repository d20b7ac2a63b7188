package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertSink.Delivery;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private final ManualTicker ticker = new ManualTicker();
  private final Series series = new Series(ticker, Duration.ofSeconds(30));
  private final List<Integer> sent = new ArrayList<>();

  private Delivery deliver(int count, Series.Request<Integer> request) throws InterruptedException {
    List<Integer> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(i);
    }
    return series.deliver(
        parts,
        part -> {
          sent.add(part);
          return request.send(part);
        });
  }

  @Test
  void deliver_allTaken_isDelivered() throws Exception {
    assertThat(deliver(3, part -> Delivery.delivered())).isEqualTo(Delivery.delivered());
    assertThat(sent).containsExactly(0, 1, 2);
  }

  @Test
  void deliver_oneFails_endsThereAndSaysHowFarItCame() throws Exception {
    Duration wait = Duration.ofSeconds(9);

    Delivery delivery =
        deliver(
            5, part -> part < 2 ? Delivery.delivered() : Delivery.retryAfter(wait, "answered 429"));

    assertThat(delivery).isEqualTo(Delivery.retryAfter(wait, "answered 429 after 2 of 5 requests"));
    assertThat(sent).containsExactly(0, 1, 2);
  }

  @Test
  void deliver_oneRejected_holdsUpNoOther() throws Exception {
    Delivery delivery =
        deliver(3, part -> part == 1 ? Delivery.rejected("answered 400") : Delivery.delivered());

    assertThat(delivery).isEqualTo(Delivery.rejected("answered 400 to 1 of 3 requests"));
    assertThat(sent).containsExactly(0, 1, 2);
  }

  @Test
  void deliver_rejectedThenFailing_failsForNow() throws Exception {
    Delivery delivery =
        deliver(3, part -> part == 0 ? Delivery.rejected("no") : Delivery.failed("later"));

    assertThat(delivery).isEqualTo(Delivery.failed("later after 1 of 3 requests"));
  }

  @Test
  void deliver_onlyOne_isToldAsItIs() throws Exception {
    assertThat(deliver(1, part -> Delivery.rejected("no"))).isEqualTo(Delivery.rejected("no"));
    assertThat(deliver(1, part -> Delivery.failed("later"))).isEqualTo(Delivery.failed("later"));
  }

  @Test
  void deliver_timeOver_startsNoMore() throws Exception {
    Delivery delivery =
        deliver(
            9,
            part -> {
              ticker.advance(Duration.ofSeconds(11));
              return Delivery.delivered();
            });

    assertThat(delivery).isEqualTo(Delivery.failed("3 of 9 requests in 30s"));
    assertThat(sent).containsExactly(0, 1, 2);
  }

  @Test
  void deliver_firstTakesAllTheTime_getsOnByOne() throws Exception {
    Delivery delivery =
        deliver(
            2,
            part -> {
              ticker.advance(Duration.ofSeconds(31));
              return Delivery.delivered();
            });

    assertThat(delivery).isEqualTo(Delivery.failed("1 of 2 requests in 30s"));
    assertThat(sent).containsExactly(0);
  }
}
