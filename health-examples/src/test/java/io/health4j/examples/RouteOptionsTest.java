package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.health4j.alert.AlertRoute;
import io.health4j.alert.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteOptionsTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private static List<AlertRoute> parse(String... args) {
    return RouteOptions.parse(CommandLine.of(RouteOptions.and(Set.of()), List.of(args)));
  }

  @Test
  void parse_nothing_hasNoRoute() {
    assertThat(parse()).isEmpty();
  }

  @Test
  void parse_everything_isARouteEach() {
    List<AlertRoute> routes =
        parse(
            "--slack", "https://hooks.slack.com/services/T0/B0/x",
            "--pagerduty", KEY,
            "--alertmanager", "https://alertmanager.example.com",
            "--webhook", "https://example.com/hook",
            "--webhook-secret", "s3cret",
            "--smtp", "mail.example.com:587",
            "--mail-to", "ops@example.com");

    assertThat(routes)
        .extracting(AlertRoute::name, AlertRoute::from)
        .containsExactly(
            tuple("alertmanager", Severity.INFO),
            tuple("webhook", Severity.INFO),
            tuple("slack", Severity.WARNING),
            tuple("pagerduty", Severity.CRITICAL),
            tuple("email", Severity.WARNING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9093",
        "http://127.0.0.1:9093/path",
        "HTTP://LOCALHOST",
        "http://[::1]:80/"
      })
  void parse_httpToThisMachine_isTaken(String url) {
    assertThat(parse("--alertmanager", url)).hasSize(1);
    assertThat(parse("--webhook", url)).hasSize(1);
    assertThat(parse("--slack", url)).hasSize(1);
  }

  @Test
  void parse_bothDemos_haveThem() {
    String[] args = {"--webhook", "https://example.com/hook"};

    assertThat(DemoOptions.parse(args).routes()).hasSize(1);
    assertThat(WorkersOptions.parse(List.of(args)).routes()).hasSize(1);
  }

  @Test
  void and_eachOption_isInTheHelp() {
    assertThat(RouteOptions.and(Set.of()))
        .allSatisfy(option -> assertThat(Help.TEXT).contains(option + " "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--webhook http://example.com/s3cret"
            + " | --webhook must begin with https:// unless it leads to this machine,"
            + " was 'http://example.com'",
        "--slack http://127.0.0.1.example.com/s3cret"
            + " | --slack must begin with https:// unless it leads to this machine,"
            + " was 'http://127.0.0.1.example.com'",
        "--webhook http://localhost@example.com/s3cret"
            + " | --webhook must begin with https:// unless it leads to this machine,"
            + " was 'http://example.com'",
        "--alertmanager https://u:s3cret@example.com"
            + " | --alertmanager: url must have no user and password: give them as the header"
            + " Authorization, was 'https://example.com'",
        "--webhook https://example.com/<s3cret>"
            + " | --webhook: url must be one that the JDK can read, was 'https://example.com'",
        "--slack hooks.slack.com/services/s3cret"
            + " | --slack must be a URL that begins with https:// and has a host, was none",
        "--webhook ftp://example.com/s3cret"
            + " | --webhook must be a URL that begins with https:// and has a host, was none",
        "--webhook https://"
            + " | --webhook must be a URL that begins with https:// and has a host, was none",
        "--pagerduty s3cret | --pagerduty: routingKey must be 32 letters or digits",
        "--webhook-secret s3cret | --webhook-secret needs --webhook",
        "--smtp mail:25 | --smtp needs --mail-to",
        "--mail-to a@example.com | --mail-to needs --smtp",
        "--smtp mail --mail-to a@example.com | --smtp must be HOST:PORT, was 'mail'",
        "--smtp mail:0 --mail-to a@example.com"
            + " | --smtp: server must have a port from 1 to 65535, was 0",
        "--smtp mail:25 --mail-to nobody | --smtp: from must be an address, was 'nobody'",
      })
  void parse_wrong_isToldInOneLineWithoutSecrets(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n", "s3cret");
  }
}
