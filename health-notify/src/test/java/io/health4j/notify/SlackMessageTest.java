package io.health4j.notify;

import static io.health4j.test.CannedAlerts.firing;
import static io.health4j.test.CannedAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.test.CannedAlerts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Held against Slack's published rules for blocks. */
class SlackMessageTest {

  private static JsonNode message(Notification notification) {
    return TestServer.JSON.readTree(Json.bytes(SlackMessage.of(notification)));
  }

  /** What docs.slack.dev/reference/block-kit/blocks demands. */
  static void assertKeepsToTheRules(JsonNode message) {
    assertThat(message.get("text").asString()).isNotBlank().hasSizeLessThanOrEqualTo(4_000);
    assertThat(message.get("attachments")).hasSize(1);
    JsonNode attachment = message.get("attachments").get(0);
    assertThat(attachment.get("color").asString()).matches("#[0-9a-f]{6}");
    JsonNode blocks = attachment.get("blocks");
    assertThat(blocks.size()).isBetween(1, 50);
    assertThat(blocks.toString()).hasSizeLessThan(13_000);
    blocks.forEach(SlackMessageTest::assertBlock);
  }

  private static void assertBlock(JsonNode block) {
    switch (block.get("type").asString()) {
      case "header" -> {
        assertThat(block.get("text").get("type").asString()).isEqualTo("plain_text");
        assertThat(block.get("text").get("text").asString()).hasSizeBetween(1, 150);
      }
      case "section" -> assertText(block.get("text"), 3_000);
      case "context" -> {
        assertThat(block.get("elements").size()).isBetween(1, 10);
        block.get("elements").forEach(element -> assertText(element, 2_000));
      }
      default -> assertThat(block).as("a block of a known type").isNull();
    }
  }

  /** Nothing of ours is a link or a call to people: each {@code &} begins one of three entities. */
  private static void assertText(JsonNode text, int most) {
    assertThat(text.get("type").asString()).isEqualTo("mrkdwn");
    assertThat(text.get("text").asString())
        .hasSizeBetween(1, most)
        .doesNotContain("<", ">")
        .doesNotContainPattern("&(?!amp;|lt;|gt;)");
  }

  @Test
  void of_oneAlert_isShownWhole() {
    JsonNode message = message(notification(Reason.FIRED));

    assertKeepsToTheRules(message);
    assertThat(message.get("text").asString()).isEqualTo("CRITICAL: memory-high on gpu-3");
    JsonNode blocks = message.get("attachments").get(0).get("blocks");
    assertThat(blocks).hasSize(3);
    assertThat(blocks.get(1).get("text").get("text").asString())
        .isEqualTo("*CRITICAL* memory-high on gpu-3\nmemory is 93 %, above 80 %");
    assertThat(blocks.get(2).get("elements").get(0).get("text").asString())
        .isEqualTo(
            "check memory · value 0.93 · limit 0.8 · labels team=search · since"
                + " 2026-03-01T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"INFO, #36c5f0", "WARNING, #ecb22e", "CRITICAL, #e01e5a"})
  void of_severity_hasItsColour(Severity severity, String color) {
    JsonNode message = message(notification(Reason.FIRED, List.of(firing("a", severity))));

    assertThat(message.get("attachments").get(0).get("color").asString()).isEqualTo(color);
  }

  @Test
  void of_whatIsOver_isGreen() {
    JsonNode message = message(notification(Reason.ENDED));

    assertThat(message.get("attachments").get(0).get("color").asString()).isEqualTo("#2eb67d");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 21, 300})
  void of_nastyAlerts_keepsToTheRules(int count) {
    List<Alert> alerts = CannedAlerts.nasty(count);
    for (Reason reason : Reason.values()) {
      assertKeepsToTheRules(message(notification(reason, alerts)));
    }
    for (Alert alert : alerts.subList(0, Math.min(20, count))) {
      JsonNode message = message(notification(Reason.FIRED, List.of(alert)));
      assertKeepsToTheRules(message);
      assertThat(message.toString()).contains("(cut, ", " characters in all)");
    }
  }

  @Test
  void of_worstText_fitsAfterItIsEscaped() {
    Alert alert = withMessage(firing("a", Severity.INFO), "&<>".repeat(5_000));

    assertKeepsToTheRules(message(notification(Reason.FIRED, List.of(alert))));
  }

  @Test
  void of_manyAlerts_countsTheRest() {
    List<Alert> alerts =
        IntStream.range(0, 37).mapToObj(i -> firing("gpu-" + i, Severity.WARNING)).toList();
    List<String> texts = texts(message(notification(Reason.FIRED, alerts)));

    assertThat(texts).filteredOn(text -> text.contains("memory-high")).hasSize(20);
    assertThat(texts.get(texts.size() - 1)).isEqualTo("and 17 more");
  }

  private static List<String> texts(JsonNode message) {
    List<String> texts = new ArrayList<>();
    for (JsonNode block : message.get("attachments").get(0).get("blocks")) {
      JsonNode text =
          block.get("type").asString().equals("context")
              ? block.get("elements").get(0)
              : block.get("text");
      if (Set.of("mrkdwn").contains(text.get("type").asString().toLowerCase(Locale.ROOT))) {
        texts.add(text.get("text").asString());
      }
    }
    return texts;
  }

  static Alert withMessage(Alert alert, String message) {
    return new Alert(
        alert.fingerprint(),
        alert.rule(),
        alert.target(),
        alert.check(),
        alert.subject(),
        alert.labels(),
        alert.severity(),
        alert.state(),
        alert.value(),
        alert.limit(),
        message,
        alert.since(),
        alert.startedAt(),
        alert.firedAt(),
        alert.endedAt(),
        alert.flapping(),
        alert.acknowledgedBy(),
        alert.mutedBy(),
        alert.story());
  }
}
