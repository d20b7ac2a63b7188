package io.health4j.docker.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what engines write: what is missing, null or of another type is absent. Thread-safe. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  static JsonNode parse(byte[] text) throws JsonProcessingException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array has no other trouble
    }
  }

  static String write(Map<String, List<String>> values) {
    return MAPPER.valueToTree(values).toString();
  }

  static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }

  /** A number above 0: engines write 0, or less, for "none". */
  static OptionalLong positive(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }

  /** A moment; engines write the year 1 for "never". */
  static Optional<Instant> instant(JsonNode node) {
    try {
      Instant instant = Instant.parse(text(node));
      return instant.isAfter(Instant.EPOCH) ? Optional.of(instant) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().isTextual()) {
        texts.put(field.getKey(), field.getValue().textValue());
      }
    }
    return texts;
  }
}
