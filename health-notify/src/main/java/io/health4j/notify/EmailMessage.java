package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A notification as a mail. All mails of a group refer to one id, which no mail has, so that
 * readers show them as one conversation; the same notification has the same id each time that it is
 * sent.
 */
final class EmailMessage {

  static final int MOST_ALERTS = 50;
  private static final int MOST_OF_SUBJECT = 200;
  private static final int MOST_OF_TEXT = 10_000;
  private static final int MOST_OF_ONE_OF_MANY = 2_000;
  private static final int MOST_OF_FACT = 500;
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private EmailMessage() {}

  static MimeMessage of(
      Session session, InternetAddress from, List<InternetAddress> to, Notification notification)
      throws MessagingException {
    String reference = id("group", notification.route(), notification.group());
    MimeMessage mail = new WithId(session, ownId(notification));
    mail.setFrom(from);
    mail.setRecipients(RecipientType.TO, to.toArray(Address[]::new));
    mail.setSubject(subject(notification), UTF_8);
    mail.setSentDate(Date.from(notification.at()));
    mail.setHeader("References", reference);
    mail.setHeader("In-Reply-To", reference);
    // RFC 3834: so that nobody's absence is told to us.
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setContent(body(notification));
    mail.saveChanges();
    return mail;
  }

  static String subject(Notification notification) {
    return Texts.cut(Wording.title(notification), MOST_OF_SUBJECT);
  }

  private static Multipart body(Notification notification) throws MessagingException {
    var body = new MimeMultipart("alternative");
    body.addBodyPart(part(plain(notification), "plain"));
    body.addBodyPart(part(html(notification), "html")); // the last is shown by who can
    return body;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  static String plain(Notification notification) {
    String alerts =
        shown(notification).stream()
            .map(alert -> plain(alert, most(notification)))
            .collect(Collectors.joining("\n"));
    return Wording.title(notification) + "\n\n" + alerts + more(notification, "\n%s\n");
  }

  private static String plain(Alert alert, int most) {
    var text = new StringBuilder(Wording.state(alert) + " " + Wording.name(alert) + "\n");
    text.append(Texts.cut(Texts.clean(alert.message()), most)).append('\n');
    Wording.facts(alert).forEach((name, value) -> text.append("  " + fact(name, value) + "\n"));
    return text.toString();
  }

  static String html(Notification notification) {
    String alerts =
        shown(notification).stream()
            .map(alert -> html(alert, most(notification)))
            .collect(Collectors.joining());
    return "<!DOCTYPE html>\n<html><body style=\"font-family:sans-serif\">\n<h3>"
        + Texts.html(Wording.title(notification))
        + "</h3>\n"
        + alerts
        + more(notification, "<p>%s</p>\n")
        + "</body></html>\n";
  }

  private static String html(Alert alert, int most) {
    String facts =
        Wording.facts(alert).entrySet().stream()
            .map((Map.Entry<String, String> e) -> Texts.html(fact(e.getKey(), e.getValue())))
            .collect(Collectors.joining("<br>"));
    return "<div style=\"border-left:4px solid "
        + color(alert)
        + ";padding-left:8px;margin-bottom:16px\"><b>"
        + Wording.state(alert)
        + "</b> "
        + Texts.html(Wording.name(alert))
        + "<p style=\"white-space:pre-wrap\">"
        + Texts.html(Texts.cut(Texts.clean(alert.message()), most))
        + "</p><small>"
        + facts
        + "</small></div>\n";
  }

  private static String color(Alert alert) {
    if (alert.state().isOver()) {
      return "#2e7d32";
    }
    return switch (alert.severity()) {
      case INFO -> "#1976d2";
      case WARNING -> "#f9a825";
      case CRITICAL -> "#c62828";
    };
  }

  private static String fact(String name, String value) {
    return name + ": " + Texts.cut(value, MOST_OF_FACT);
  }

  private static List<Alert> shown(Notification notification) {
    List<Alert> alerts = notification.alerts();
    return alerts.subList(0, Math.min(MOST_ALERTS, alerts.size()));
  }

  private static int most(Notification notification) {
    return notification.alerts().size() == 1 ? MOST_OF_TEXT : MOST_OF_ONE_OF_MANY;
  }

  private static String more(Notification notification, String format) {
    int left = notification.alerts().size() - MOST_ALERTS;
    return left > 0 ? String.format(format, "and " + left + " more") : "";
  }

  private static String ownId(Notification notification) {
    return id(
        notification.at().toString(),
        notification.route(),
        notification.group(),
        notification.reason().name(),
        notification.alerts().get(0).fingerprint());
  }

  /** Ids may not hold every character, and groups may be long: a hash of them. */
  private static String id(String... parts) {
    byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    UUID hash = UUID.nameUUIDFromBytes(text);
    var hex = HexFormat.of();
    return "<"
        + hex.toHexDigits(hash.getMostSignificantBits())
        + hex.toHexDigits(hash.getLeastSignificantBits())
        + "@health4j>";
  }

  /** A mail whose id is not made anew when it is saved. */
  private static final class WithId extends MimeMessage {

    private final String id;

    WithId(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
