package io.health4j.notify;

import static io.health4j.test.CannedAlerts.firing;
import static io.health4j.test.CannedAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Severity;
import io.health4j.test.CannedAlerts;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

class EmailMessageTest {

  private static final Session SESSION = Session.getInstance(new Properties());

  /** As a reader gets it: written to bytes, and read again. */
  private static MimeMessage sent(Notification notification)
      throws MessagingException, IOException {
    var bytes = new ByteArrayOutputStream();
    EmailMessage.of(
            SESSION,
            new InternetAddress("h@example.org"),
            List.of(new InternetAddress("a@example.org"), new InternetAddress("b@example.org")),
            notification)
        .writeTo(bytes);
    return new MimeMessage(SESSION, new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static String part(MimeMessage mail, int index) throws MessagingException, IOException {
    return (String) ((Multipart) mail.getContent()).getBodyPart(index).getContent();
  }

  @Test
  void of_oneAlert_isPlainAndHtml() throws Exception {
    MimeMessage mail = sent(notification(Reason.FIRED));

    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    var parts = (Multipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType())
        .isEqualToIgnoringCase("text/plain; charset=utf-8");
    assertThat(parts.getBodyPart(1).getContentType())
        .isEqualToIgnoringCase("text/html; charset=utf-8");
    assertThat(part(mail, 0).lines())
        .containsExactly(
            "CRITICAL: memory-high on gpu-3",
            "",
            "CRITICAL memory-high on gpu-3",
            "memory is 93 %, above 80 %",
            "  check: memory",
            "  value: 0.93",
            "  limit: 0.8",
            "  labels: team=search",
            "  since: 2026-03-01T12:00:00Z");
    assertThat(part(mail, 1)).contains("<b>CRITICAL</b> memory-high on gpu-3", "#c62828");
  }

  @Test
  void of_anyNotification_hasItsHeaders() throws Exception {
    MimeMessage mail = sent(notification(Reason.FIRED));

    assertThat(mail.getSubject()).isEqualTo("CRITICAL: memory-high on gpu-3");
    assertThat(mail.getFrom()).containsExactly(new InternetAddress("h@example.org"));
    assertThat(mail.getAllRecipients()).hasSize(2);
    assertThat(mail.getSentDate()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getMessageID()).matches("<[0-9a-f]{32}@health4j>");
    assertThat(mail.getHeader("References")[0]).matches("<[0-9a-f]{32}@health4j>");
  }

  @Test
  void of_sameGroup_isOneConversation() throws Exception {
    MimeMessage fired = sent(notification(Reason.FIRED));
    MimeMessage again = sent(notification(Reason.FIRED));
    MimeMessage ended = sent(notification(Reason.ENDED));
    MimeMessage other =
        sent(
            new Notification(
                "zone=b",
                "canned",
                Reason.FIRED,
                notification(Reason.FIRED).alerts(),
                CannedAlerts.AT));

    assertThat(again.getMessageID()).isEqualTo(fired.getMessageID());
    assertThat(ended.getMessageID()).isNotEqualTo(fired.getMessageID());
    assertThat(ended.getHeader("References")).isEqualTo(fired.getHeader("References"));
    assertThat(ended.getHeader("In-Reply-To")).isEqualTo(fired.getHeader("References"));
    assertThat(other.getHeader("References")).isNotEqualTo(fired.getHeader("References"));
    assertThat(fired.getHeader("References")).doesNotContain(fired.getMessageID());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void of_nastyAlerts_isStillOneMailToTheSame(Reason reason) throws Exception {
    for (Alert alert : CannedAlerts.nasty(6)) {
      MimeMessage mail = sent(notification(reason, List.of(alert)));

      assertThat(mail.getHeader("Subject")).hasSize(1);
      assertThat(mail.getAllRecipients()).hasSize(2);
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(Collections.list(mail.getAllHeaders()))
          .extracting(Header::getName)
          .containsExactlyInAnyOrder(
              "From",
              "To",
              "Message-ID",
              "Subject",
              "Date",
              "References",
              "In-Reply-To",
              "Auto-Submitted",
              "MIME-Version",
              "Content-Type");
      assertThat(mail.getSubject()).hasSizeLessThanOrEqualTo(200).doesNotContainPattern("\\p{Cc}");
    }
  }

  @Test
  void html_nastyAlerts_isWellFormedAndHasNoMarkupOfTheirs() throws Exception {
    String html = EmailMessage.html(notification(Reason.FIRED, CannedAlerts.nasty(60)));

    assertThat(html).doesNotContain("<b>&amp;</b>").contains("&lt;b&gt;&amp;amp;&lt;/b&gt;");
    String body = html.substring(html.indexOf("<html>")).replace("<br>", "<br/>");
    String text = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    var factory = DocumentBuilderFactory.newInstance();
    assertThat(
            factory
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getElementsByTagName("div")
                .getLength())
        .isEqualTo(50);
  }

  @Test
  void of_moreAlertsThanAreShown_countsTheRest() {
    List<Alert> alerts =
        IntStream.range(0, 67).mapToObj(i -> firing("gpu-" + i, Severity.WARNING)).toList();
    Notification many = notification(Reason.FIRED, alerts);

    assertThat(EmailMessage.plain(many)).endsWith("\nand 17 more\n").contains("gpu-49");
    assertThat(EmailMessage.plain(many)).doesNotContain("gpu-50");
    assertThat(EmailMessage.html(many)).contains("<p>and 17 more</p>");
    assertThat(EmailMessage.plain(notification(Reason.FIRED))).doesNotContain(" more");
  }

  @Test
  void of_longMessage_isCutAndSaysSo() {
    Alert alert = SlackMessageTest.withMessage(firing("a", Severity.INFO), "long ".repeat(10_000));

    assertThat(EmailMessage.plain(notification(Reason.FIRED, List.of(alert))))
        .hasSizeBetween(10_000, 10_500)
        .contains("(cut, 50,000 characters in all)");
    assertThat(EmailMessage.plain(notification(Reason.FIRED, List.of(alert, alert))))
        .hasSizeBetween(4_000, 5_000);
  }
}
