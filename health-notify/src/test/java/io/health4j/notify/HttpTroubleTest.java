package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertSink;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.AlertSink.Delivery.Outcome;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.notify.TestServer.Answer;
import io.health4j.test.CannedAlerts;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each sink over HTTP makes of every answer, and of none. */
class HttpTroubleTest {

  private static final Notification FIRED = CannedAlerts.notification(Reason.FIRED);

  private static Delivery deliver(HttpSinks kind, TestServer server) throws Exception {
    try (AlertSink sink = kind.to(server)) {
      return sink.deliver(FIRED);
    }
  }

  @ParameterizedTest
  @EnumSource(HttpSinks.class)
  void deliver_answered2xx_isDelivered(HttpSinks kind) throws Exception {
    try (var server = new TestServer()) {
      assertThat(deliver(kind, server)).isEqualTo(Delivery.delivered());
      assertThat(deliver(kind, server.answers(202, "{\"ok\":true}")).outcome())
          .isEqualTo(Outcome.DELIVERED);
      assertThat(server.last().method()).isEqualTo("POST");
      assertThat(server.last().path()).startsWith(kind.path());
      assertThat(server.last().header("Content-type")).isEqualTo("application/json; charset=utf-8");
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(HttpSinks.values())
        .flatMap(
            kind ->
                Stream.of(301, 302, 307, 400, 401, 403, 404, 410, 413)
                    .map(status -> Arguments.of(kind, status)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void deliver_answered3xxOr4xx_isRejected(HttpSinks kind, int status) throws Exception {
    try (var server = new TestServer()) {
      server.answers(new Answer(status, "no", Map.of("Location", server.url("/else"))));

      Delivery delivery = deliver(kind, server);

      assertThat(delivery.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(delivery.reason()).startsWith("answered " + status);
      assertThat(server.requests).hasSize(1);
    }
  }

  static Stream<Arguments> passing() {
    return Stream.of(HttpSinks.values())
        .flatMap(
            kind ->
                Stream.of(408, 425, 429, 500, 502, 503, 504)
                    .map(status -> Arguments.of(kind, status)));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void deliver_answeredWhatPasses_failsForNow(HttpSinks kind, int status) throws Exception {
    try (var server = new TestServer().answers(status, "later")) {
      assertThat(deliver(kind, server)).isEqualTo(Delivery.failed("answered " + status));
    }
  }

  @ParameterizedTest
  @EnumSource(HttpSinks.class)
  void deliver_answeredRetryAfter_saysHowLong(HttpSinks kind) throws Exception {
    try (var server = new TestServer()) {
      server.answers(new Answer(429, "", Map.of("Retry-After", "17")));

      assertThat(deliver(kind, server))
          .isEqualTo(Delivery.retryAfter(Duration.ofSeconds(17), "answered 429"));
    }
  }

  static Stream<Arguments> troubles() {
    return Stream.of(HttpSinks.values())
        .flatMap(kind -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(kind, trouble)));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void deliver_noAnswer_failsForNow(HttpSinks kind, Trouble trouble) throws Exception {
    try (RawServer server = trouble.server();
        AlertSink sink =
            kind.to(
                server.url(kind.path()),
                http -> http.allowPlainHttp().timeout(Duration.ofMillis(150)))) {
      Delivery delivery = sink.deliver(FIRED);

      assertThat(delivery.outcome()).as(delivery.reason()).isEqualTo(Outcome.FAILED);
      assertThat(delivery.retryAfter()).isZero();
      assertThat(delivery.reason())
          .matches("no answer within 150ms|the connection broke: \\w+")
          .doesNotContainIgnoringCase("sesame");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpSinks.class)
  void deliver_nobodyThere_failsForNow(HttpSinks kind) throws Exception {
    String url = "http://127.0.0.1:1" + kind.path(); // a port that was free may be taken again
    try (AlertSink sink = kind.to(url, HttpSinkSpec::allowPlainHttp)) {
      assertThat(sink.deliver(FIRED)).isEqualTo(Delivery.failed("the connection was refused"));
    }
  }

  @ParameterizedTest
  @EnumSource(HttpSinks.class)
  void deliver_afterTrouble_goesOn(HttpSinks kind) throws Exception {
    try (var server = new TestServer()) {
      server.answers(Answer.of(500, ""), Answer.of(200, "{\"ok\":true}"));
      try (AlertSink sink = kind.to(server)) {
        assertThat(sink.deliver(FIRED).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(sink.deliver(FIRED).outcome()).isEqualTo(Outcome.DELIVERED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HttpSinks.class)
  void deliver_closed_fails(HttpSinks kind) throws Exception {
    try (var server = new TestServer()) {
      AlertSink sink = kind.to(server);
      sink.close();

      assertThat(sink.deliver(FIRED)).isEqualTo(Delivery.failed("it is closed"));
      assertThat(server.requests).isEmpty();
    }
  }
}
