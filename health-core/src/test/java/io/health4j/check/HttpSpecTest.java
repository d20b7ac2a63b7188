package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSpecTest {

  private static final URI URL = URI.create("http://localhost/");

  private final HttpSpec spec = new HttpSpec();

  @Test
  void create_noSettings_areAsDocumented() {
    assertThat(spec.from).isEqualTo(200);
    assertThat(spec.to).isEqualTo(299);
    assertThat(spec.timeout).isEqualTo(Duration.ofSeconds(2));
    assertThat(spec.latency.limit(Status.WARNING)).isEqualTo(0.5);
    assertThat(spec.latency.limit(Status.CRITICAL)).isEqualTo(1);
    assertThat(spec.latency.source()).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource({"199, 299", "200, 600", "300, 299"})
  void expect_outOfRange_isRefused(int first, int last) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.expect(first, last))
        .withMessage(
            "expect must be an ascending range from 200 to 599, was " + first + " to " + last);
  }

  @Test
  void timeout_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.timeout(Duration.ofMinutes(2)))
        .withMessage("timeout must be from 1ms to 60s, was 2min");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\nb", "Upgrade", "connection", "Content-Length"})
  void header_nameThatCannotBeSent_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.header(name, "sesame"))
        .withMessageStartingWith("a header's name must be a token that may be set, was '")
        .withMessageNotContaining("sesame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sesame\r\nEvil: yes", "sesame\u0000", "sesame\n", "sesam\u00e9"})
  void header_valueThatCannotBeSent_isRefusedWithoutRepeatingIt(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.header("Authorization", value))
        .withMessage("the value of the header Authorization must be printable ASCII");
  }

  @Test
  void settings_givenTwice_areRefused() {
    spec.expect(200, 200)
        .timeout(Duration.ofSeconds(1))
        .latency(Threshold.above(1, 2))
        .header("A", "1");

    assertTwice("expect", () -> spec.expect(200, 200));
    assertTwice("timeout", () -> spec.timeout(Duration.ofSeconds(1)));
    assertTwice("latency", () -> spec.latency(Threshold.above(1, 2)));
    assertTwice("header a", () -> spec.header("a", "2"));
  }

  private static void assertTwice(String setting, Runnable again) {
    assertThatIllegalStateException()
        .isThrownBy(again::run)
        .withMessage(setting + " is given twice");
  }

  @Test
  void settings_afterTheCheckIsMade_areRefused() {
    var kept = new AtomicReference<HttpSpec>();
    NetChecks.http(URL, kept::set);

    assertThatIllegalStateException()
        .isThrownBy(() -> kept.get().header("A", "1"))
        .withMessage("the HTTP check is described already");
  }

  @Test
  void factories_null_areRefusedByName() {
    assertThatNullPointerException().isThrownBy(() -> NetChecks.http(null)).withMessage("url");
    assertThatNullPointerException()
        .isThrownBy(() -> NetChecks.http(URL, null))
        .withMessage("settings");
    assertThatNullPointerException().isThrownBy(() -> spec.latency(null)).withMessage("seconds");
    assertThatNullPointerException().isThrownBy(() -> NetChecks.tcp(null, 1)).withMessage("host");
    assertThatNullPointerException()
        .isThrownBy(() -> NetChecks.tcp("a", 1, null, TcpCheck.DEFAULT))
        .withMessage("timeout");
    assertThatNullPointerException()
        .isThrownBy(() -> NetChecks.tcp("a", 1, Duration.ofSeconds(1), null))
        .withMessage("latency");
  }
}
