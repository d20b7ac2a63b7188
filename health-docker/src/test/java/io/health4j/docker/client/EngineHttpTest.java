package io.health4j.docker.client;

import static io.health4j.docker.client.FakeEngineServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.docker.ContainerEngine;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineHttpTest {

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

  @Test
  void events_endlessLine_isGarbledAtTheLimit() {
    server.answer(
        "GET /v1.41/events",
        connection -> {
          connection.write(FakeEngineServer.head("200 OK", Long.MAX_VALUE));
          while (true) {
            connection.write(new byte[8192]);
          }
        });
    assertKind(Kind.GARBLED, () -> api.events(Instant.EPOCH, event -> {}));
    assertThat(server.written.get()).isLessThan(2L * EngineHttp.LINE_LIMIT);
  }

  @Test
  void events_listenerThatThrows_isNoTroubleOfTheEngine() {
    server.answer(
        "GET /v1.41/events",
        json("{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"c\"},\"time\":7}"));
    assertThatThrownBy(
            () ->
                api.events(
                    Instant.EPOCH,
                    event -> {
                      throw new IllegalStateException("mine");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }

  @Test
  void calls_secondThread_isRefused() throws Exception {
    server.answer(
        "GET /v1.41/events",
        json("{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"c\"},\"time\":7}"));
    List<Throwable> thrown = new ArrayList<>();
    api.events(
        Instant.EPOCH,
        event -> {
          try {
            api.containers(Map.of());
          } catch (EngineException | IllegalStateException e) {
            thrown.add(e);
          }
        });
    assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_calls_areAway() {
    api.close();
    api.close();
    assertKind(Kind.AWAY, api::info);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void calls_noSocket_areAwayAtOnce() throws Exception {
    try (DockerJavaApi nobody =
        DockerJavaApi.open(EngineAddress.of("unix://" + folder.resolve("no.sock"), Map.of()))) {
      assertKind(Kind.AWAY, nobody::info);
      assertThatThrownBy(nobody::info)
          .hasMessageEndingWith("no.sock is not there: start the engine or set DOCKER_HOST");
    }
  }

  @Test
  void calls_deadSocket_areAway() throws Exception {
    server.close();
    assertKind(Kind.AWAY, api::info);
    assertThatThrownBy(api::info).hasMessageStartingWith("nobody listens at unix://");
  }

  @Test
  void calls_connectionThatWasClosedMeanwhile_areMadeAgain() throws Exception {
    String info = FakeEngineServer.INFO;
    server.answer(
        "GET /v1.41/info",
        connection ->
            connection.write(
                "HTTP/1.1 200 OK\r\nContent-Length: " + info.length() + "\r\n\r\n" + info));
    for (int i = 0; i < 3; i++) {
      assertThat(api.info().root()).isEqualTo("/var/lib/docker");
    }
    assertThat(server.asked).hasSize(4);
  }

  @Test
  void calls_redirect_isRefusedAndNotFollowed() {
    server.answer(
        "GET /version",
        connection ->
            connection.write(
                "HTTP/1.1 302 Found\r\nLocation: /v1.41/info\r\nContent-Length: 0\r\n\r\n"));
    assertKind(Kind.REFUSED, api::info);
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void connect_networkThatIsSilent_outlastsACheckSoThatOneReasonIsTold() {
    assertThat(Transport.CONNECT.toDuration())
        .isGreaterThan(ContainerEngine.TIMEOUT.plusSeconds(1));
  }

  @Test
  void calls_engineThatCameBack_work() throws Exception {
    api.info();
    server.close();
    Files.delete(folder.resolve("engine.sock"));
    assertKind(Kind.AWAY, api::info);
    try (FakeEngineServer again = FakeEngineServer.unix(folder)) {
      assertThat(api.info().version()).isEqualTo("20.10.24");
      assertThat(again.asked).isNotEmpty();
    }
  }
}
