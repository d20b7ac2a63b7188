package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A notification as Slack shows it: a coloured attachment with a header, and a section and a line
 * of context for each alert. The limits are those of {@code
 * docs.slack.dev/reference/block-kit/blocks}. Beside them Slack refuses messages whose blocks are
 * too long together ({@code msg_blocks_too_long}), at some 13,000 characters as users report; so
 * alerts that would take the blocks beyond {@value #MOST_OF_ALL} are only counted.
 */
final class SlackMessage {

  static final int MOST_OF_HEADER = 150;
  static final int MOST_OF_TEXT = 3_000;
  static final int MOST_OF_ALL = 11_000;

  /** With two blocks each and two more, 42 of the 50 that Slack takes. */
  static final int MOST_ALERTS = 20;

  private static final int MOST_OF_ONE_OF_MANY = 600;
  private static final int MOST_OF_NAME = 200;
  private static final int MOST_OF_FACT = 100;

  private SlackMessage() {}

  static Map<String, Object> of(Notification notification) {
    String title = Wording.title(notification);
    return Json.object(
        "text", Texts.mrkdwn(Texts.cut(title, MOST_OF_TEXT, Texts::mrkdwnCost)),
        "attachments",
            Json.array(
                Json.object("color", color(notification), "blocks", blocks(notification, title))));
  }

  private static String color(Notification notification) {
    if (notification.isOver()) {
      return "#2eb67d";
    }
    return switch (notification.severity()) {
      case INFO -> "#36c5f0";
      case WARNING -> "#ecb22e";
      case CRITICAL -> "#e01e5a";
    };
  }

  private static List<Object> blocks(Notification notification, String title) {
    List<Alert> alerts = notification.alerts();
    List<Object> blocks = new ArrayList<>();
    blocks.add(header(title));
    int length = Json.text(blocks).length();
    int shown = 0;
    for (Alert alert : alerts) {
      List<Object> more = blocks(alert, alerts.size() == 1 ? MOST_OF_TEXT : MOST_OF_ONE_OF_MANY);
      length += Json.text(more).length();
      if (shown == MOST_ALERTS || (shown > 0 && length > MOST_OF_ALL)) {
        break;
      }
      blocks.addAll(more);
      shown++;
    }
    if (shown < alerts.size()) {
      blocks.add(context("and " + (alerts.size() - shown) + " more"));
    }
    return blocks;
  }

  private static Map<String, Object> header(String title) {
    String text = Texts.cut(title, MOST_OF_HEADER);
    return Json.object(
        "type", "header", "text", Json.object("type", "plain_text", "text", text, "emoji", false));
  }

  private static List<Object> blocks(Alert alert, int most) {
    String name = escaped(Wording.name(alert), MOST_OF_NAME);
    String head = "*" + Wording.state(alert) + "* " + name + "\n";
    String text = head + escaped(Texts.clean(alert.message()), most - head.length());
    return Json.array(
        Json.object("type", "section", "text", Json.object("type", "mrkdwn", "text", text)),
        context(facts(alert)));
  }

  private static String facts(Alert alert) {
    return Wording.facts(alert).entrySet().stream()
        .map(fact -> fact.getKey() + " " + escaped(fact.getValue(), MOST_OF_FACT))
        .collect(Collectors.joining(" · "));
  }

  private static Map<String, Object> context(String text) {
    return Json.object(
        "type", "context", "elements", Json.array(Json.object("type", "mrkdwn", "text", text)));
  }

  private static String escaped(String text, int most) {
    return Texts.mrkdwn(Texts.cut(text, most, Texts::mrkdwnCost));
  }
}
