package io.health4j.notify;

import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import io.health4j.time.Durations;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Tells alerts by e-mail: one mail a notification, as plain text and as HTML. It is sent over SMTP
 * with STARTTLS, and not at all where the server has none, unless the spec says otherwise.
 * Thread-safe.
 *
 * <p>A server's 4xx means that it is to be tried again, and 5xx that it is not wanted. When it
 * refuses only some recipients, the others have it, and the answer is about those that don't; a try
 * again then sends to all, with the same {@code Message-ID}. Mails of one group refer to one id, so
 * that they are shown together. Messages are cut at 10,000 characters (2,000 when there are
 * several); of more than 50 alerts the rest is counted.
 */
public final class EmailSink implements AlertSink {

  private static final int IDLE_SECONDS = 5;

  private final EmailSpec spec;
  private final InternetAddress from;
  private final ScheduledThreadPoolExecutor watchdog;

  private EmailSink(EmailSpec spec) {
    this.spec = spec;
    from = spec.sender();
    watchdog =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, "health4j-notify-" + spec.name);
              thread.setDaemon(true);
              return thread;
            });
    watchdog.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    watchdog.allowCoreThreadTimeOut(true);
    watchdog.setRemoveOnCancelPolicy(true);
  }

  /**
   * A sink to a mail server.
   *
   * @param host its name; its certificate must have it
   * @param spec says from whom, to whom and how; {@link EmailSpec#from} and {@link EmailSpec#to}
   *     must be given
   * @return the sink
   * @throws IllegalArgumentException when something is missing or out of range
   */
  public static EmailSink of(String host, Consumer<EmailSpec> spec) {
    var described = new EmailSpec(host);
    spec.accept(described);
    return new EmailSink(described);
  }

  @Override
  public Delivery deliver(Notification notification) {
    SSLSocketFactory factory =
        spec.tls == null
            ? (SSLSocketFactory) SSLSocketFactory.getDefault()
            : spec.tls.getSocketFactory();
    Session session = Session.getInstance(properties(factory));
    try (var socket = new SmtpSocket(spec, factory)) {
      MimeMessage mail = EmailMessage.of(session, from, spec.to, notification);
      Future<?> end =
          watchdog.schedule(socket::abort, spec.timeout.toNanos(), TimeUnit.NANOSECONDS);
      Delivery delivery = send(mail, session, socket);
      end.cancel(false);
      return socket.isAborted() && delivery.outcome() == Delivery.Outcome.FAILED
          ? Delivery.failed("no answer within " + Durations.text(spec.timeout))
          : delivery;
    } catch (MessagingException e) {
      return Delivery.rejected("it cannot be told as a mail: " + e.getClass().getSimpleName());
    } catch (RejectedExecutionException e) {
      return Delivery.failed("it is closed");
    }
  }

  private Delivery send(MimeMessage mail, Session session, SmtpSocket socket) {
    var url = new URLName("smtp", spec.host, spec.port(), null, spec.user, spec.password);
    // Not from the session: which would look for it with the class loader of whoever calls.
    try (var transport = new SMTPTransport(session, url)) {
      try {
        transport.connect(socket.connect());
        transport.sendMessage(mail, mail.getAllRecipients());
      } catch (IOException e) {
        return SmtpDelivery.of(e, spec);
      } catch (MessagingException e) {
        return SmtpDelivery.of(e, transport);
      }
    } catch (MessagingException e) {
      // When it says good-bye: the server has the mail.
    }
    return Delivery.delivered();
  }

  private Properties properties(SSLSocketFactory factory) {
    var properties = new Properties();
    boolean plain = spec.security == EmailSpec.Security.NONE;
    properties.put("mail.smtp.starttls.enable", "true");
    properties.put("mail.smtp.starttls.required", Boolean.toString(!plain));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", factory);
    properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
    properties.put("mail.smtp.auth", Boolean.toString(spec.user != null));
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  @Override
  public String name() {
    return spec.name;
  }

  /** One second more than a mail may take. */
  @Override
  public Duration timeout() {
    return spec.timeout.plusSeconds(1);
  }

  /** A mail under way is still sent, or given up at its timeout. */
  @Override
  public void close() {
    watchdog.shutdown();
  }

  @Override
  public String toString() {
    return "EmailSink[" + name() + "]";
  }
}
