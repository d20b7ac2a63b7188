package io.health4j.docker.client;

import static io.health4j.docker.client.FakeEngineServer.json;
import static io.health4j.docker.client.FakeEngineServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineDisk;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.EngineInfo;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DockerJavaApiTest {

  private static final String STATS =
      "{\"read\":\"2026-11-22T13:51:42Z\",\"memory_stats\":{\"limit\":1000000},"
          + "\"pids_stats\":{\"current\":1}}";

  @TempDir Path folder;
  private FakeEngineServer server;
  private DockerJavaApi api;

  @BeforeEach
  void open() throws Exception {
    server = FakeEngineServer.unix(folder);
    api = DockerJavaApi.open(server.address());
  }

  @AfterEach
  void close() {
    api.close();
    server.close();
  }

  private static void assertKind(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }

  private String lastAsked() {
    String line = server.asked.get(server.asked.size() - 1);
    return URLDecoder.decode(line, StandardCharsets.UTF_8);
  }

  @Test
  void info_docker_isRead() throws Exception {
    assertThat(api.info())
        .isEqualTo(
            new EngineInfo("Docker Engine", "20.10.24", "1.41", "linux", true, "/var/lib/docker"));
  }

  @Test
  void info_podmanThatSaysLittle_isRead() throws Exception {
    server.answer(
        "GET /version",
        json(
            "{\"Version\":\"4.3.1\",\"ApiVersion\":\"1.41\",\"Os\":\"linux\","
                + "\"Components\":[{\"Name\":\"Podman Engine\"}]}"));
    server.answer("GET /v1.41/info", json("{\"CgroupVersion\":\"v1\"}"));
    assertThat(api.info())
        .isEqualTo(new EngineInfo("Podman Engine", "4.3.1", "1.41", "linux", true, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "none, false, false",
    "systemd, false, true",
    "cgroupfs, false, true",
    "cgroupfs, true, false",
    "systemd, true, true"
  })
  void info_rootlessWithoutCgroups_doesNotKnowUsage(String driver, boolean rootless, boolean known)
      throws Exception {
    server.answer(
        "GET /v1.41/info",
        json("{\"CgroupDriver\":\"" + driver + "\",\"Rootless\":" + rootless + "}"));
    assertThat(api.info().knowsUsage()).isEqualTo(known);
  }

  @Test
  void info_newerEngine_isAskedInTheShapeThatIsRead() throws Exception {
    server.answer("GET /version", json("{\"ApiVersion\":\"1.52\",\"MinAPIVersion\":\"1.44\"}"));
    server.answer("GET /v1.44/info", json("{}"));
    assertThat(api.info()).isEqualTo(new EngineInfo("", "", "1.52", "", true, ""));
    assertThat(lastAsked()).startsWith("GET /v1.44/info ");
  }

  @Test
  void info_oldEngine_isTooOld() {
    server.answer("GET /version", json("{\"ApiVersion\":\"1.39\"}"));
    assertKind(Kind.TOO_OLD, api::info);
    assertKind(Kind.TOO_OLD, () -> api.containers(Map.of()));
  }

  @Test
  void info_noEngine_isGarbled() {
    server.answer("GET /version", json("{\"hello\":1}"));
    assertKind(Kind.GARBLED, api::info);
  }

  @Test
  void containers_labels_areAskedFor() throws Exception {
    server.answer(
        "GET /v1.41/containers/json",
        json("[{\"Id\":\"c1\",\"Created\":7},{\"Id\":\"c2\",\"Created\":8}]"));
    assertThat(api.containers(Map.of("owner", "a b\"&c"))).hasSize(2);
    assertThat(lastAsked()).contains("?all=true&filters={\"label\":[\"owner=a b\\\"&c\"]} HTTP");
    assertThat(api.containers(Map.of()))
        .extracting(entry -> entry.id())
        .containsExactly("c1", "c2");
    assertThat(lastAsked()).contains("?all=true HTTP");
  }

  @Test
  void containers_somethingElse_isGarbled() {
    server.answer("GET /v1.41/containers/json", json("{}"));
    assertKind(Kind.GARBLED, () -> api.containers(Map.of()));
    server.answer("GET /v1.41/containers/json", json("[{\"Id\":\"c1\",\"Created\":7},{}]"));
    assertKind(Kind.GARBLED, () -> api.containers(Map.of()));
  }

  @Test
  void calls_containerThatIsNotThere_areNotFound() {
    assertKind(Kind.NOT_FOUND, () -> api.inspect("c1"));
    assertKind(Kind.NOT_FOUND, () -> api.usage("c1"));
    assertKind(Kind.NOT_FOUND, () -> api.stop("c1", Duration.ZERO));
    assertKind(Kind.NOT_FOUND, () -> api.remove("c1"));
  }

  @Test
  void inspect_idWithASlash_staysOneSegment() {
    assertKind(Kind.NOT_FOUND, () -> api.inspect("../a?b"));
    assertThat(server.asked).last().asString().contains("/containers/..%2Fa%3Fb/json");
  }

  @Test
  void usage_engine_isAskedWithoutASecondReadingWhereItCan() throws Exception {
    server.answer("GET /v1.41/containers/c1/stats", json(STATS));
    assertThat(api.usage("c1").get(Part.MEMORY_LIMIT)).as("the machine's").isEmpty();
    assertThat(lastAsked()).contains("/stats?stream=false&one-shot=true HTTP");
  }

  @Test
  void usage_engineWithoutOneShot_isNotAskedForIt() throws Exception {
    server.answer("GET /version", json("{\"ApiVersion\":\"1.40\"}"));
    server.answer("GET /v1.40/info", json("{}"));
    server.answer("GET /v1.40/containers/c1/stats", json(STATS));
    assertThat(api.usage("c1").get(Part.MEMORY_LIMIT)).hasValue(1_000_000);
    assertThat(lastAsked()).contains("/stats?stream=false HTTP");
  }

  @Test
  void usage_nothingAtAll_isEmpty() throws Exception {
    server.answer("GET /v1.41/containers/c1/stats", json(""));
    assertThat(api.usage("c1").get(Part.CPU_TIME)).isEmpty();
  }

  @Test
  void usageAndDisk_noObject_areGarbled() {
    server.answer("GET /v1.41/containers/c1/stats", json("[]"));
    server.answer("GET /v1.41/system/df", json("7"));
    assertKind(Kind.GARBLED, () -> api.usage("c1"));
    assertKind(Kind.GARBLED, api::disk);
  }

  @Test
  void disk_engine_isRead() throws Exception {
    server.answer("GET /v1.41/system/df", json("{\"LayersSize\":5}"));
    assertThat(api.disk()).isEqualTo(new EngineDisk(5, 0, 0, 0));
  }

  @Test
  void stop_grace_isRoundedUpToSeconds() throws Exception {
    server.answer("POST /v1.41/containers/c1/stop", status("204 No Content", ""));
    api.stop("c1", Duration.ofMillis(1_001));
    assertThat(lastAsked()).startsWith("POST /v1.41/containers/c1/stop?t=2 ");
  }

  @Test
  void stop_pausedThatPodmanDoesNotStop_goesOnFirst() throws Exception {
    var paused = new AtomicBoolean(true);
    server.answer(
        "GET /v1.41/containers/c1/json", json("{\"Id\":\"c1\",\"State\":{\"Status\":\"paused\"}}"));
    server.answer(
        "POST /v1.41/containers/c1/unpause",
        connection -> {
          paused.set(false);
          status("204 No Content", "").write(connection);
        });
    server.answer(
        "POST /v1.41/containers/c1/stop",
        connection ->
            (paused.get() ? status("409 Conflict", "{}") : status("204 No Content", ""))
                .write(connection));
    api.stop("c1", Duration.ZERO);
    assertThat(server.asked)
        .endsWith(
            "POST /v1.41/containers/c1/stop?t=0 HTTP/1.1",
            "GET /v1.41/containers/c1/json HTTP/1.1",
            "POST /v1.41/containers/c1/unpause HTTP/1.1",
            "POST /v1.41/containers/c1/stop?t=0 HTTP/1.1");
  }

  @Test
  void stop_conflictOfAnyOtherState_isThrown() {
    server.answer("POST /v1.41/containers/c1/stop", status("409 Conflict", "{}"));
    server.answer(
        "GET /v1.41/containers/c1/json",
        json("{\"Id\":\"c1\",\"State\":{\"Status\":\"running\"}}"));
    assertKind(Kind.CONFLICT, () -> api.stop("c1", Duration.ZERO));
    assertThat(server.asked).noneMatch(asked -> asked.contains("/unpause"));
  }

  @Test
  void stop_containerThatHasEnded_isDone() throws Exception {
    server.answer(
        "POST /v1.41/containers/c1/stop",
        connection -> connection.write("HTTP/1.1 304 Not Modified\r\n\r\n"));
    api.stop("c1", Duration.ZERO);
    assertThat(lastAsked()).contains("?t=0 ");
  }

  @Test
  void remove_container_goesWithVolumesAndWithoutForce() throws Exception {
    server.answer(
        "DELETE /v1.41/containers/c1",
        connection -> connection.write("HTTP/1.1 204 No Content\r\n\r\n"));
    api.remove("c1");
    assertThat(lastAsked()).contains("/containers/c1?v=true&force=false ");
  }

  @Test
  void remove_containerThatRuns_isAConflict() {
    server.answer(
        "DELETE /v1.41/containers/c1", status("409 Conflict", "{\"message\":\"it runs\"}"));
    assertKind(Kind.CONFLICT, () -> api.remove("c1"));
  }

  @Test
  void events_untilTheEngineEnds_areTold() throws Exception {
    String die =
        "{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"c1\"},\"time\":7}\n";
    server.answer("GET /v1.41/events", json(die + "{\"Type\":\"network\"}\n" + die));
    List<EngineEvent> heard = new ArrayList<>();
    api.events(Instant.ofEpochSecond(3, 5), heard::add);
    assertThat(heard).extracting(EngineEvent::action).containsExactly("die", "die");
    assertThat(lastAsked()).contains("?since=3.000000005&filters={\"type\":[\"container\"]} HTTP");
  }

  @Test
  void open_tlsWithoutCertificates_isDeniedAndNeverPlain() throws IOException {
    Map<String, String> tls =
        Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", folder.toString());
    assertKind(Kind.DENIED, () -> DockerJavaApi.open(EngineAddress.of("tcp://127.0.0.1", tls)));
    for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(folder.resolve(name), "no certificate");
    }
    assertKind(Kind.DENIED, () -> DockerJavaApi.open(EngineAddress.of("tcp://127.0.0.1", tls)));
  }
}
