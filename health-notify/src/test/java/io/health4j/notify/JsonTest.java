package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.test.CannedAlerts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static String readBack(String text) {
    return TestServer.JSON.readTree(Json.bytes(Json.array(text))).get(0).asString();
  }

  @Test
  void text_everyKind_isWritten() {
    Map<String, Object> object =
        Json.object(
            "text",
            "a",
            "int",
            1,
            "long",
            2L,
            "double",
            0.5,
            "yes",
            true,
            "none",
            null,
            "list",
            List.of(1, "b", List.of()),
            "object",
            Map.of(),
            "at",
            Instant.EPOCH);

    assertThat(Json.text(object))
        .isEqualTo(
            "{\"text\":\"a\",\"int\":1,\"long\":2,\"double\":0.5,\"yes\":true,"
                + "\"list\":[1,\"b\",[]],\"object\":{},\"at\":\"1970-01-01T00:00:00Z\"}");
  }

  @Test
  void object_numberThatIsNone_isLeftOut() {
    assertThat(
            Json.object(
                "a", OptionalDouble.empty(),
                "b", OptionalDouble.of(Double.NaN),
                "c", OptionalDouble.of(Double.NEGATIVE_INFINITY),
                "d", OptionalDouble.of(-0.25)))
        .containsExactly(Map.entry("d", -0.25));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void text_numberThatIsNone_isRefused(double number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.text(number))
        .withMessage("a number must be finite, was " + number);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1e300, Double.MIN_VALUE, 123456789.125, 1e-7})
  void text_anyNumber_isReadBack(double number) {
    assertThat(TestServer.JSON.readTree(Json.text(Json.array(number))).get(0).asDouble())
        .isEqualTo(number);
  }

  @Test
  void text_everyCharacter_isReadBack() {
    for (int point = 0; point <= 0x10ffff; point += point < 0x3000 ? 1 : 97) {
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      String text = "x" + new String(Character.toChars(point)) + "y";
      assertThat(readBack(text)).isEqualTo(half ? "x\ufffdy" : text);
    }
  }

  @Test
  void text_randomUnits_areReadBackAndPlain() {
    var random = new Random(1);
    for (int i = 0; i < 500; i++) {
      var text = new StringBuilder();
      for (int j = 0; j < 50; j++) {
        text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
      }
      String wanted = new String(utf8(text), StandardCharsets.UTF_8);

      assertThat(readBack(text.toString())).isEqualTo(wanted);
      assertThat(Json.text(text.toString()).chars()).noneMatch(Character::isISOControl);
    }
  }

  /** As the JDK writes it, but with U+FFFD for half a pair, where the JDK has a question mark. */
  private static byte[] utf8(CharSequence text) {
    var whole = new StringBuilder();
    text.codePoints()
        .map(p -> p >= 0xd800 && p <= 0xdfff ? 0xfffd : p)
        .forEach(whole::appendCodePoint);
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void text_nastyNames_areEscapedToo() {
    String json = Json.text(Map.of(CannedAlerts.NASTY, 1));

    assertThat(TestServer.JSON.readTree(json).propertyNames())
        .containsExactly(CannedAlerts.NASTY.replace('\ud800', '\ufffd'));
  }
}
