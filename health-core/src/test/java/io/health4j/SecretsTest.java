package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://app:s3cr3t@db:5432/x refused",
        "GET https://hooks.example/x?key=s3cr3t&other=1 answered 500",
        "password=s3cr3t is wrong",
        "db.password: s3cr3t",
        "{\"api_key\": \"s3cr3t\"}",
        "Authorization: Bearer s3cr3t",
        "SLACK_TOKEN=s3cr3t",
        "AWS_SECRET_ACCESS_KEY=s3cr3t",
        "https://hooks.slack.com/services/T000/B000/s3cr3t"
      })
  void redact_textWithASecret_takesItOut(String text) {
    assertThat(Secrets.redact(text)).doesNotContain("s3cr3t").contains("***");
  }

  @Test
  void redact_harmlessText_staysAsItIs() {
    String text = "connect to http://127.0.0.1:8080 timed out after 5s; tokens used 12";
    assertThat(Secrets.redact(text)).isEqualTo(text);
  }

  @Test
  void redact_url_keepsSchemeAndHostOnly() {
    assertThat(Secrets.redact("POST https://hooks.example:443/services/T0/B0/key failed"))
        .isEqualTo("POST https://hooks.example:443/*** failed");
    assertThat(Secrets.redact("at http://h$1/x")).isEqualTo("at http://h$1/***");
  }

  @Test
  void redact_endlessText_isCutBeforeItIsRead() {
    assertThat(Secrets.redact("a.".repeat(1_000_000))).hasSize(Secrets.MAX_LENGTH + 1);
  }

  @Test
  void describe_throwable_isOneLine() {
    assertThat(Secrets.describe(new IllegalStateException("first\nsecond")))
        .isEqualTo("IllegalStateException: first");
    assertThat(Secrets.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
    assertThat(Secrets.describe(new IllegalStateException("")))
        .isEqualTo("IllegalStateException: ");
  }

  @Test
  void describe_throwableWhoseMessageThrows_isItsName() {
    var bad =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException();
          }
        };
    assertThat(Secrets.describe(bad)).isEmpty();
  }
}
