package io.health4j.notify;

import static io.health4j.test.CannedAlerts.firing;
import static io.health4j.test.CannedAlerts.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.AlertSink.Delivery.Outcome;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.test.CannedAlerts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SlackSinkTest {

  private static final Alert ALERT = firing("gpu-3", Severity.CRITICAL);

  private final TestServer server = new TestServer();
  private final SlackSink bot =
      SlackSink.bot(
          server.url("/api/chat.postMessage"),
          Secrets.TOKEN,
          "C0ALERTS",
          HttpSinkSpec::allowPlainHttp);

  @AfterEach
  void close() {
    bot.close();
    server.close();
  }

  private static Notification of(String group, Reason reason, State state) {
    return new Notification(group, "chat", reason, List.of(in(ALERT, state)), CannedAlerts.AT);
  }

  private JsonNode post(String group, Reason reason, State state) throws Exception {
    assertThat(bot.deliver(of(group, reason, state)).outcome()).isEqualTo(Outcome.DELIVERED);
    return server.last().json();
  }

  private TestServer says(String ts) {
    // As Slack has it: the message comes again, with other names in it.
    return server.answers(
        200,
        "{\"ok\":true,\"channel\":\"C0\",\"ts\":\""
            + ts
            + "\",\"message\":{\"text\":\"\\\"ok\\\":"
            + "false, \\\"ts\\\":\\\"9.9\\\"\",\"ts\":\""
            + ts
            + "\"}}");
  }

  @Test
  void deliver_webhook_postsTheMessage() throws Exception {
    try (SlackSink sink =
        SlackSink.of(server.url("/services/T0/B0/x"), HttpSinkSpec::allowPlainHttp)) {
      Delivery delivery = sink.deliver(CannedAlerts.notification(Reason.FIRED));

      assertThat(delivery).isEqualTo(Delivery.delivered());
      SlackMessageTest.assertKeepsToTheRules(server.last().json());
      assertThat(server.last().headers()).doesNotContainKey("Authorization");
      assertThat(server.last().json().propertyNames()).containsExactly("text", "attachments");
    }
  }

  @Test
  void deliver_bot_namesChannelAndToken() throws Exception {
    JsonNode message = post("g", Reason.FIRED, State.FIRING);

    SlackMessageTest.assertKeepsToTheRules(message);
    assertThat(message.get("channel").asString()).isEqualTo("C0ALERTS");
    assertThat(message.has("thread_ts")).isFalse();
    assertThat(server.last().header("Authorization")).isEqualTo("Bearer " + Secrets.TOKEN);
  }

  @Test
  void deliver_sameGroup_goesOnInOneThreadUntilItIsOver() throws Exception {
    says("100.1");
    post("g", Reason.FIRED, State.FIRING);
    says("200.2");
    JsonNode repeated = post("g", Reason.REPEATED, State.FIRING);
    JsonNode more = post("g", Reason.FIRED, State.FIRING);
    JsonNode ended = post("g", Reason.ENDED, State.RESOLVED);
    JsonNode next = post("g", Reason.FIRED, State.FIRING);

    assertThat(repeated.get("thread_ts").asString()).isEqualTo("100.1");
    assertThat(repeated.get("reply_broadcast").asBoolean()).isFalse();
    assertThat(more.get("thread_ts").asString()).isEqualTo("100.1");
    assertThat(more.get("reply_broadcast").asBoolean()).isTrue();
    assertThat(ended.get("thread_ts").asString()).isEqualTo("100.1");
    assertThat(ended.get("reply_broadcast").asBoolean()).isTrue();
    assertThat(next.has("thread_ts")).isFalse();
  }

  @Test
  void deliver_otherGroup_hasAThreadOfItsOwn() throws Exception {
    says("100.1");
    post("g", Reason.FIRED, State.FIRING);

    assertThat(post("h", Reason.FIRED, State.FIRING).has("thread_ts")).isFalse();
  }

  @Test
  void deliver_manyGroupsAtOnce_beginsNoThread() throws Exception {
    says("100.1");
    post("*", Reason.FIRED, State.FIRING);

    assertThat(post("*", Reason.FIRED, State.FIRING).has("thread_ts")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread_not_found", "cannot_reply_to_message"})
  void deliver_threadThatIsGone_beginsANewOneAtTheNextTry(String error) throws Exception {
    says("100.1");
    post("g", Reason.FIRED, State.FIRING);
    server.answers(200, "{\"ok\":false,\"error\":\"" + error + "\"}");

    assertThat(bot.deliver(of("g", Reason.REPEATED, State.FIRING)))
        .isEqualTo(Delivery.failed("answered " + error));
    says("300.3");
    assertThat(post("g", Reason.REPEATED, State.FIRING).has("thread_ts")).isFalse();
    assertThat(post("g", Reason.REPEATED, State.FIRING).get("thread_ts").asString())
        .isEqualTo("300.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ratelimited", "internal_error", "fatal_error", "service_unavailable"})
  void deliver_errorThatPasses_failsForNow(String error) throws Exception {
    server.answers(200, "{\"error\" : \"" + error + "\", \"ok\" : false}");

    assertThat(bot.deliver(of("g", Reason.FIRED, State.FIRING)))
        .isEqualTo(Delivery.failed("answered " + error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_auth", "channel_not_found", "not_in_channel", "is_archived"})
  void deliver_errorForGood_isRejected(String error) throws Exception {
    server.answers(200, "{\"ok\":false,\"error\":\"" + error + "\"}");

    assertThat(bot.deliver(of("g", Reason.FIRED, State.FIRING)))
        .isEqualTo(Delivery.rejected("answered " + error));
  }

  @Test
  void deliver_errorThatIsNotKnown_isRejectedWithoutRepeatingIt() throws Exception {
    server.answers(200, "{\"ok\":false,\"error\":\"sesame\"}");

    assertThat(bot.deliver(of("g", Reason.FIRED, State.FIRING)))
        .isEqualTo(Delivery.rejected("answered 200 with an error that is not known here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "<html>Log in</html>", "{\"ok\":\"true\"}"})
  void deliver_whatIsNoAnswer_failsForNow(String body) throws Exception {
    server.answers(200, body);

    assertThat(bot.deliver(of("g", Reason.FIRED, State.FIRING)).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void threads_manyGroups_forgetTheOnesThatWereUsedLongestAgo() {
    var threads = new SlackThreads();
    for (int i = 0; i < SlackThreads.MOST; i++) {
      threads.begin("g" + i, i + ".0");
    }
    assertThat(threads.get("g0")).isEqualTo("0.0");

    threads.begin("one more", "1.1");

    assertThat(threads.get("g0")).isEqualTo("0.0");
    assertThat(threads.get("g1")).isNull();
    threads.begin("g0", "2.2");
    assertThat(threads.get("g0")).isEqualTo("0.0");
  }

  @Test
  void create_badSettings_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlackSink.bot("sesame sesame", "#a"))
        .withMessage("token must be printable ASCII without spaces");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlackSink.bot("x", " "))
        .withMessage("channel must not be blank, was ' '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlackSink.of("http://hooks.slack.com/sesame"))
        .withMessageStartingWith("url must begin with https://")
        .withMessageNotContaining("sesame");
  }

  @Test
  void settings_default_areAsDocumented() {
    try (SlackSink sink = SlackSink.of("https://hooks.slack.com/services/T0/B0/x");
        SlackSink named = SlackSink.bot("x", "#a", http -> http.name("chat"))) {
      assertThat(sink.name()).isEqualTo("slack");
      assertThat(sink.timeout()).isEqualTo(Duration.ofSeconds(11));
      assertThat(named.name()).isEqualTo("chat");
      assertThat(named).hasToString("SlackSink[chat]");
    }
  }
}
