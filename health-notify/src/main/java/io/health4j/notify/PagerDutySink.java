package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import io.health4j.time.Ticker;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Tells alerts to PagerDuty by its Events API v2: each alert is an event of its own, which
 * triggers, acknowledges or resolves the incident of its fingerprint. Told again, an event changes
 * nothing. Thread-safe.
 *
 * <p>PagerDuty limits how many events a key may send, so a notification of many alerts may need
 * several tries. Which events of it were taken is remembered (the last {@value TakenEvents#MOST}),
 * and a try goes on where the last one stopped. One starts no more events after {@link #SPELL}.
 */
public final class PagerDutySink implements AlertSink {

  /** How long one delivery goes on starting events: 30 s, this project's own judgement. */
  public static final Duration SPELL = Duration.ofSeconds(30);

  private static final String URL = "https://events.pagerduty.com/v2/enqueue";

  /** As its integrations give it: "should be 32 characters". */
  private static final Pattern KEY = Pattern.compile("[0-9A-Za-z]{32}");

  private final HttpSinkSpec spec;
  private final HttpSender sender;
  private final Series series;
  private final URI url;
  private final String routingKey;
  private final TakenEvents taken = new TakenEvents();

  PagerDutySink(String url, String routingKey, Ticker ticker, Consumer<HttpSinkSpec> http) {
    if (!KEY.matcher(routingKey).matches()) {
      throw new IllegalArgumentException("routingKey must be 32 letters or digits");
    }
    spec = new HttpSinkSpec("pagerduty");
    http.accept(spec);
    this.url = spec.checked(url);
    this.routingKey = routingKey;
    series = new Series(ticker, SPELL);
    sender = new HttpSender(spec, InstantSource.system());
  }

  /**
   * A sink to a service in the region US.
   *
   * @param routingKey the integration key, 32 letters or digits; never shown
   * @return the sink
   * @throws IllegalArgumentException when the key is not such
   */
  public static PagerDutySink of(String routingKey) {
    return of(routingKey, http -> {});
  }

  /**
   * A sink to a service in the region US.
   *
   * @param routingKey the integration key, 32 letters or digits; never shown
   * @param http says how it is reached
   * @return the sink
   * @throws IllegalArgumentException when the key is not such
   */
  public static PagerDutySink of(String routingKey, Consumer<HttpSinkSpec> http) {
    return at(URL, routingKey, http);
  }

  /**
   * A sink to a service in another region, or to what takes PagerDuty's events in its place.
   *
   * @param url where to, such as {@code https://events.eu.pagerduty.com/v2/enqueue}
   * @param routingKey the integration key, 32 letters or digits; never shown
   * @param http says how it is reached
   * @return the sink
   * @throws IllegalArgumentException when the URL cannot be used, or the key is not such
   */
  public static PagerDutySink at(String url, String routingKey, Consumer<HttpSinkSpec> http) {
    return new PagerDutySink(url, routingKey, Ticker.system(), http);
  }

  @Override
  public Delivery deliver(Notification notification) throws InterruptedException {
    return series.deliver(notification.alerts(), alert -> deliver(notification, alert));
  }

  private Delivery deliver(Notification notification, Alert alert) throws InterruptedException {
    if (taken.contains(notification, alert)) {
      return Delivery.delivered();
    }
    HttpReply reply = sender.post(url, PagerDutyEvent.bytes(routingKey, notification, alert));
    if (reply.isOk()) {
      taken.add(notification, alert);
    }
    return reply.delivery();
  }

  @Override
  public String name() {
    return spec.name;
  }

  /** As long as events are started, and one second more than the last may take. */
  @Override
  public Duration timeout() {
    return SPELL.plus(spec.timeout).plusSeconds(1);
  }

  @Override
  public void close() {
    sender.close();
  }

  @Override
  public String toString() {
    return "PagerDutySink[" + name() + "]";
  }
}
