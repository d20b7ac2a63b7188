package io.health4j.notify;

import static io.health4j.test.CannedAlerts.firing;
import static io.health4j.test.CannedAlerts.in;
import static io.health4j.test.CannedAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.test.CannedAlerts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * With a real Alertmanager, which tells what it gets to a receiver of ours. Skipped where neither
 * {@code alertmanager} nor Debian's {@code prometheus-alertmanager} is on the path.
 */
class RealAlertmanagerTest {

  private static final Pattern LISTENING =
      Pattern.compile("msg=\"?Listening(?: on)?\"?.* address=(127\\.0\\.0\\.1:\\d+)");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;

  private static TestServer receiver;
  private static Process process;
  private static String url;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = program();
    assumeTrue(program.isPresent(), "no alertmanager on the path");
    receiver = new TestServer();
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        "route: {receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 1s,"
            + " repeat_interval: 1h}\n"
            + "receivers:\n"
            + "- name: hook\n"
            + ("  webhook_configs: [{url: '"
                + receiver.url("/hook")
                + "', send_resolved: true}]\n"));
    process =
        new ProcessBuilder(
                program.get().toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:0",
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .start();
    url = "http://" + address(process.inputReader());
  }

  private static Optional<Path> program() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of("alertmanager", "prometheus-alertmanager")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(in -> Path.of(in, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** It tells in its log; what comes after is read away, so that it is not held up. */
  private static String address(BufferedReader log) throws IOException {
    var said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        var rest = new Thread(() -> skip(log), "alertmanager-log");
        rest.setDaemon(true);
        rest.start();
        return matcher.group(1);
      }
    }
    throw new IOException("Alertmanager ended: " + said);
  }

  private static void skip(BufferedReader log) {
    try {
      log.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      receiver.close();
    }
  }

  private static void deliver(Duration resend, Reason reason, Alert... alerts) throws Exception {
    try (AlertmanagerSink made = AlertmanagerSink.of(url, HttpSinkSpec::allowPlainHttp);
        AlertmanagerSink sink = made.resendEvery(resend)) {
      assertThat(sink.deliver(notification(reason, List.of(alerts))))
          .isEqualTo(Delivery.delivered());
    }
  }

  private static void deliver(Reason reason, Alert... alerts) throws Exception {
    deliver(AlertmanagerSink.DEFAULT_RESEND, reason, alerts);
  }

  /** What the receiver is told next about a target. */
  private static JsonNode told(String target) throws InterruptedException {
    while (true) {
      JsonNode alert = receiver.await().json().get("alerts").get(0);
      if (alert.get("labels").get("target").asString().equals(target)) {
        return alert;
      }
    }
  }

  private static JsonNode api(String method, String path, Object body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v2/" + path))
            .method(method, BodyPublishers.ofByteArray(Json.bytes(body)))
            .header("Content-Type", "application/json")
            .build();
    return TestServer.JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
  }

  @Test
  void deliver_firedAndEnded_arrivesAndResolves() throws Exception {
    Alert alert = firing("gpu-1", Severity.CRITICAL);

    deliver(Reason.FIRED, alert);
    JsonNode fired = told("gpu-1");
    deliver(Reason.ENDED, in(alert, State.RESOLVED));
    JsonNode ended = told("gpu-1");

    assertThat(fired.get("status").asString()).isEqualTo("firing");
    assertThat(fired.get("labels").get("alertname").asString()).isEqualTo("memory-high");
    assertThat(fired.get("labels").get("severity").asString()).isEqualTo("critical");
    assertThat(fired.get("annotations").get("description").asString())
        .isEqualTo("memory is 93 %, above 80 %");
    assertThat(Instant.parse(fired.get("startsAt").asString())).isEqualTo(alert.firedAt());
    assertThat(ended.get("status").asString()).isEqualTo("resolved");
    assertThat(ended.get("fingerprint")).isEqualTo(fired.get("fingerprint"));
    assertThat(Instant.parse(ended.get("endsAt").asString()))
        .isEqualTo(CannedAlerts.AT.plusSeconds(60));
  }

  @Test
  void deliver_silencedThere_isSuppressed() throws Exception {
    Instant now = Instant.now();
    api(
        "POST",
        "silences",
        Json.object(
            "matchers",
            List.of(Json.object("name", "target", "value", "gpu-2", "isRegex", false)),
            "startsAt",
            now,
            "endsAt",
            now.plusSeconds(600),
            "createdBy",
            "test",
            "comment",
            "maintenance"));

    deliver(Reason.FIRED, firing("gpu-2", Severity.WARNING));
    deliver(Reason.FIRED, firing("gpu-3", Severity.WARNING));
    told("gpu-3");

    assertThat(api("GET", "alerts?filter=target=gpu-2", Map.of()))
        .singleElement()
        .satisfies(
            a -> assertThat(a.get("status").get("state").asString()).isEqualTo("suppressed"));
    assertThat(receiver.requests)
        .noneMatch(r -> r.json().get("alerts").get(0).get("labels").toString().contains("gpu-2"));
  }

  @Test
  void deliver_neverToldAgain_expires() throws Exception {
    // It ends after three times as long, and must be told that it fires before.
    deliver(Duration.ofSeconds(3), Reason.FIRED, firing("gpu-4", Severity.INFO));

    assertThat(told("gpu-4").get("status").asString()).isEqualTo("firing");
    assertThat(told("gpu-4").get("status").asString()).isEqualTo("resolved");
  }

  @Test
  void deliver_toldAgain_isOneAlert() throws Exception {
    deliver(Reason.FIRED, firing("gpu-5", Severity.INFO));
    deliver(Reason.REPEATED, firing("gpu-5", Severity.INFO));

    assertThat(api("GET", "alerts?filter=target=gpu-5", Map.of())).hasSize(1);
  }

  @Test
  void deliver_nastyAlerts_areTaken() throws Exception {
    deliver(Reason.FIRED, CannedAlerts.nasty(300).toArray(Alert[]::new));

    // Those that are not over.
    assertThat(api("GET", "alerts", Map.of()))
        .filteredOn(alert -> alert.get("labels").get("target").asString().startsWith("target "))
        .hasSize(180);
  }
}
