package io.health4j.docker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TroublesTest {

  private final Troubles troubles =
      new Troubles(EngineAddress.of("tcp://me:word@h:1?token=word", Map.of()));

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(new SocketException("Permission denied"), Kind.DENIED, "group docker"),
        Arguments.of(new SSLHandshakeException("bad certificate"), Kind.DENIED, "certificates"),
        Arguments.of(new ConnectException("anything"), Kind.AWAY, "nobody listens at tcp://h:1"),
        Arguments.of(new SocketException("Connection refused"), Kind.AWAY, "start the engine"),
        Arguments.of(new UnknownHostException("h"), Kind.AWAY, "set DOCKER_HOST"),
        Arguments.of(new SocketTimeoutException("Read timed out"), Kind.SLOW, "silent"),
        Arguments.of(new IOException("Broken\npipe"), Kind.AWAY, "broke: Broken pipe"),
        Arguments.of(new IOException(), Kind.AWAY, "broke: IOException"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void of_cause_saysWhatToDoWithoutSecrets(Exception cause, Kind kind, String words) {
    EngineException trouble = troubles.of(new RuntimeException("outside", cause));
    assertThat(trouble.kind()).isEqualTo(kind);
    assertThat(trouble).hasMessageContaining(words).hasMessageContaining("tcp://h:1");
    assertThat(trouble.getMessage()).doesNotContain("word");
    assertThat(trouble).hasRootCause(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "302, REFUSED",
    "400, REFUSED",
    "401, DENIED",
    "403, DENIED",
    "404, NOT_FOUND",
    "409, CONFLICT",
    "500, REFUSED",
    "503, REFUSED"
  })
  void refused_status_isItsKind(int status, Kind kind) {
    byte[] body = "{\"message\":\"no\\nway\"}".getBytes(StandardCharsets.UTF_8);
    EngineException refused = troubles.refused(status, body);
    assertThat(refused.kind()).isEqualTo(kind);
    assertThat(refused).hasMessageEndingWith("no way");
  }

  @Test
  void refused_podmansWordForAConflict_isOne() {
    byte[] body =
        "{\"message\":\"it is running: container state improper\"}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(troubles.refused(500, body).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void refused_longTextThatIsNoJson_isCutToOneLine() {
    byte[] body = ("<html>\r\n" + "x".repeat(1000)).getBytes(StandardCharsets.UTF_8);
    assertThat(troubles.refused(404, body).getMessage())
        .startsWith("<html> xxx")
        .endsWith("x…")
        .hasSize(200);
  }

  @Test
  void refused_jsonWithoutAMessage_isShownAsItIs() {
    byte[] body = "{\"cause\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(troubles.refused(404, body)).hasMessage("{\"cause\":1}");
  }

  @Test
  void tooOld_version_saysWhichIsNeeded() {
    assertThat(troubles.tooOld("1.38").kind()).isEqualTo(Kind.TOO_OLD);
    assertThat(troubles.tooOld("1.38")).hasMessageContaining("1.38").hasMessageContaining("1.40");
  }
}
