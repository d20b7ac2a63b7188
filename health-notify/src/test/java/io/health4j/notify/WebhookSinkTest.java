package io.health4j.notify;

import static io.health4j.test.CannedAlerts.AT;
import static io.health4j.test.CannedAlerts.notification;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.notify.TestServer.Request;
import io.health4j.test.CannedAlerts;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WebhookSinkTest {

  private static final Duration MINUTES = Duration.ofMinutes(5);

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  private WebhookSink sink(Instant now) {
    return new WebhookSink(
        server.url("/hook"), "whisper", InstantSource.fixed(now), HttpSinkSpec::allowPlainHttp);
  }

  private Request deliver(Notification notification, Instant now) throws Exception {
    try (WebhookSink sink = sink(now)) {
      sink.deliver(notification);
    }
    return server.last();
  }

  private static boolean verify(Request request, String secret, Instant now) {
    return WebhookSink.verify(
        secret,
        request.header("X-health4j-timestamp"),
        request.header("X-health4j-signature"),
        request.body(),
        now,
        MINUTES);
  }

  private static List<?> errors(byte[] body) throws IOException {
    try (InputStream in = WebhookSink.class.getResourceAsStream("webhook-schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
      return schema.validate(
          new String(body, UTF_8),
          InputFormat.JSON,
          context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void deliver_anyReason_keepsToTheSchema(Reason reason) throws Exception {
    assertThat(errors(deliver(notification(reason), AT).body())).isEmpty();
    assertThat(errors(deliver(notification(reason, CannedAlerts.nasty(30)), AT).body())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"health4j.notification/1\"=\"health4j.notification/2\"",
        "\"fired\"=\"FIRED\"",
        "\"severity\"=\"urgency\"",
        "\"2026-03-01T12:00:00Z\"=\"yesterday\"",
        "\"leftOut\":0=\"leftOut\":-1",
        "\"flapping\":false=\"flapping\":\"no\""
      })
  void schema_bodyThatBreaksIt_isFound(String change) throws Exception {
    String body = new String(WebhookSink.body(notification(Reason.FIRED)), UTF_8);
    String[] parts = change.split("=", 2);
    assertThat(body).contains(parts[0]);

    assertThat(errors(body.replace(parts[0], parts[1]).getBytes(UTF_8))).isNotEmpty();
  }

  @Test
  void deliver_oneAlert_tellsAllOfIt() throws Exception {
    JsonNode body = deliver(notification(Reason.ENDED), AT).json();

    assertThat(body.get("schema").asString()).isEqualTo(WebhookSink.SCHEMA);
    assertThat(body.get("group").asString()).isEqualTo("zone=a");
    assertThat(body.get("route").asString()).isEqualTo("canned");
    assertThat(body.get("reason").asString()).isEqualTo("ended");
    assertThat(body.get("leftOut").asInt()).isZero();
    JsonNode alert = body.get("alerts").get(0);
    assertThat(alert.get("state").asString()).isEqualTo("resolved");
    assertThat(alert.get("target").asString()).isEqualTo("gpu-3");
    assertThat(alert.get("value").asDouble()).isEqualTo(0.93);
    assertThat(alert.get("endedAt").asString()).isEqualTo("2026-03-01T12:01:00Z");
    assertThat(alert.get("story").get(0).asString()).isEqualTo("fired");
  }

  @Test
  void deliver_moreAlertsThanFit_countsTheRest() throws Exception {
    JsonNode body = deliver(notification(Reason.FIRED, CannedAlerts.nasty(1_003)), AT).json();

    assertThat(body.get("alerts")).hasSize(1_000);
    assertThat(body.get("leftOut").asInt()).isEqualTo(3);
    assertThat(body.get("alerts").get(7).get("message").asString())
        .hasSizeLessThanOrEqualTo(10_000)
        .endsWith(" characters in all)");
  }

  @Test
  void deliver_longStory_keepsTheNewest() {
    List<String> lines = IntStream.range(0, 60).mapToObj(i -> "line " + i).toList();
    JsonNode story =
        TestServer.JSON.readTree(Json.bytes(Details.of(withStory(lines)))).get("story");

    assertThat(story).hasSize(51);
    assertThat(story.get(0).asString()).isEqualTo("… (10 older lines left out)");
    assertThat(story.get(1).asString()).isEqualTo("line 10");
    assertThat(story.get(50).asString()).isEqualTo("line 59");
  }

  private static Alert withStory(List<String> lines) {
    Alert alert = notification(Reason.FIRED).alerts().get(0);
    return new Alert(
        alert.fingerprint(),
        alert.rule(),
        alert.target(),
        alert.check(),
        alert.subject(),
        alert.labels(),
        alert.severity(),
        alert.state(),
        alert.value(),
        alert.limit(),
        alert.message(),
        alert.since(),
        alert.startedAt(),
        alert.firedAt(),
        alert.endedAt(),
        alert.flapping(),
        alert.acknowledgedBy(),
        alert.mutedBy(),
        lines);
  }

  @Test
  void deliver_again_hasTheSameIdAndANewTime() throws Exception {
    Request first = deliver(notification(Reason.FIRED), AT);
    Request again = deliver(notification(Reason.FIRED), AT.plusSeconds(60));
    Request other = deliver(notification(Reason.ENDED), AT);

    assertThat(first.header("X-health4j-delivery"))
        .matches("[0-9a-f]{32}")
        .isEqualTo(again.header("X-health4j-delivery"))
        .isNotEqualTo(other.header("X-health4j-delivery"));
    assertThat(first.header("X-health4j-timestamp"))
        .isEqualTo(Long.toString(AT.getEpochSecond()))
        .isNotEqualTo(again.header("X-health4j-timestamp"));
  }

  @Test
  void verify_whatASinkSent_isBelieved() throws Exception {
    Request request = deliver(notification(Reason.FIRED, CannedAlerts.nasty(3)), AT);

    assertThat(verify(request, "whisper", AT)).isTrue();
    assertThat(verify(request, "whisper", AT.plus(MINUTES))).isTrue();
    assertThat(verify(request, "whisper", AT.minus(MINUTES))).isTrue();
  }

  @Test
  void verify_tooOldOrTooFarAhead_isNotBelieved() throws Exception {
    Request request = deliver(notification(Reason.FIRED), AT);

    assertThat(verify(request, "whisper", AT.plus(MINUTES).plusSeconds(1))).isFalse();
    assertThat(verify(request, "whisper", AT.minus(MINUTES).minusSeconds(1))).isFalse();
  }

  @Test
  void verify_anythingChanged_isNotBelieved() throws Exception {
    Request request = deliver(notification(Reason.FIRED), AT);
    String time = request.header("X-health4j-timestamp");
    String signature = request.header("X-health4j-signature");
    byte[] changed = request.body().clone();
    changed[changed.length / 2] ^= 1;
    String later = Long.toString(AT.getEpochSecond() + 1);

    assertThat(verify(request, "Whisper", AT)).isFalse();
    assertThat(WebhookSink.verify("whisper", time, signature, changed, AT, MINUTES)).isFalse();
    assertThat(WebhookSink.verify("whisper", later, signature, request.body(), AT, MINUTES))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, v1=00",
        "1772366400, null",
        "'', ''",
        "x, v1=00",
        "-1, v1=00",
        "99999999999999999999, v1=00",
        "1772366400, v1=00",
        "1772366400, v0=00"
      })
  void verify_headersThatAreNone_isNotBelieved(String timestamp, String signature) {
    assertThat(WebhookSink.verify("whisper", timestamp, signature, new byte[0], AT, MINUTES))
        .isFalse();
  }

  @Test
  void verify_atThisTime_isBelieved() throws Exception {
    try (WebhookSink sink =
        WebhookSink.of(server.url("/"), "whisper", HttpSinkSpec::allowPlainHttp)) {
      sink.deliver(notification(Reason.FIRED));
    }
    Request request = server.last();

    assertThat(
            WebhookSink.verify(
                "whisper",
                request.header("X-health4j-timestamp"),
                request.header("X-health4j-signature"),
                request.body()))
        .isTrue();
  }

  /** Computed with OpenSSL: {@code printf '1772366400.{}' | openssl dgst -sha256 -hmac whisper}. */
  @Test
  void sign_knownText_isWhatOthersCompute() {
    assertThat(WebhookSignature.sign("whisper", "1772366400", "{}".getBytes(UTF_8)))
        .isEqualTo("v1=6e5c6fa854654a07037e480cee9106535594fee74430b2be270bf7889429d591");
  }

  @Test
  void deliver_unsigned_hasNoSignature() throws Exception {
    try (WebhookSink sink = WebhookSink.unsigned(server.url("/"), HttpSinkSpec::allowPlainHttp)) {
      sink.deliver(notification(Reason.FIRED));
    }

    assertThat(server.last().header("X-health4j-signature")).isNull();
    assertThat(server.last().header("X-health4j-delivery")).isNotNull();
  }

  @Test
  void create_blankSecret_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSink.of("https://h/", " "))
        .withMessage("secret must not be blank");
  }

  @Test
  void settings_default_areAsDocumented() {
    try (WebhookSink sink = WebhookSink.of("https://h/", "whisper")) {
      assertThat(sink.name()).isEqualTo("webhook");
      assertThat(sink.timeout()).isEqualTo(Duration.ofSeconds(11));
      assertThat(sink).hasToString("WebhookSink[webhook]");
    }
  }
}
