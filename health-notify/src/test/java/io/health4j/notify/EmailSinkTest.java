package io.health4j.notify;

import static io.health4j.test.CannedAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.AlertSink.Delivery.Outcome;
import io.health4j.alert.Notification.Reason;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailSinkTest {

  @TempDir static Path folder;

  private static EmailSink sink(int port, Consumer<EmailSpec> more) {
    return EmailSink.of(
        "127.0.0.1",
        e -> more.accept(e.port(port).from("h@example.org").to("a@example.org", "b@example.org")));
  }

  private static Delivery deliver(int port, Consumer<EmailSpec> more) throws Exception {
    try (EmailSink sink = sink(port, more)) {
      return sink.deliver(notification(Reason.FIRED));
    }
  }

  private static Delivery deliver(SmtpServer server) throws Exception {
    return deliver(server.port(), EmailSpec::allowPlain);
  }

  @Test
  void deliver_realServer_hasTheMail() throws Exception {
    var mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    try {
      mail.setUser("a@example.org", "ada", Secrets.PASSWORD);

      Delivery delivery =
          deliver(mail.getSmtp().getPort(), e -> e.allowPlain().login("ada", Secrets.PASSWORD));

      assertThat(delivery).isEqualTo(Delivery.delivered());
      MimeMessage received = mail.getReceivedMessagesForDomain("example.org")[0];
      assertThat(received.getSubject()).isEqualTo("CRITICAL: memory-high on gpu-3");
      assertThat(mail.getReceivedMessages()).hasSize(2);
    } finally {
      mail.stop();
    }
  }

  @Test
  void deliver_realServerRefusesTheLogin_isRejected() throws Exception {
    var mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    try {
      mail.setUser("a@example.org", "ada", "other");

      assertThat(
              deliver(mail.getSmtp().getPort(), e -> e.allowPlain().login("ada", Secrets.PASSWORD)))
          .isEqualTo(Delivery.rejected("answered 535 to the login"));
    } finally {
      mail.stop();
    }
  }

  @Test
  void deliver_startTls_tellsNothingBefore() throws Exception {
    SSLContext tls = TestTls.forLoopback(folder);
    try (var server = new SmtpServer(tls)) {
      assertThat(deliver(server.port(), e -> e.tls(tls).login("ada", "pw")))
          .isEqualTo(Delivery.delivered());

      assertThat(server.said.get(0)).startsWith("EHLO ");
      assertThat(server.said.get(1)).isEqualTo("STARTTLS");
      assertThat(server.said.get(2)).startsWith("EHLO ");
      assertThat(server.said.get(3)).startsWith("AUTH ");
      assertThat(server.said)
          .contains(
              "MAIL FROM:<h@example.org>",
              "RCPT TO:<b@example.org>",
              "Subject: CRITICAL:" + " memory-high on gpu-3");
    }
  }

  @Test
  void deliver_serverWithoutStartTls_isToldNothing() throws Exception {
    try (var server = new SmtpServer(null)) {
      assertThat(deliver(server.port(), e -> e.login("ada", "pw")))
          .isEqualTo(Delivery.failed("the server offers no STARTTLS"));

      assertThat(server.said).noneMatch(line -> line.matches("(AUTH|MAIL|RCPT|DATA).*"));
    }
  }

  @Test
  void deliver_certificateNotTrustedOrOfSomebodyElse_isToldNothing() throws Exception {
    SSLContext other = TestTls.forSomebodyElse(folder);
    try (var server = new SmtpServer(other)) {
      for (Consumer<EmailSpec> trusting :
          List.<Consumer<EmailSpec>>of(e -> {}, e -> e.tls(other))) {
        Delivery delivery = deliver(server.port(), trusting);

        assertThat(delivery.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(delivery.reason()).startsWith("TLS failed: SSL");
      }
      assertThat(server.said).noneMatch(line -> line.matches("(AUTH|MAIL|RCPT|DATA).*"));
    }
  }

  @Test
  void deliver_implicitTls_isSecureFromTheStart() throws Exception {
    SSLContext tls = TestTls.forLoopback(folder);
    try (var server = secureFromTheStart(tls)) {
      assertThat(deliver(server.port(), e -> e.implicitTls().tls(tls)))
          .isEqualTo(Delivery.failed("answered 421"));
    }
    SSLContext other = TestTls.forSomebodyElse(folder);
    try (var server = secureFromTheStart(other)) {
      assertThat(deliver(server.port(), e -> e.implicitTls().tls(other)).reason())
          .startsWith("TLS failed: SSL");
    }
  }

  /** It greets over TLS: 421, come again. */
  private static RawServer secureFromTheStart(SSLContext tls) {
    return new RawServer(
        client -> {
          var secure =
              (SSLSocket) tls.getSocketFactory().createSocket(client, "c", client.getPort(), true);
          secure.setUseClientMode(false);
          RawServer.write(secure, "421 come again\r\n");
          secure.getInputStream().readAllBytes();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "'', 421 busy, FAILED, answered 421",
    "'', 554 go away, REJECTED, answered 554",
    "MAIL, 451 later, FAILED, answered 451",
    "MAIL, 552 full, REJECTED, answered 552",
    "RCPT, 450 greylisted, FAILED, answered 450",
    "RCPT, 550 who?, REJECTED, answered 550",
    "DATA, 451 later, FAILED, answered 451",
    "DATA, 554 no, REJECTED, answered 554",
    "., 452 full, FAILED, answered 452",
    "., 554 spam, REJECTED, answered 554"
  })
  void deliver_refused_passesOrNotAsTheCodeSays(
      String line, String answer, Outcome outcome, String reason) throws Exception {
    try (var server = new SmtpServer(null).answer(line, answer)) {
      Delivery delivery = deliver(server);

      assertThat(delivery.outcome()).isEqualTo(outcome);
      assertThat(delivery.reason()).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "550 who?, REJECTED, answered 550 for 1 of 2 recipients",
    "450 later, FAILED, answered 450 for 1 of 2 recipients"
  })
  void deliver_oneRecipientRefused_tellsTheOther(String answer, Outcome outcome, String reason)
      throws Exception {
    try (var server = new SmtpServer(null).answer("RCPT TO:<a@", answer)) {
      Delivery delivery = deliver(server);

      assertThat(delivery.outcome()).isEqualTo(outcome);
      assertThat(delivery.reason()).isEqualTo(reason);
      assertThat(server.said).contains("DATA", ".");
    }
  }

  @ParameterizedTest
  @CsvSource({"535 no, REJECTED", "454 later, FAILED"})
  void deliver_loginRefused_passesOrNotAsTheCodeSays(String answer, Outcome outcome)
      throws Exception {
    try (var server = new SmtpServer(null).answer("AUTH", answer)) {
      Delivery delivery = deliver(server.port(), e -> e.allowPlain().login("ada", "pw"));

      assertThat(delivery.outcome()).isEqualTo(outcome);
      assertThat(delivery.reason()).endsWith(" to the login");
    }
  }

  @Test
  void deliver_loginThatTheServerHasNot_failsForNow() throws Exception {
    try (var server = new SmtpServer(null).answer("EHLO", "250-test\r\n250 AUTH X-OTHER")) {
      assertThat(deliver(server.port(), e -> e.allowPlain().login("ada", "pw")))
          .isEqualTo(Delivery.failed("the server offers no login that is known here"));
    }
  }

  @Test
  void deliver_goodByeRefused_isDelivered() throws Exception {
    try (var server = new SmtpServer(null).answer("QUIT", "500 what?")) {
      assertThat(deliver(server)).isEqualTo(Delivery.delivered());
    }
  }

  @Test
  void deliver_silentServer_isGivenUp() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server =
        new RawServer(
            client -> {
              client.getInputStream().readAllBytes();
              hungUp.countDown();
            })) {
      do { // until the time was not over before there was a connection
        assertThat(deliver(server.port(), EmailSinkTest::hasty))
            .isEqualTo(Delivery.failed("no answer within 150ms"));
      } while (!hungUp.await(1, TimeUnit.SECONDS));
    }
  }

  @Test
  void deliver_drippingServer_isGivenUp() throws Exception {
    try (var server = new RawServer(client -> Trouble.drip(client, "220-te"))) {
      assertThat(deliver(server.port(), EmailSinkTest::hasty))
          .isEqualTo(Delivery.failed("no answer within 150ms"));
    }
  }

  @Test
  void deliver_connectionThatBreaks_failsForNow() throws Exception {
    try (var server =
        new RawServer(
            client -> {
              RawServer.write(client, "220 test\r\n");
              client.getInputStream().read();
              client.setSoLinger(true, 0);
              client.close();
            })) {
      Delivery delivery = deliver(server.port(), EmailSpec::allowPlain);

      assertThat(delivery.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(delivery.reason()).startsWith("the connection broke: ");
    }
  }

  private static void hasty(EmailSpec spec) {
    spec.allowPlain().timeouts(Duration.ofSeconds(5), Duration.ofMillis(150));
  }

  @Test
  void deliver_nobodyThere_failsForNow() throws Exception {
    assertThat(deliver(1, EmailSpec::allowPlain)) // a port that was free may be taken again
        .isEqualTo(Delivery.failed("the connection was refused"));
  }

  @Test
  void deliver_nameNotKnown_failsForNow() throws Exception {
    try (EmailSink sink =
        EmailSink.of("no-such-host.invalid", e -> e.from("h@example.org").to("a@example.org"))) {
      assertThat(sink.deliver(notification(Reason.FIRED)))
          .isEqualTo(Delivery.failed("its name is not known"));
    }
  }

  @Test
  void deliver_byProxy_connectsThere() throws Exception {
    var asked = new CountDownLatch(1);
    try (var mail = new SmtpServer(null);
        var proxy = new RawServer(client -> tunnel(client, mail.port(), asked))) {
      Delivery delivery =
          deliver(mail.port(), e -> e.allowPlain().proxy("127.0.0.1", proxy.port()));

      assertThat(delivery).isEqualTo(Delivery.delivered());
      assertThat(asked.getCount()).isZero();
    }
  }

  /** Answers a CONNECT, and then passes on what comes, either way. */
  private static void tunnel(Socket client, int port, CountDownLatch asked) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) client.getInputStream().read());
    }
    if (head.toString().startsWith("CONNECT 127.0.0.1:" + port + " ")) {
      asked.countDown();
    }
    RawServer.write(client, "HTTP/1.1 200 OK\r\n\r\n");
    try (var mail = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var back =
          new Thread(
              () -> {
                try {
                  mail.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException e) {
                  // the end
                }
              });
      back.setDaemon(true);
      back.start();
      client.getInputStream().transferTo(mail.getOutputStream());
    }
  }

  @Test
  void deliver_closed_fails() throws Exception {
    EmailSink sink = sink(1, EmailSpec::allowPlain);
    sink.close();
    sink.close();

    assertThat(sink.deliver(notification(Reason.FIRED))).isEqualTo(Delivery.failed("it is closed"));
  }

  @Test
  void close_afterUse_endsItsThread() throws Exception {
    try (var server = new SmtpServer(null)) {
      EmailSink sink = sink(server.port(), e -> e.allowPlain().name("closing-mail"));
      sink.deliver(notification(Reason.FIRED));
      sink.close();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("health4j-notify-closing-mail")) {
        assertThat(thread.isDaemon()).isTrue();
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  void settings_default_areAsDocumented() {
    try (EmailSink sink = EmailSink.of("h", e -> e.from("h@example.org").to("a@example.org"))) {
      assertThat(sink.name()).isEqualTo("email");
      assertThat(sink.timeout()).isEqualTo(Duration.ofSeconds(31));
      assertThat(sink).hasToString("EmailSink[email]");
    }
  }
}
