package io.health4j.docker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static JsonNode parse(String text) throws JsonProcessingException {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,-2,2.5,1e3,true,false,null,\"ä\\n\\\"\"],\"b\":{},\"c\":[],\"d\":{\"e\":[[]]}}",
        "[18446744073709551615,9223372036854775807,1e999]",
        "\"text\"",
        "7",
        "null",
        " [ ] "
      })
  void parse_value_isAsTheLibraryReadsIt(String text) throws JsonProcessingException {
    String whole = new JsonMapper().readTree(text).toString();

    assertThat(parse(text).toString()).isEqualTo(whole);
  }

  @Test
  void parse_nothing_isMissing() throws JsonProcessingException {
    assertThat(parse("").isMissingNode()).isTrue();
    assertThat(parse(" \n").path("a").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1", "{\"a\"", "{\"a\":", "[1,", "{} {}", "1 x", "nul", "}", "[}"})
  void parse_noValue_isRefused(String text) {
    assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> parse(text));
  }

  @Test
  void parse_bottomless_isRefused() {
    assertThatExceptionOfType(JsonProcessingException.class)
        .isThrownBy(() -> parse("[".repeat(1_000_000)));
    assertThatExceptionOfType(JsonProcessingException.class)
        .isThrownBy(() -> parse("{\"a\":".repeat(1_000_000)));
  }

  @Test
  void write_anyText_isReadAgain() throws JsonProcessingException {
    List<String> texts = List.of("app=search", "quote=\"\\\"", "line=\n\t", "ä=☃", "");

    JsonNode read = parse(Json.write("la\"bel", texts));

    assertThat(read.path("la\"bel")).extracting(JsonNode::textValue).isEqualTo(texts);
  }
}
