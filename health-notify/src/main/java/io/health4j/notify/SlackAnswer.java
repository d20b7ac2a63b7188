package io.health4j.notify;

import io.health4j.alert.AlertSink.Delivery;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Slack's Web API says: 200 also when it refuses, with {@code "ok":false} and an error ({@code
 * docs.slack.dev/reference/methods/chat.postmessage}). Three values are picked out of the text. A
 * quote inside a text of JSON is escaped, so what is found here is always a name; and it is found
 * also where the rest, which repeats the message, was not read.
 */
final class SlackAnswer {

  private static final Pattern OK = Pattern.compile("\"ok\"\\s*:\\s*true\\b");
  private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"([a-z_]{1,60})\"");
  private static final Pattern TS = Pattern.compile("\"ts\"\\s*:\\s*\"(\\d{1,20}\\.\\d{1,20})\"");

  /** Slack's own troubles, and limits: they pass. */
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "message_limit_exceeded",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org",
          "external_channel_migrating");

  /** The thread is gone, and a new one can be begun. */
  private static final Set<String> LOST_THREAD =
      Set.of("thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked");

  /** Errors that may be repeated in a reason. Another text may be anything, even a secret. */
  private static final Set<String> KNOWN =
      Set.of(
          "account_inactive",
          "access_denied",
          "channel_not_found",
          "invalid_arguments",
          "invalid_attachments",
          "invalid_auth",
          "invalid_blocks",
          "invalid_blocks_format",
          "is_archived",
          "missing_scope",
          "msg_blocks_too_long",
          "msg_too_long",
          "no_permission",
          "no_text",
          "not_allowed_token_type",
          "not_authed",
          "not_in_channel",
          "org_login_required",
          "restricted_action",
          "token_expired",
          "token_revoked",
          "two_factor_setup_required");

  private final String body;
  private final String error;

  SlackAnswer(String body) {
    this.body = body;
    Matcher matcher = ERROR.matcher(body);
    error = matcher.find() ? matcher.group(1) : "";
  }

  Delivery delivery() {
    if (OK.matcher(body).find()) {
      return Delivery.delivered();
    } else if (PASSING.contains(error) || hasLostThread()) {
      return Delivery.failed("answered " + error);
    } else if (KNOWN.contains(error)) {
      return Delivery.rejected("answered " + error);
    }
    return error.isEmpty()
        ? Delivery.failed("answered 200 with what is no answer of Slack's")
        : Delivery.rejected("answered 200 with an error that is not known here");
  }

  boolean hasLostThread() {
    return LOST_THREAD.contains(error);
  }

  /** What names the message. */
  @Nullable String ts() {
    Matcher matcher = TS.matcher(body);
    return matcher.find() ? matcher.group(1) : null;
  }
}
