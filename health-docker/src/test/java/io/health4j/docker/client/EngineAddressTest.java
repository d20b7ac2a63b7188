package io.health4j.docker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {

  private static final Map<String, String> USER = Map.of("XDG_RUNTIME_DIR", "/run/user/7");

  @TempDir Path root;

  private Path make(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void standard_dockerHost_comesFirst() throws IOException {
    make("var/run/docker.sock");
    EngineAddress address =
        EngineAddress.standard(Map.of("DOCKER_HOST", " tcp://example.com "), root);
    assertThat(address).hasToString("tcp://example.com:2375");
  }

  @Test
  void standard_severalSockets_takesTheFirstThatIsThere() throws IOException {
    Path podman = make("run/podman/podman.sock");
    assertThat(EngineAddress.standard(USER, root).socket()).contains(podman);
    Path mine = make("run/user/7/podman/podman.sock");
    assertThat(EngineAddress.standard(USER, root).socket()).contains(mine);
    Path rootless = make("run/user/7/docker.sock");
    assertThat(EngineAddress.standard(USER, root).socket()).contains(rootless);
    assertThat(EngineAddress.standard(Map.of(), root).socket()).contains(podman);
    Path docker = make("var/run/docker.sock");
    assertThat(EngineAddress.standard(USER, root).socket()).contains(docker);
    assertThat(EngineAddress.standard(Map.of("DOCKER_HOST", " "), root).socket()).contains(docker);
  }

  @Test
  void standard_nothingThere_isWhereDockerWouldBe() {
    EngineAddress address = EngineAddress.standard(Map.of(), root);
    assertThat(address).hasToString("unix://" + root.resolve("var/run/docker.sock"));
    assertThat(address.certificates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///a b/docker.sock, unix:///a b/docker.sock, /a b/docker.sock",
    "tcp://h:1, tcp://h:1, ''",
    "tcp://h, tcp://h:2375, ''",
    "tcp://me:word@h:1/key?token=word, tcp://h:1/***, /key",
    "npipe:////./pipe/docker_engine, npipe:////./pipe/docker_engine, //./pipe/docker_engine"
  })
  void of_address_isShownWithoutSecrets(String text, String shown, String path) {
    EngineAddress address = EngineAddress.of(text, Map.of());
    assertThat(address).hasToString(shown);
    assertThat(address.uri().getPath()).isEqualTo(path);
    assertThat(address.uri().toString()).doesNotContain("word");
  }

  @Test
  void of_tlsAsked_namesTheCertificates() {
    Map<String, String> tls = Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs");
    EngineAddress address = EngineAddress.of("tcp://h", tls);
    assertThat(address).hasToString("tcp://h:2376");
    assertThat(address.certificates()).contains(Path.of("/certs"));
    Map<String, String> home = Map.of("DOCKER_TLS_VERIFY", "1", "HOME", "/home/me");
    assertThat(EngineAddress.of("tcp://h", home).certificates())
        .contains(Path.of("/home/me/.docker"));
    assertThat(EngineAddress.of("unix:///a", tls).certificates()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh://me:word@h", "tcp://", "tcp://wo rd", "unix://word", "word"})
  void of_noAddress_saysTheRuleWithoutTheSecret(String text) {
    assertThatThrownBy(() -> EngineAddress.of(text, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("address must be unix:///PATH, tcp://HOST:PORT or npipe:")
        .hasMessageNotContaining("word");
  }

  @Test
  void standard_badDockerHost_namesTheVariable() {
    assertThatThrownBy(() -> EngineAddress.standard(Map.of("DOCKER_HOST", "ssh://h"), root))
        .hasMessageStartingWith("DOCKER_HOST must be")
        .hasMessageEndingWith("was ssh://…");
  }

  @Test
  void standard_thisProcess_isAnAddress() {
    assertThat(EngineAddress.standard().toString()).contains("://");
  }
}
