package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells alerts to a Prometheus Alertmanager by its API v2, which groups, silences and routes them
 * on. Thread-safe.
 *
 * <p>Labels are {@code alertname} (the rule), {@code severity}, {@code target}, {@code check},
 * those of the rule, the subject's attributes and the target's labels; in their names what
 * Alertmanager doesn't take becomes {@code _}. The annotations {@code summary} and {@code
 * description} tell the rest. Active alerts expire there 3 × {@link #resendEvery()} after they were
 * told last, so that nothing fires for ever when this process ends. Of many alerts {@value
 * #MOST_ALERTS} go with one request; to tell one twice does no harm.
 */
public final class AlertmanagerSink implements AlertSink {

  /**
   * How often active alerts are told again when nothing else is said: 1 min, as Prometheus does
   * ({@code --rules.alert.resend-delay}).
   */
  public static final Duration DEFAULT_RESEND = Duration.ofMinutes(1);

  /** How many alerts go with one request: 256, as Prometheus sends at most by default. */
  public static final int MOST_ALERTS = 256;

  private static final Duration SHORTEST_RESEND = Duration.ofSeconds(1);
  private static final Duration LONGEST_RESEND = Duration.ofHours(1);

  /** So long one delivery goes on starting requests. */
  private static final Duration SPELL = PagerDutySink.SPELL;

  private final HttpSinkSpec spec;
  private final HttpSender sender;
  private final InstantSource clock;
  private final Series series = new Series(Ticker.system(), SPELL);
  private final URI url;
  private final Duration resend;
  private final @Nullable String generatorUrl;

  private AlertmanagerSink(
      HttpSinkSpec spec,
      URI url,
      InstantSource clock,
      Duration resend,
      @Nullable String generatorUrl) {
    this.spec = spec;
    this.url = url;
    this.clock = clock;
    this.resend = resend;
    this.generatorUrl = generatorUrl;
    sender = new HttpSender(spec, clock);
  }

  /**
   * A sink to one Alertmanager. For a cluster make one each, and a route to each: so Alertmanager
   * wants it.
   *
   * @param url where it is, without {@code /api/v2}; https
   * @return the sink
   * @throws IllegalArgumentException when the URL cannot be used
   */
  public static AlertmanagerSink of(String url) {
    return of(url, http -> {});
  }

  /**
   * A sink to one Alertmanager. For a cluster make one each, and a route to each: so Alertmanager
   * wants it.
   *
   * @param url where it is, without {@code /api/v2}; https, or http where the spec allows it
   * @param http says how it is reached
   * @return the sink
   * @throws IllegalArgumentException when the URL cannot be used
   */
  public static AlertmanagerSink of(String url, Consumer<HttpSinkSpec> http) {
    return of(url, http, InstantSource.system());
  }

  static AlertmanagerSink of(String url, Consumer<HttpSinkSpec> http, InstantSource clock) {
    var spec = new HttpSinkSpec("alertmanager");
    http.accept(spec);
    URI alerts = spec.checked(url.strip().replaceAll("/+$", "") + "/api/v2/alerts");
    return new AlertmanagerSink(spec, alerts, clock, DEFAULT_RESEND, null);
  }

  /**
   * A sink like this that tells active alerts again at another interval. They expire 3 × this after
   * they were told last.
   *
   * @param value from 1 s to 1 h
   * @return a new sink
   * @throws IllegalArgumentException when it is out of range
   */
  public AlertmanagerSink resendEvery(Duration value) {
    Durations.inRange("resendEvery", value, SHORTEST_RESEND, LONGEST_RESEND);
    return new AlertmanagerSink(spec, url, clock, value, generatorUrl);
  }

  /**
   * A sink like this that gives each alert a link to where people can read more.
   *
   * @param value what Alertmanager calls {@code generatorURL}; no secrets
   * @return a new sink
   */
  public AlertmanagerSink generatorUrl(URI value) {
    return new AlertmanagerSink(spec, url, clock, resend, value.toString());
  }

  @Override
  public Delivery deliver(Notification notification) throws InterruptedException {
    return series.deliver(parts(notification.alerts()), this::send);
  }

  private static List<List<Alert>> parts(List<Alert> alerts) {
    List<List<Alert>> parts = new ArrayList<>();
    for (int from = 0; from < alerts.size(); from += MOST_ALERTS) {
      parts.add(alerts.subList(from, Math.min(from + MOST_ALERTS, alerts.size())));
    }
    return parts;
  }

  private Delivery send(List<Alert> alerts) throws InterruptedException {
    byte[] body = AlertmanagerBody.bytes(alerts, clock.instant(), resend, generatorUrl);
    return sender.post(url, body).delivery();
  }

  @Override
  public Duration resendEvery() {
    return resend;
  }

  @Override
  public String name() {
    return spec.name;
  }

  /** As long as requests are started, and one second more than the last may take. */
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
    return "AlertmanagerSink[" + name() + "]";
  }
}
