package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.health4j.alert.AlertSink;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.notify.TestServer.Answer;
import io.health4j.test.CannedAlerts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise 14: URLs, tokens, keys and passwords appear nowhere: not in what a sink says of itself,
 * of a delivery or in an exception, and not in the log. Services that repeat what they were asked
 * in every part of their answers change nothing.
 */
class SecretSinksPromiseTest {

  private static final Notification FIRED = CannedAlerts.notification(Reason.FIRED);

  /** All secrets, as an unkind service may have them in its answers. */
  private static final String ECHO =
      "{\"ok\":false,\"error\":\""
          + Secrets.PATH
          + "\",\"errors\":[\""
          + Secrets.KEY
          + "\"],"
          + ("\"token\":\"" + Secrets.TOKEN + "\",\"password\":\"" + Secrets.PASSWORD + "\"}");

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.add(line.getMessage() + " " + List.of(parameters(line)) + trace(line.getThrown()));
        }

        private Object[] parameters(LogRecord line) {
          return line.getParameters() == null ? new Object[0] : line.getParameters();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    root.addHandler(handler);
  }

  @AfterEach
  void theLogHasNoSecrets() {
    root.removeHandler(handler);
    assertThat(log).noneMatch(line -> line.contains(Secrets.MARK));
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text));
    }
    return text.toString();
  }

  private static void assertHidden(AlertSink sink) {
    String said = sink + " " + sink.name();
    try {
      Delivery delivery = sink.deliver(FIRED);
      assertThat(delivery.outcome()).isNotEqualTo(Delivery.Outcome.DELIVERED);
      said += " " + delivery;
    } catch (Exception e) {
      said += " " + trace(e);
    }
    assertThat(said).doesNotContain(Secrets.MARK);
  }

  static Stream<Arguments> answers() {
    return Stream.of(HttpSinks.values())
        .flatMap(
            kind -> Stream.of(302, 400, 401, 404, 429, 500).map(code -> Arguments.of(kind, code)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void deliver_answerThatRepeatsSecrets_hidesThem(HttpSinks kind, int status) {
    try (var server = new TestServer();
        AlertSink sink = kind.to(server)) {
      server.answers(
          new Answer(
              status,
              ECHO,
              Map.of("Location", server.url("/" + Secrets.PATH), "Retry-After", Secrets.TOKEN)));

      assertHidden(sink);
    }
  }

  @Test
  void deliver_slackRepeatsSecretsWith200_hidesThem() {
    try (var server = new TestServer().answers(200, ECHO);
        AlertSink sink = HttpSinks.SLACK_BOT.to(server)) {
      assertHidden(sink);
    }
  }

  static Stream<Arguments> troubles() {
    return Stream.of(HttpSinks.values())
        .flatMap(kind -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(kind, trouble)));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void deliver_noAnswer_hidesSecrets(HttpSinks kind, Trouble trouble) {
    try (RawServer server = trouble.server();
        AlertSink sink =
            kind.to(
                server.url(kind.path()),
                http -> http.allowPlainHttp().timeout(Duration.ofMillis(100)))) {
      assertHidden(sink);
    }
  }

  @ParameterizedTest
  @EnumSource(HttpSinks.class)
  void deliver_nobodyThere_hidesSecrets(HttpSinks kind) {
    String path = kind.path();
    for (String base : List.of("http://127.0.0.1:1", "http://no-such-host.invalid")) {
      try (AlertSink sink = kind.to(base + path, HttpSinkSpec::allowPlainHttp)) {
        assertHidden(sink);
      }
    }
    try (var server = new TestServer();
        AlertSink sink = kind.to("https://127.0.0.1:" + server.port() + path, this::hasty)) {
      assertHidden(sink);
    }
  }

  private void hasty(HttpSinkSpec http) {
    http.timeout(Duration.ofMillis(300));
  }

  @ParameterizedTest
  @EnumSource(HttpSinks.class)
  void deliver_interrupted_hidesSecrets(HttpSinks kind) {
    try (RawServer server = Trouble.NEVER_ANSWERING.server();
        AlertSink sink = kind.to(server.url(kind.path()), HttpSinkSpec::allowPlainHttp)) {
      Thread.currentThread().interrupt();
      assertHidden(sink);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void create_badSettings_hidesSecrets() {
    String secret = Secrets.PATH;
    List<Runnable> mistakes =
        List.of(
            () -> SlackSink.of("https://h h/" + secret),
            () -> SlackSink.of("http://h/" + secret),
            () -> SlackSink.bot(secret + "\n", "#a"),
            () -> PagerDutySink.of(secret),
            () -> AlertmanagerSink.of("https://u:" + secret + "@h/"),
            () -> AlertmanagerSink.of("https:///" + secret),
            () -> WebhookSink.of("mailto:" + secret, secret),
            () -> WebhookSink.of("https://h/", secret, h -> h.header("A", secret + "\n")),
            () -> EmailSink.of("h", e -> e.login("u", secret).login("u", secret)));
    for (Runnable mistake : mistakes) {
      Throwable thrown = catchThrowable(mistake::run);
      assertThat(thrown).isNotNull();
      assertThat(trace(thrown)).doesNotContain(Secrets.MARK);
    }
  }

  private static AlertSink mail(int port) {
    return EmailSink.of(
        "127.0.0.1",
        e ->
            e.port(port)
                .allowPlain()
                .login(Secrets.USER, Secrets.PASSWORD)
                .timeouts(Duration.ofSeconds(1), Duration.ofMillis(300))
                .from("h@example.org")
                .to("a@example.org"));
  }

  @ParameterizedTest
  @MethodSource("mailAnswers")
  void deliver_mailServerThatRepeatsSecrets_hidesThem(String line, int code) {
    try (var server = new SmtpServer(null).answer(line, code + " " + ECHO);
        AlertSink sink = mail(server.port())) {
      assertHidden(sink);
    }
  }

  static Stream<Arguments> mailAnswers() {
    return Stream.of("", "AUTH", "MAIL", "RCPT", "DATA", ".")
        .flatMap(line -> Stream.of(421, 450, 535, 554).map(code -> Arguments.of(line, code)));
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void deliver_mailServerInTrouble_hidesSecrets(Trouble trouble) {
    try (RawServer server = trouble.server();
        AlertSink sink = mail(server.port())) {
      assertHidden(sink);
    }
  }

  @Test
  void listener_oneSecret_isHeard() {
    Logger.getLogger("any").info("a probe");

    assertThat(log).anyMatch(line -> line.contains("a probe"));
    assertThat(Secrets.ALL).allMatch(secret -> secret.contains(Secrets.MARK));
  }
}
