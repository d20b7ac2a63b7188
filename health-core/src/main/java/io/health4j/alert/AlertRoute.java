package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is told of which alerts, how they are put together, and how often. An alert goes by every
 * route that it matches. Immutable: each setting makes a new route; thread-safe.
 *
 * <pre>{@code
 * AlertRoute.to(chat).from(Severity.WARNING).escalateTo(AlertRoute.to(pager))
 * }</pre>
 *
 * @param name its name in metrics and notifications; by default that of its sink
 * @param sink who is told
 * @param from alerts that are less urgent don't go by it; by default all do
 * @param where tags that an alert must have, see {@link Alert#tag}; a value that ends with {@code
 *     *} stands for all that begin so; by default none
 * @param groupBy alerts that are equal in these tags are told together; by default {@code target}
 * @param timing when a group is told
 * @param limit how many notifications may leave
 * @param escalation who is told when nobody acknowledges; by default nobody
 */
public record AlertRoute(
    String name,
    AlertSink sink,
    Severity from,
    Attributes where,
    List<String> groupBy,
    Timing timing,
    RateLimit limit,
    Optional<Escalation> escalation) {

  /** So long after it fired a CRITICAL alert escalates: 5 min (this project's own judgement). */
  public static final Duration DEFAULT_ESCALATION = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofDays(30);

  public AlertRoute {
    Objects.requireNonNull(sink, "sink");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a route's name must not be blank, was '" + name + "'");
    }
    groupBy = List.copyOf(groupBy);
  }

  /**
   * When a group is told. A CRITICAL alert waits for none of these.
   *
   * @param groupWait how long the first alert of a group waits for others; from 0 to 1 h
   * @param groupInterval how long after a group was told changes of it wait for more; from 0 to 24
   *     h
   * @param repeatInterval after how long an unchanged group is told again; from 1 min to 30 days
   */
  public record Timing(Duration groupWait, Duration groupInterval, Duration repeatInterval) {

    /**
     * 0.5 s, 20 s and 4 h. Alertmanager's are 30 s, 5 min and 4 h; it hears of one failure from
     * many places, over minutes. Here they come from one process, and an alert should be where it
     * goes within 30 s (this project's own judgement).
     */
    public static final Timing DEFAULT =
        new Timing(Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofHours(4));

    public Timing {
      Durations.inRange("group wait", groupWait, Duration.ZERO, Duration.ofHours(1));
      Durations.inRange("group interval", groupInterval, Duration.ZERO, Durations.MAX);
      Durations.inRange("repeat interval", repeatInterval, Duration.ofMinutes(1), LONGEST);
    }
  }

  /**
   * How many notifications may leave by a route. Beyond that alerts wait, and leave together as
   * one; of more than 100 the most urgent first. What is sent again because its sink forgets does
   * not count.
   *
   * @param count how many, from 1 to 10,000
   * @param per in what time, from 1 s to 24 h
   */
  public record RateLimit(int count, Duration per) {

    /** 20 a minute: more than people read (this project's own judgement). */
    public static final RateLimit DEFAULT = new RateLimit(20, Duration.ofMinutes(1));

    public RateLimit {
      if (count < 1 || count > 10_000) {
        throw new IllegalArgumentException("rate limit must be from 1 to 10000, was " + count);
      }
      Durations.inRange("rate limit", per, Duration.ofSeconds(1), Durations.MAX);
    }
  }

  /**
   * Who is told when nobody acknowledges.
   *
   * @param next the next route; its {@code from} and {@code where} count, too
   * @param after how long after an alert was told by this route
   * @param from alerts that are less urgent don't escalate
   */
  public record Escalation(AlertRoute next, Duration after, Severity from) {
    public Escalation {
      Durations.inRange("escalation", after, Duration.ofSeconds(1), Durations.MAX);
    }
  }

  /**
   * A route for all alerts.
   *
   * @param sink who is told
   * @return the route
   */
  public static AlertRoute to(AlertSink sink) {
    return new AlertRoute(
        sink.name(),
        sink,
        Severity.INFO,
        Attributes.none(),
        List.of("target"),
        Timing.DEFAULT,
        RateLimit.DEFAULT,
        Optional.empty());
  }

  /**
   * The same route under another name.
   *
   * @param value its name; not blank
   * @return a new route
   */
  public AlertRoute named(String value) {
    return new AlertRoute(value, sink, from, where, groupBy, timing, limit, escalation);
  }

  /**
   * The same route for urgent alerts only.
   *
   * @param severity the least urgent that goes by it
   * @return a new route
   */
  public AlertRoute from(Severity severity) {
    return new AlertRoute(name, sink, severity, where, groupBy, timing, limit, escalation);
  }

  /**
   * The same route for alerts that have a tag, too.
   *
   * @param tag its name, see {@link Alert#tag}
   * @param value its value; one that ends with {@code *} stands for all that begin so
   * @return a new route
   */
  public AlertRoute where(String tag, String value) {
    return new AlertRoute(
        name, sink, from, where.with(tag, value), groupBy, timing, limit, escalation);
  }

  /**
   * The same route with other groups.
   *
   * @param tags alerts that are equal in these are told together
   * @return a new route
   */
  public AlertRoute groupBy(String... tags) {
    return new AlertRoute(name, sink, from, where, List.of(tags), timing, limit, escalation);
  }

  /**
   * The same route with one group for all its alerts.
   *
   * @return a new route
   */
  public AlertRoute together() {
    return new AlertRoute(name, sink, from, where, List.of(), timing, limit, escalation);
  }

  /**
   * The same route with other times.
   *
   * @param wait see {@link Timing}
   * @param interval see {@link Timing}
   * @param repeat see {@link Timing}
   * @return a new route
   * @throws IllegalArgumentException when one is out of range
   */
  public AlertRoute timing(Duration wait, Duration interval, Duration repeat) {
    var times = new Timing(wait, interval, repeat);
    return new AlertRoute(name, sink, from, where, groupBy, times, limit, escalation);
  }

  /**
   * The same route with another limit.
   *
   * @param count see {@link RateLimit}
   * @param per see {@link RateLimit}
   * @return a new route
   * @throws IllegalArgumentException when one is out of range
   */
  public AlertRoute atMost(int count, Duration per) {
    var most = new RateLimit(count, per);
    return new AlertRoute(name, sink, from, where, groupBy, timing, most, escalation);
  }

  /**
   * The same route, and another for CRITICAL alerts that nobody acknowledged for {@link
   * #DEFAULT_ESCALATION}.
   *
   * @param next the next route
   * @return a new route
   */
  public AlertRoute escalateTo(AlertRoute next) {
    return escalateTo(next, DEFAULT_ESCALATION, Severity.CRITICAL);
  }

  /**
   * The same route, and another for alerts that nobody acknowledged.
   *
   * @param next the next route
   * @param after how long after they were told; from 1 s to 24 h
   * @param least the least urgent that escalates
   * @return a new route
   * @throws IllegalArgumentException when the time is out of range
   */
  public AlertRoute escalateTo(AlertRoute next, Duration after, Severity least) {
    var escalates = Optional.of(new Escalation(next, after, least));
    return new AlertRoute(name, sink, from, where, groupBy, timing, limit, escalates);
  }
}
