package io.health4j.notify;

import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells alerts to a Slack channel: by an incoming webhook, or as a bot. A bot keeps what it tells
 * of one group in one thread, until all of the group is over; that something fired, escalated or
 * ended shows in the channel, too. Which thread is a group's is remembered for the last 1,000
 * groups, and forgotten with the sink. Thread-safe.
 *
 * <p>Slack takes about one message a second for a channel, and answers 429 with a {@code
 * Retry-After} beyond ({@code docs.slack.dev/apis/web-api/rate-limits}), which is kept to. Texts
 * are cut to its limits; of more alerts than fit, up to 20, the rest is counted.
 */
public final class SlackSink implements AlertSink {

  private static final String API = "https://slack.com/api/chat.postMessage";

  /** Of many groups at once: no conversation that goes on. */
  private static final String MANY_GROUPS = "*";

  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

  private final HttpSinkSpec spec;
  private final HttpSender sender;
  private final URI url;
  private final @Nullable String token;
  private final @Nullable String channel;
  private final SlackThreads threads = new SlackThreads();

  SlackSink(
      String url, @Nullable String token, @Nullable String channel, Consumer<HttpSinkSpec> http) {
    spec = new HttpSinkSpec("slack");
    http.accept(spec);
    this.url = spec.checked(url);
    this.token = token;
    this.channel = channel;
    sender = new HttpSender(spec, InstantSource.system());
  }

  /**
   * A sink to the channel of an incoming webhook.
   *
   * @param webhookUrl as Slack gives it; https, never shown
   * @return the sink
   * @throws IllegalArgumentException when the URL cannot be used
   */
  public static SlackSink of(String webhookUrl) {
    return of(webhookUrl, http -> {});
  }

  /**
   * A sink to the channel of an incoming webhook.
   *
   * @param webhookUrl as Slack gives it; https, or http where the spec allows it; never shown
   * @param http says how it is reached
   * @return the sink
   * @throws IllegalArgumentException when the URL cannot be used
   */
  public static SlackSink of(String webhookUrl, Consumer<HttpSinkSpec> http) {
    return new SlackSink(webhookUrl, null, null, http);
  }

  /**
   * A sink that posts as a bot.
   *
   * @param token a bot's token with the scope {@code chat:write}; never shown
   * @param channel the channel's id, or its name; the bot must be in it
   * @return the sink
   * @throws IllegalArgumentException when one of them is blank, or the token is not printable
   */
  public static SlackSink bot(String token, String channel) {
    return bot(token, channel, http -> {});
  }

  /**
   * A sink that posts as a bot.
   *
   * @param token a bot's token with the scope {@code chat:write}; never shown
   * @param channel the channel's id, or its name; the bot must be in it
   * @param http says how it is reached
   * @return the sink
   * @throws IllegalArgumentException when one of them is blank, or the token is not printable
   */
  public static SlackSink bot(String token, String channel, Consumer<HttpSinkSpec> http) {
    return bot(API, token, channel, http);
  }

  static SlackSink bot(String api, String token, String channel, Consumer<HttpSinkSpec> http) {
    if (!PRINTABLE.matcher(token).matches()) {
      throw new IllegalArgumentException("token must be printable ASCII without spaces");
    }
    if (channel.isBlank()) {
      throw new IllegalArgumentException("channel must not be blank, was '" + channel + "'");
    }
    return new SlackSink(api, token, channel, http);
  }

  @Override
  public Delivery deliver(Notification notification) throws InterruptedException {
    Map<String, Object> message = SlackMessage.of(notification);
    return token == null || channel == null
        ? sender.post(url, Json.bytes(message)).delivery()
        : post(notification, message, token, channel);
  }

  private Delivery post(
      Notification notification, Map<String, Object> message, String bearer, String where)
      throws InterruptedException {
    String key = notification.route() + "\n" + notification.group();
    String thread = threads.get(key);
    message.put("channel", where);
    if (thread != null) {
      message.put("thread_ts", thread);
      message.put("reply_broadcast", isNews(notification));
    }
    HttpReply reply = sender.post(url, Json.bytes(message), "Authorization", "Bearer " + bearer);
    if (!reply.isOk()) {
      return reply.delivery();
    }
    var answer = new SlackAnswer(reply.body());
    Delivery delivery = answer.delivery();
    remember(notification, key, answer, delivery);
    return delivery;
  }

  private void remember(
      Notification notification, String key, SlackAnswer answer, Delivery delivery) {
    boolean delivered = delivery.outcome() == Delivery.Outcome.DELIVERED;
    String ts = answer.ts();
    if (answer.hasLostThread() || (delivered && notification.isOver())) {
      threads.end(key);
    } else if (delivered && ts != null && !notification.group().equals(MANY_GROUPS)) {
      threads.begin(key, ts);
    }
  }

  private static boolean isNews(Notification notification) {
    Reason reason = notification.reason();
    return reason == Reason.FIRED || reason == Reason.ESCALATED || notification.isOver();
  }

  @Override
  public String name() {
    return spec.name;
  }

  /** One second more than the request may take. */
  @Override
  public Duration timeout() {
    return spec.timeout.plusSeconds(1);
  }

  @Override
  public void close() {
    sender.close();
  }

  @Override
  public String toString() {
    return "SlackSink[" + name() + "]";
  }
}
