package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "yes, yes",
    "a: b # c, a: b # c",
    "{{ $labels.x }}, {{ $labels.x }}",
    "Zürich 東京 😀, Zürich 東京 😀",
    "say \"so\", say \\\"so\\\"",
    "C:\\x, C:\\\\x"
  })
  void quoted_someText_isInQuotesWithEscapes(String text, String quoted) {
    assertThat(Yaml.quoted(text)).isEqualTo("\"" + quoted + "\"");
  }

  @Test
  void quoted_whatEndsLinesOrIsNotSeen_isEscaped() {
    assertThat(Yaml.quoted("a\nb\rc\td\u0000\u0085\u2028\ufeff"))
        .isEqualTo("\"a\\nb\\u000dc\\u0009d\\u0000\\u0085\\u2028\\ufeff\"");
    assertThat(Yaml.quoted(new String(Character.toChars(0xe0001)))).isEqualTo("\"\\U000e0001\"");
  }

  @Test
  void quoted_halfACharacter_isReplaced() {
    assertThat(Yaml.quoted("a\ud83db")).isEqualTo("\"a\\ufffdb\"");
  }

  @Test
  void text_atADepth_isIndented() {
    assertThat(new Yaml().line(0, "a:").text(2, "k", "v").block(1, "e", "x\ny"))
        .hasToString("a:\n    k: \"v\"\n  e: |-\n    x\n    y\n");
  }
}
