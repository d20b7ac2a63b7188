package io.health4j.notify;

import static io.health4j.test.CannedAlerts.acknowledged;
import static io.health4j.test.CannedAlerts.firing;
import static io.health4j.test.CannedAlerts.in;
import static io.health4j.test.CannedAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.AlertSink.Delivery.Outcome;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.Target;
import io.health4j.notify.TestServer.Answer;
import io.health4j.test.CannedAlerts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PagerDutySinkTest {

  private static final Alert ALERT = firing("gpu-3", Severity.CRITICAL);

  private final TestServer server = new TestServer().answers(202, "{\"status\":\"success\"}");
  private final PagerDutySink sink =
      PagerDutySink.at(server.url("/v2/enqueue"), Secrets.KEY, HttpSinkSpec::allowPlainHttp);

  @AfterEach
  void close() {
    sink.close();
    server.close();
  }

  /** What developer.pagerduty.com/docs/send-alert-event demands. */
  private static void assertKeepsToTheRules(byte[] body) {
    assertThat(body.length).isLessThanOrEqualTo(512_000);
    JsonNode event = TestServer.JSON.readTree(body);
    assertThat(event.get("routing_key").asString()).hasSize(32);
    assertThat(event.get("event_action").asString()).isIn("trigger", "acknowledge", "resolve");
    assertThat(event.get("dedup_key").asString()).hasSizeBetween(1, 255);
    if (event.get("event_action").asString().equals("trigger")) {
      JsonNode payload = event.get("payload");
      assertThat(payload.get("summary").asString()).isNotBlank().hasSizeLessThanOrEqualTo(1_024);
      assertThat(payload.get("source").asString()).isNotBlank();
      assertThat(payload.get("severity").asString()).isIn("critical", "error", "warning", "info");
      assertThat(payload.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
      assertThat(payload.get("custom_details").isObject()).isTrue();
    }
  }

  private JsonNode event(Alert alert) throws Exception {
    assertThat(sink.deliver(notification(Reason.FIRED, List.of(alert))).outcome())
        .isEqualTo(Outcome.DELIVERED);
    assertKeepsToTheRules(server.last().body());
    return server.last().json();
  }

  @Test
  void deliver_firing_triggers() throws Exception {
    JsonNode event = event(ALERT);

    assertThat(event.get("event_action").asString()).isEqualTo("trigger");
    assertThat(event.get("dedup_key").asString()).isEqualTo(ALERT.fingerprint());
    assertThat(event.get("client").asString()).isEqualTo("Health4j");
    JsonNode payload = event.get("payload");
    assertThat(payload.get("summary").asString())
        .isEqualTo("memory-high on gpu-3: memory is 93 %, above 80 %");
    assertThat(payload.get("source").asString()).isEqualTo("gpu-3");
    assertThat(payload.get("component").asString()).isEqualTo("memory");
    assertThat(payload.get("class").asString()).isEqualTo("memory-high");
    assertThat(payload.get("group").asString()).isEqualTo("zone=a");
    assertThat(payload.get("timestamp").asString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(payload.get("custom_details").get("value").asDouble()).isEqualTo(0.93);
    assertThat(payload.get("custom_details").get("targetLabels").get("zone").asString())
        .isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({"INFO, info", "WARNING, warning", "CRITICAL, critical"})
  void deliver_severity_isPagerDutys(Severity severity, String word) throws Exception {
    assertThat(event(firing("a", severity)).get("payload").get("severity").asString())
        .isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "FIRING, trigger",
    "RECOVERING, trigger",
    "NO_DATA, trigger",
    "RESOLVED, resolve",
    "WITHDRAWN, resolve"
  })
  void deliver_state_isPagerDutysAction(State state, String action) throws Exception {
    JsonNode event = event(in(ALERT, state));

    assertThat(event.get("event_action").asString()).isEqualTo(action);
    assertThat(event.has("payload")).isEqualTo(action.equals("trigger"));
    assertThat(event.get("dedup_key").asString()).isEqualTo(ALERT.fingerprint());
  }

  @Test
  void deliver_acknowledged_acknowledges() throws Exception {
    assertThat(event(acknowledged(ALERT, "ada")).get("event_action").asString())
        .isEqualTo("acknowledge");
    assertThat(event(acknowledged(in(ALERT, State.RESOLVED), "ada")).get("event_action").asString())
        .isEqualTo("resolve");
  }

  @Test
  void deliver_nastyAlerts_keepsToTheRules() throws Exception {
    for (Alert alert : CannedAlerts.nasty(60)) {
      event(alert);
    }
  }

  @Test
  void deliver_moreThanFits_leavesTheDetailsOutAndSaysSo() throws Exception {
    var huge = new TreeMap<String, String>();
    for (int i = 0; i < 100; i++) {
      huge.put("label" + i, "\u0001".repeat(1_000));
    }
    Attributes labels = Attributes.of(huge);
    var alert =
        new Alert(
            "f",
            "r",
            new Target("t", labels),
            "",
            labels,
            Attributes.none(),
            Severity.INFO,
            State.FIRING,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            "m",
            CannedAlerts.AT,
            CannedAlerts.AT,
            null,
            null,
            false,
            "",
            "",
            List.of());

    JsonNode payload = event(alert).get("payload");

    assertThat(payload.get("custom_details").get("leftOut").asString())
        .matches("1,\\d{3},\\d{3} bytes are more than PagerDuty takes");
    assertThat(payload.has("component")).isFalse();
  }

  private static Notification three() {
    return notification(
        Reason.FIRED,
        List.of(ALERT, firing("gpu-4", Severity.INFO), firing("gpu-5", Severity.INFO)));
  }

  @Test
  void deliver_manyAlerts_isOneEventEach() throws Exception {
    assertThat(sink.deliver(three())).isEqualTo(Delivery.delivered());

    assertThat(server.requests)
        .extracting(r -> r.json().get("dedup_key").asString())
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void deliver_someTaken_goesOnThereAtTheNextTry() throws Exception {
    server.answers(
        Answer.of(202, ""), new Answer(429, "", Map.of("Retry-After", "7")), Answer.of(202, ""));

    assertThat(sink.deliver(three()))
        .isEqualTo(
            Delivery.retryAfter(Duration.ofSeconds(7), "answered 429 after 1 of 3 requests"));
    assertThat(sink.deliver(three())).isEqualTo(Delivery.delivered());

    assertThat(server.requests)
        .extracting(r -> r.json().get("payload").get("source").asString())
        .containsExactly("gpu-3", "gpu-4", "gpu-4", "gpu-5");
  }

  @Test
  void deliver_sameStateAtAnotherTime_isToldAgain() throws Exception {
    sink.deliver(notification(Reason.FIRED));
    sink.deliver(notification(Reason.FIRED));
    assertThat(server.requests).hasSize(1);

    sink.deliver(notification(Reason.REPEATED));
    Notification later =
        new Notification(
            "zone=a", "canned", Reason.FIRED, List.of(ALERT), CannedAlerts.AT.plusSeconds(1));
    sink.deliver(later);
    assertThat(server.requests).hasSize(3);
  }

  @Test
  void deliver_oneRejected_tellsTheOthers() throws Exception {
    server.answers(Answer.of(400, "{\"status\":\"invalid event\"}"), Answer.of(202, ""));

    assertThat(sink.deliver(three()))
        .isEqualTo(Delivery.rejected("answered 400 to 1 of 3 requests"));
    assertThat(server.requests).hasSize(3);
  }

  @Test
  void taken_manyEvents_forgetTheOldest() {
    var taken = new TakenEvents();
    Notification first = notification(Reason.FIRED);
    taken.add(first, ALERT);
    IntStream.range(0, TakenEvents.MOST - 1)
        .forEach(i -> taken.add(first, firing("t" + i, Severity.INFO)));
    assertThat(taken.contains(first, ALERT)).isTrue();

    taken.add(first, firing("one more", Severity.INFO));

    assertThat(taken.contains(first, ALERT)).isFalse();
    assertThat(taken.contains(first, firing("t0", Severity.INFO))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sesame", "sesamesesamesesamesesamesesame\n\n"})
  void create_keyThatIsNone_isRefusedWithoutRepeatingIt(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PagerDutySink.of(key))
        .withMessage("routingKey must be 32 letters or digits");
  }

  @Test
  void settings_default_areAsDocumented() {
    try (PagerDutySink plain = PagerDutySink.of(Secrets.KEY)) {
      assertThat(plain.name()).isEqualTo("pagerduty");
      assertThat(plain.timeout()).isEqualTo(Duration.ofSeconds(41));
      assertThat(plain.resendEvery()).isZero();
      assertThat(plain).hasToString("PagerDutySink[pagerduty]");
    }
  }
}
