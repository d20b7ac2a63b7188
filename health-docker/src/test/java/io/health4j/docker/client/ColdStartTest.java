package io.health4j.docker.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.health4j.docker.api.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the first question of a process waits for: its deadline runs meanwhile. */
@Timeout(60)
class ColdStartTest {

  /** The process that is looked at. */
  static final class Host {

    public static void main(String[] args) throws JsonProcessingException {
      Json.parse("{\"a\":[1]}".getBytes(StandardCharsets.UTF_8));
      EngineAddress address = EngineAddress.of("unix:///nowhere.sock", Map.of());
      try (DockerJavaApi api = DockerJavaApi.open(address)) {
        api.info();
      } catch (EngineException e) {
        System.out.println(e.kind());
      }
    }
  }

  private static String loaded() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:stdout",
            "-cp",
            System.getProperty("java.class.path"),
            Host.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return text;
  }

  @Test
  void open_socket_loadsNoCertificatesNoPublicSuffixesAndNoMapper() throws Exception {
    String classes = loaded();

    assertThat(classes).contains("AWAY").contains(".Transport ");
    assertThat(classes.lines().filter(line -> line.contains("security.ssl."))).isEmpty();
    assertThat(classes.lines().filter(line -> line.contains("PublicSuffixMatcher"))).isEmpty();
    assertThat(classes.lines().filter(line -> line.contains(".ObjectMapper "))).isEmpty();
  }
}
