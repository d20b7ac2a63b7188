package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  private static final String FIRE = "\ud83d\udd25";

  @Test
  void cut_textThatFits_staysAsItIs() {
    assertThat(Texts.cut("", 0)).isEmpty();
    assertThat(Texts.cut("abc", 3)).isEqualTo("abc");
    assertThat(Texts.cut(FIRE, 2)).isEqualTo(FIRE);
  }

  @Test
  void cut_longText_saysSoWithinTheLimit() {
    String cut = Texts.cut("a".repeat(12_345), 100);

    assertThat(cut).hasSize(100).matches("a+… \\(cut, 12,345 characters in all\\)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 34, 35, 36, 37, 38, 39, 40, 41, 99})
  void cut_surrogatePairs_areNotTornApart(int most) {
    String cut = Texts.cut(FIRE.repeat(50), most);

    assertThat(cut.length()).isLessThanOrEqualTo(most);
    assertThat(cut.codePoints()).noneMatch(p -> p >= 0xd800 && p <= 0xdfff);
  }

  @Test
  void cut_countedInCodePoints_saysHowManyPeopleSee() {
    assertThat(Texts.cut(FIRE.repeat(60), 50)).endsWith("(cut, 60 characters in all)");
  }

  @Test
  void cut_limitWithoutRoomToSaySo_isJustCut() {
    assertThat(Texts.cut("abcdefgh", 5)).isEqualTo("abcde");
  }

  @Test
  void cut_escapesThatTakeMore_areCountedAsTheyWillBe() {
    String raw = "<&>".repeat(1_000);

    String escaped = Texts.mrkdwn(Texts.cut(raw, 300, Texts::mrkdwnCost));

    assertThat(escaped.length()).isBetween(295, 300);
    assertThat(escaped).startsWith("&lt;&amp;&gt;").endsWith("(cut, 3,000 characters in all)");
  }

  @Test
  void line_whateverEndsALine_isOneSpace() {
    assertThat(Texts.line(" a\r\nb\u0000\u0007c\u2028d\u0085e\tf ")).isEqualTo("a b c d e f");
  }

  @Test
  void clean_controlCharacters_goButLinesStay() {
    assertThat(Texts.clean("a\r\nb\u0000\u001bc\td\re")).isEqualTo("a\nb c\td e");
  }

  @Test
  void html_markup_isOnlyText() {
    assertThat(Texts.html("<a href=\"x\" b='&amp;'>"))
        .isEqualTo("&lt;a href=&quot;x&quot; b=&#39;&amp;amp;&#39;&gt;");
  }

  @Test
  void count_oneAndMany_readWell() {
    assertThat(Texts.count(1, "alert")).isEqualTo("1 alert");
    assertThat(Texts.count(0, "alert")).isEqualTo("0 alerts");
    assertThat(Texts.count(1_234, "alert")).isEqualTo("1,234 alerts");
  }
}
