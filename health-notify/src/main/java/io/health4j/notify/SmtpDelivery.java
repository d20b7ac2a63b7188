package io.health4j.notify;

import io.health4j.alert.AlertSink.Delivery;
import io.health4j.time.Durations;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * What came of a mail. A server's 4xx passes and its 5xx is for good (RFC 5321, section 4.2.1). Its
 * words are never shown: they may repeat what was sent.
 */
final class SmtpDelivery {

  private static final int TRANSIENT = 400;
  private static final int PERMANENT = 500;

  private SmtpDelivery() {}

  /** Of a connection that could not be made. */
  static Delivery of(IOException thrown, EmailSpec spec) {
    if (thrown instanceof SocketTimeoutException) {
      return Delivery.failed("no connection within " + Durations.text(spec.connectTimeout));
    } else if (thrown instanceof UnknownHostException) {
      return Delivery.failed("its name is not known");
    } else if (thrown instanceof ConnectException) {
      return Delivery.failed("the connection was refused");
    }
    return Delivery.failed(broken(thrown));
  }

  /** Of a mail that the server did not take, or not for all. */
  static Delivery of(MessagingException thrown, SMTPTransport transport) {
    List<Integer> codes = codes(thrown, transport.getLastReturnCode());
    if (codes.isEmpty()) {
      return Delivery.failed(withoutCode(thrown));
    }
    String reason = "answered " + codes.get(0) + refusing(thrown, codes.size());
    return codes.stream().anyMatch(code -> code < PERMANENT)
        ? Delivery.failed(reason)
        : Delivery.rejected(reason);
  }

  /** One for each recipient that was refused, or else the last. */
  private static List<Integer> codes(MessagingException thrown, int last) {
    List<Integer> codes = new ArrayList<>();
    for (@Nullable Exception e = thrown; e != null; e = next(e)) {
      if (e instanceof SMTPAddressFailedException refused) {
        codes.add(refused.getReturnCode());
      }
    }
    if (codes.isEmpty() && last >= TRANSIENT) {
      codes.add(last);
    }
    return codes;
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException chained ? chained.getNextException() : null;
  }

  private static String refusing(MessagingException thrown, int refused) {
    if (thrown instanceof AuthenticationFailedException) {
      return " to the login";
    } else if (thrown instanceof SendFailedException send && send.getValidSentAddresses() != null) {
      int sent = send.getValidSentAddresses().length;
      return sent == 0 ? "" : " for " + refused + " of " + Texts.count(sent + refused, "recipient");
    }
    return "";
  }

  private static String withoutCode(MessagingException thrown) {
    if (thrown instanceof AuthenticationFailedException) {
      return "the server offers no login that is known here";
    } else if (String.valueOf(thrown.getMessage()).startsWith("STARTTLS is required")) {
      return "the server offers no STARTTLS";
    }
    return broken(thrown.getNextException() == null ? thrown : thrown.getNextException());
  }

  private static String broken(Exception thrown) {
    boolean tls = thrown instanceof SSLException;
    return (tls ? "TLS failed: " : "the connection broke: ") + thrown.getClass().getSimpleName();
  }
}
