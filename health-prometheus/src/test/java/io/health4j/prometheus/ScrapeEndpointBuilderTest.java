package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeEndpointBuilderTest {

  private static ScrapeEndpointBuilder builder() {
    return ScrapeEndpoint.builder((format, out) -> {});
  }

  private static void assertRefused(UnaryOperator<ScrapeEndpointBuilder> setting, String message) {
    assertThatThrownBy(() -> setting.apply(builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void assertOnce(String name, UnaryOperator<ScrapeEndpointBuilder> setting) {
    ScrapeEndpointBuilder once = setting.apply(builder());
    assertThatThrownBy(() -> setting.apply(once))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(name + " is given twice");
  }

  @Test
  void settings_givenTwice_areRefused() throws Exception {
    var tls = SSLContext.getDefault();
    assertOnce("address", b -> b.address("127.0.0.1"));
    assertOnce("port", b -> b.port(0));
    assertOnce("path", b -> b.path("/m"));
    assertOnce("basicAuth", b -> b.basicAuth("u", "p"));
    assertOnce("allowPlainHttp", ScrapeEndpointBuilder::allowPlainHttp);
    assertOnce("tls", b -> b.tls(tls));
    assertOnce("concurrentScrapes", b -> b.concurrentScrapes(4));
    assertOnce("timeout", b -> b.timeout(Duration.ofSeconds(1)));
  }

  @Test
  void start_twice_isRefused() {
    ScrapeEndpointBuilder builder = builder().port(0);
    try (var endpoint = builder.start()) {
      assertThatThrownBy(builder::start).hasMessage("start is given twice");
      assertThat(endpoint.url()).isNotEmpty();
    }
  }

  @Test
  void numbers_outOfRange_areRefused() {
    assertRefused(b -> b.port(-1), "port must be from 0 to 65535, was -1");
    assertRefused(b -> b.port(65_536), "port must be from 0 to 65535, was 65536");
    assertRefused(b -> b.concurrentScrapes(0), "concurrentScrapes must be from 1 to 100, was 0");
    assertRefused(
        b -> b.concurrentScrapes(101), "concurrentScrapes must be from 1 to 100, was 101");
    assertRefused(
        b -> b.timeout(Duration.ofMillis(99)), "timeout must be from 100ms to 5min, was 99ms");
    assertRefused(
        b -> b.timeout(Duration.ofMinutes(6)), "timeout must be from 100ms to 5min, was 6min");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "metrics", "/a b", "/a?b", "/a%20", "/ä"})
  void path_thatCannotBeAskedFor_isRefused(String path) {
    assertRefused(
        b -> b.path(path),
        "path must be a slash and up to 200 letters, digits and ._~/-, was '" + path + "'");
  }

  @Test
  void basicAuth_wrongCharacters_isRefusedWithoutThem() {
    String user = "user must be from 1 to 200 characters without a colon and control characters";
    String password = "password must be from 1 to 1000 characters without control characters";
    assertRefused(b -> b.basicAuth("a:b", "s3cret"), user);
    assertRefused(b -> b.basicAuth("", "s3cret"), user);
    assertRefused(b -> b.basicAuth("u", ""), password);
    assertRefused(b -> b.basicAuth("u", "s3cret\n"), password);
  }

  @Test
  void start_passwordWithoutTlsForOthers_isRefused() {
    ScrapeEndpointBuilder open = builder().port(0).address("0.0.0.0").basicAuth("u", "s3cret");

    assertThatThrownBy(open::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("basicAuth at 0.0.0.0 needs tls: ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void start_passwordWithoutTlsThatIsAllowed_serves() {
    ScrapeEndpointBuilder open = builder().port(0).address("0.0.0.0").basicAuth("u", "s3cret");

    try (var endpoint = open.allowPlainHttp().start()) {
      assertThat(endpoint.url()).startsWith("http://");
    }
  }

  @Test
  void start_addressOfSomebodyElse_isNamed() {
    assertThatThrownBy(() -> builder().port(0).address("192.0.2.1").start())
        .hasMessageStartingWith("port 0 of 192.0.2.1 cannot be used (");
    assertThatThrownBy(() -> builder().port(0).address("not an address").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("address must be one of this machine's, was 'not an address'");
  }

  @Test
  void toString_always_saysWhere() {
    assertThat(builder()).hasToString("ScrapeEndpointBuilder[127.0.0.1:9464/metrics]");
  }
}
