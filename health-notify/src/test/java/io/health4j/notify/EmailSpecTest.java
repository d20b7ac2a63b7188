package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSpecTest {

  private final EmailSpec spec = new EmailSpec("mail.example.org");

  @Test
  void create_noSettings_areAsDocumented() {
    assertThat(spec.name).isEqualTo("email");
    assertThat(spec.security).isEqualTo(EmailSpec.Security.STARTTLS);
    assertThat(spec.port()).isEqualTo(587);
    assertThat(spec.connectTimeout).isEqualTo(Duration.ofSeconds(5));
    assertThat(spec.timeout).isEqualTo(Duration.ofSeconds(30));
    assertThat(spec.user).isNull();
  }

  @Test
  void port_notGiven_isTheOneOfTheSecurity() {
    assertThat(new EmailSpec("h").implicitTls().port()).isEqualTo(465);
    assertThat(new EmailSpec("h").allowPlain().port()).isEqualTo(25);
    assertThat(new EmailSpec("h").allowPlain().port(2525).port()).isEqualTo(2525);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no address",
        "@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\n",
        "a@b@c",
        "a@example.org, b@example.org",
        "a@exa mple.org"
      })
  void from_thatIsNoAddress_isRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.from(address))
        .withMessageStartingWith("from must be an address, was '")
        .withMessageNotContaining("\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.to("good@example.org", address))
        .withMessageStartingWith("to must be an address, was '");
  }

  @Test
  void to_tooFewOrTooMany_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmailSpec("h").to())
        .withMessage("to must have from 1 to 100 addresses, had 0");
    String[] many = Collections.nCopies(101, "a@example.org").toArray(String[]::new);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmailSpec("h").to(many))
        .withMessage("to must have from 1 to 100 addresses, had 101");
  }

  @Test
  void of_senderOrRecipientsMissing_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailSink.of("h", e -> e.to("a@example.org")))
        .withMessage("from must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailSink.of("h", e -> e.from("a@example.org")))
        .withMessage("to must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailSink.of(" ", e -> {}))
        .withMessage("host must not be blank, was ' '");
  }

  @Test
  void numbers_outOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.port(0))
        .withMessage("server must have a port from 1 to 65535, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.proxy("p", 70_000))
        .withMessage("proxy must have a port from 1 to 65535, was 70000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.timeouts(Duration.ZERO, Duration.ofSeconds(1)))
        .withMessage("connect timeout must be from 1ms to 5min, was 0ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmailSpec("h").timeouts(Duration.ofSeconds(1), Duration.ofHours(1)))
        .withMessage("timeout must be from 1ms to 5min, was 1h");
  }

  @Test
  void settings_givenTwice_areRefused() throws NoSuchAlgorithmException {
    SSLContext tls = SSLContext.getDefault();
    Duration second = Duration.ofSeconds(1);
    spec.name("a")
        .from("a@example.org")
        .to("a@example.org")
        .port(1)
        .login("a", "b")
        .implicitTls()
        .tls(tls)
        .timeouts(second, second)
        .proxy("p", 1);

    assertTwice("name", () -> spec.name("a"));
    assertTwice("from", () -> spec.from("a@example.org"));
    assertTwice("to", () -> spec.to("a@example.org"));
    assertTwice("port", () -> spec.port(1));
    assertTwice("login", () -> spec.login("a", "b"));
    assertTwice("security", spec::implicitTls);
    assertTwice("security", spec::allowPlain);
    assertTwice("tls", () -> spec.tls(tls));
    assertTwice("timeouts", () -> spec.timeouts(second, second));
    assertTwice("proxy", () -> spec.proxy("p", 1));
  }

  private static void assertTwice(String setting, Runnable again) {
    assertThatIllegalStateException()
        .isThrownBy(again::run)
        .withMessage(setting + " is given twice");
  }
}
