package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicLoginTest {

  private final BasicLogin login = new BasicLogin("prometheus", "pä:ss");

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC   "})
  void accepts_rightOnes_whateverTheCase(String scheme) {
    assertThat(login.accepts(scheme + encoded("prometheus:pä:ss"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prometheus:", "prometheus", ":pä:ss", "Prometheus:pä:ss", "prometheus:pä:ss "})
  void accepts_wrongOnes_never(String wrong) {
    assertThat(login.accepts("Basic " + encoded(wrong))).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Bearer abc", "prometheus:pä:ss"})
  void accepts_otherHeaders_never(String header) {
    assertThat(login.accepts(header)).isFalse();
  }
}
