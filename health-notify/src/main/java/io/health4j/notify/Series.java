package io.health4j.notify;

import io.health4j.alert.AlertSink.Delivery;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.List;

/**
 * A notification that goes in several requests, one after the other. The first that fails for now
 * ends it: what makes it fail, such as a limit, is there for the next as well. One that is rejected
 * for good holds up no other. After a while none is started any more, so that the whole ends within
 * a sink's timeout.
 */
final class Series {

  /** Delivers one part. */
  @FunctionalInterface
  interface Request<T> {
    Delivery send(T part) throws InterruptedException;
  }

  private final Ticker ticker;
  private final Duration spell;

  Series(Ticker ticker, Duration spell) {
    this.ticker = ticker;
    this.spell = spell;
  }

  <T> Delivery deliver(List<T> parts, Request<T> request) throws InterruptedException {
    long until = ticker.read() + spell.toNanos();
    Delivery rejected = Delivery.delivered();
    int rejections = 0;
    for (int done = 0; done < parts.size(); done++) {
      if (done > 0 && ticker.read() - until >= 0) {
        return Delivery.failed(share(done, parts) + " in " + Durations.text(spell));
      }
      Delivery delivery = request.send(parts.get(done));
      if (delivery.outcome() == Delivery.Outcome.FAILED) {
        return parts.size() == 1 ? delivery : failed(delivery, share(done, parts));
      } else if (delivery.outcome() == Delivery.Outcome.REJECTED) {
        rejected = delivery;
        rejections++;
      }
    }
    return rejections == 0 || parts.size() == 1
        ? rejected
        : Delivery.rejected(rejected.reason() + " to " + share(rejections, parts));
  }

  private static Delivery failed(Delivery delivery, String done) {
    return Delivery.retryAfter(delivery.retryAfter(), delivery.reason() + " after " + done);
  }

  private static String share(int some, List<?> parts) {
    return some + " of " + Texts.count(parts.size(), "request");
  }
}
