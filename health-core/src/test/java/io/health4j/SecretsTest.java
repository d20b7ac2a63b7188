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
        "SLACK_TOKEN=s3cr3t"
      })
  void redact_textWithASecret_takesItOut(String text) {
    assertThat(Secrets.redact(text)).doesNotContain("s3cr3t").contains("***");
  }

  @Test
  void redact_harmlessText_staysAsItIs() {
    String text = "connect to http://127.0.0.1:8080/health timed out after 5s; tokens used 12";
    assertThat(Secrets.redact(text)).isEqualTo(text);
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
