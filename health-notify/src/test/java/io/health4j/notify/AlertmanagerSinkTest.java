package io.health4j.notify;

import static io.health4j.test.CannedAlerts.AT;
import static io.health4j.test.CannedAlerts.firing;
import static io.health4j.test.CannedAlerts.in;
import static io.health4j.test.CannedAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.AlertSink.Delivery.Outcome;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.Target;
import io.health4j.notify.TestServer.Answer;
import io.health4j.test.CannedAlerts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AlertmanagerSinkTest {

  private static final Alert ALERT = firing("gpu-3", Severity.CRITICAL);
  private static final Instant NOW = AT.plusSeconds(300);

  private final TestServer server = new TestServer().answers(200, "");
  private final AlertmanagerSink sink =
      AlertmanagerSink.of(
          server.url("/am/"), HttpSinkSpec::allowPlainHttp, InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    sink.close();
    server.close();
  }

  private JsonNode told(Alert alert) throws Exception {
    assertThat(sink.deliver(notification(Reason.FIRED, List.of(alert))).outcome())
        .isEqualTo(Outcome.DELIVERED);
    return server.last().json().get(0);
  }

  /** What Alertmanager's OpenAPI document and its validation of labels demand. */
  private static void assertKeepsToTheRules(JsonNode alert) {
    assertThat(alert.get("labels").get("alertname").asString()).isNotBlank();
    alert
        .get("labels")
        .properties()
        .forEach(
            label -> {
              assertThat(label.getKey()).matches("[a-zA-Z_][a-zA-Z0-9_]*");
              assertThat(label.getValue().isString()).isTrue();
              assertThat(label.getValue().asString()).isNotEmpty();
            });
    alert
        .get("annotations")
        .properties()
        .forEach(note -> assertThat(note.getKey()).matches("[a-zA-Z_][a-zA-Z0-9_]*"));
    assertThat(Instant.parse(alert.get("endsAt").asString()))
        .isAfterOrEqualTo(Instant.parse(alert.get("startsAt").asString()));
  }

  @Test
  void deliver_firing_isToldWithAnEnd() throws Exception {
    JsonNode alert = told(ALERT);

    assertKeepsToTheRules(alert);
    assertThat(server.last().path()).isEqualTo("/am/api/v2/alerts");
    assertThat(alert.get("labels").toString())
        .isEqualTo(
            "{\"alertname\":\"memory-high\",\"severity\":\"critical\",\"target\":\"gpu-3\","
                + "\"check\":\"memory\",\"team\":\"search\",\"zone\":\"a\"}");
    assertThat(alert.get("annotations").get("summary").asString())
        .isEqualTo("memory-high on gpu-3");
    assertThat(alert.get("annotations").get("description").asString())
        .isEqualTo("memory is 93 %, above 80 %");
    assertThat(alert.get("startsAt").asString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(alert.get("endsAt").asString()).isEqualTo(NOW.plusSeconds(180).toString());
    assertThat(alert.has("generatorURL")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "FIRING, 180",
    "RECOVERING, 180",
    "NO_DATA, 180",
    "RESOLVED, -240",
    "WITHDRAWN, -240"
  })
  void deliver_state_decidesTheEnd(State state, long seconds) throws Exception {
    JsonNode alert = told(in(ALERT, state));

    assertThat(alert.get("endsAt").asString()).isEqualTo(NOW.plusSeconds(seconds).toString());
    assertThat(alert.get("labels")).isEqualTo(told(ALERT).get("labels"));
  }

  @Test
  void deliver_clockThatWentBack_endsNotBeforeTheStart() throws Exception {
    try (var early =
        AlertmanagerSink.of(
            server.url(""),
            HttpSinkSpec::allowPlainHttp,
            InstantSource.fixed(AT.minusSeconds(900)))) {
      early.deliver(notification(Reason.ENDED));
      early.deliver(notification(Reason.FIRED));
    }
    assertThat(server.requests).hasSize(2);
    server.requests.forEach(request -> assertKeepsToTheRules(request.json().get(0)));
  }

  @Test
  void deliver_nastyAlerts_keepsToTheRules() throws Exception {
    assertThat(sink.deliver(notification(Reason.FIRED, CannedAlerts.nasty(300))))
        .isEqualTo(Delivery.delivered());

    assertThat(server.requests).extracting(r -> r.json().size()).containsExactly(256, 44);
    server.requests.forEach(r -> r.json().forEach(AlertmanagerSinkTest::assertKeepsToTheRules));
  }

  @Test
  void deliver_oneRequestRejected_sendsTheOthers() throws Exception {
    server.answers(Answer.of(400, "bad label"), Answer.of(200, ""));

    assertThat(sink.deliver(notification(Reason.FIRED, CannedAlerts.nasty(300))))
        .isEqualTo(Delivery.rejected("answered 400 to 1 of 2 requests"));
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void labels_equalNames_theFirstCounts() {
    var alert =
        withLabels(Attributes.of("severity", "other", "a", "rule"), Attributes.of("a", "s"));

    assertThat(AlertmanagerBody.labels(alert))
        .containsEntry("severity", "info")
        .containsEntry("a", "rule")
        .doesNotContainKey("a_");
  }

  @Test
  void labels_namesThatBecomeEqual_loseNoValue() {
    var alert = withLabels(Attributes.of("hw.id", "1"), Attributes.of("hw-id", "2", "hw_id", "3"));

    assertThat(AlertmanagerBody.labels(alert))
        .containsAllEntriesOf(Map.of("hw_id", "1", "hw_id_", "2", "hw_id__", "3"));
  }

  private static Alert withLabels(Attributes labels, Attributes subject) {
    return new Alert(
        "f",
        "r",
        Target.of("t"),
        "",
        subject,
        labels,
        Severity.INFO,
        State.FIRING,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "m",
        AT,
        AT,
        AT,
        null,
        false,
        "",
        "",
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "zone, zone",
    "hw.id, hw_id",
    "1st, _1st",
    "ä, _",
    "a b-c, a_b_c",
    "__name__, __name__",
    "٣, _"
  })
  void labelName_anyName_isOneThatAlertmanagerTakes(String name, String label) {
    assertThat(AlertmanagerBody.labelName(name)).isEqualTo(label);
  }

  @Test
  void resendEvery_other_movesTheEnd() throws Exception {
    assertThat(sink.resendEvery()).isEqualTo(Duration.ofMinutes(1));
    try (AlertmanagerSink often = sink.resendEvery(Duration.ofSeconds(10))) {
      often.deliver(notification(Reason.FIRED));

      assertThat(often.resendEvery()).isEqualTo(Duration.ofSeconds(10));
      assertThat(server.last().json().get(0).get("endsAt").asString())
          .isEqualTo(NOW.plusSeconds(30).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.9S", "PT2H", "PT0S"})
  void resendEvery_outOfRange_isRefused(Duration resend) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sink.resendEvery(resend))
        .withMessageStartingWith("resendEvery must be from 1s to 1h, was ");
  }

  @Test
  void generatorUrl_given_isTold() throws Exception {
    try (AlertmanagerSink linked = sink.generatorUrl(URI.create("https://health.example.org/"))) {
      linked.deliver(notification(Reason.FIRED));

      assertThat(server.last().json().get(0).get("generatorURL").asString())
          .isEqualTo("https://health.example.org/");
    }
  }

  @Test
  void settings_default_areAsDocumented() {
    try (AlertmanagerSink plain = AlertmanagerSink.of("https://alertmanager.example.org")) {
      assertThat(plain.name()).isEqualTo("alertmanager");
      assertThat(plain.timeout()).isEqualTo(Duration.ofSeconds(41));
      assertThat(plain).hasToString("AlertmanagerSink[alertmanager]");
    }
  }
}
