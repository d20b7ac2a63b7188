package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.ProxySelector;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinkSpecTest {

  private final HttpSinkSpec spec = new HttpSinkSpec("test");

  @Test
  void create_noSettings_areAsDocumented() {
    assertThat(spec.name).isEqualTo("test");
    assertThat(spec.connectTimeout).isEqualTo(Duration.ofSeconds(5));
    assertThat(spec.timeout).isEqualTo(Duration.ofSeconds(10));
    assertThat(spec.proxy).isNull();
    assertThat(spec.tls).isNull();
    assertThat(spec.headers).isEmpty();
  }

  @Test
  void timeouts_outOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.connectTimeout(Duration.ZERO))
        .withMessage("connectTimeout must be from 1ms to 5min, was 0ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.timeout(Duration.ofMinutes(6)))
        .withMessage("timeout must be from 1ms to 5min, was 6min");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", " a", "a ", "é"})
  void name_thatIsNone_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.name(name))
        .withMessageStartingWith("name must be from 1 to 100 printable ASCII characters, was '");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void proxy_portOutOfRange_isRefused(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.proxy("localhost", port))
        .withMessage("proxy must have a port from 1 to 65535, was " + port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a:b",
        "a\nb",
        "Host",
        "connection",
        "Content-Length",
        "Content-Type",
        "X-Health4j-Signature",
        "expect",
        "UPGRADE"
      })
  void header_nameThatCannotBeSent_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.header(name, "sesame"))
        .withMessageStartingWith("a header's name must be a token that may be set, was '")
        .withMessageNotContaining("sesame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sesame\r\nEvil: yes", "sesame\u0000", "sesam\u00e9"})
  void header_valueThatCannotBeSent_isRefusedWithoutRepeatingIt(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.header("Authorization", value))
        .withMessage("the value of the header Authorization must be printable ASCII");
  }

  @Test
  void settings_givenTwice_areRefused() throws NoSuchAlgorithmException {
    SSLContext tls = SSLContext.getDefault();
    spec.name("a")
        .connectTimeout(Duration.ofSeconds(1))
        .timeout(Duration.ofSeconds(1))
        .proxy("localhost", 1)
        .tls(tls)
        .allowPlainHttp()
        .header("A", "1");

    assertTwice("name", () -> spec.name("a"));
    assertTwice("connectTimeout", () -> spec.connectTimeout(Duration.ofSeconds(1)));
    assertTwice("timeout", () -> spec.timeout(Duration.ofSeconds(1)));
    assertTwice("proxy", () -> spec.proxy(ProxySelector.getDefault()));
    assertTwice("tls", () -> spec.tls(tls));
    assertTwice("allowPlainHttp", spec::allowPlainHttp);
    assertTwice("header a", () -> spec.header("a", "2"));
  }

  private static void assertTwice(String setting, Runnable again) {
    assertThatIllegalStateException()
        .isThrownBy(again::run)
        .withMessage(setting + " is given twice");
  }

  @Test
  void settings_null_areRefused() {
    assertThatNullPointerException().isThrownBy(() -> spec.proxy(null));
    assertThatNullPointerException().isThrownBy(() -> spec.tls(null));
  }

  @Test
  void checked_goodUrl_isTaken() {
    assertThat(spec.checked(" https://h:1/a?b=c\n")).isEqualTo(URI.create("https://h:1/a?b=c"));
    assertThat(spec.checked("HTTPS://h")).isEqualTo(URI.create("HTTPS://h"));
    assertThat(spec.allowPlainHttp().checked("http://h/a")).isEqualTo(URI.create("http://h/a"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/sesame, 'url must begin with https://, or be allowed by allowPlainHttp()'",
    "ftp://h/sesame, url must begin with https://",
    "/sesame, url must begin with https://",
    "https:///sesame, url must have a host",
    "https:sesame, url must have a host",
    "https://my_host/sesame, url must have a host",
    "https://me:sesame@h/, 'url must have no user and password: give them as the header"
        + " Authorization'",
    "https://h/sesame sesame, url must be one that the JDK can read",
    "https://h:x/sesame|, url must be one that the JDK can read"
  })
  void checked_urlThatCannotBeUsed_isRefusedWithoutRepeatingIt(String url, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.checked(url))
        .withMessage(why)
        .withNoCause();
  }
}
