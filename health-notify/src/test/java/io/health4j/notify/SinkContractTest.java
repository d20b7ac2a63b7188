package io.health4j.notify;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.health4j.alert.AlertSink;
import io.health4j.test.AlertSinkContract;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Every sink holds to the contract. */
class SinkContractTest {

  /** Held, as loggers are collected otherwise. */
  private static final Logger MUTE = Logger.getLogger("mute");

  abstract static class OverHttp implements AlertSinkContract {

    private final HttpSinks kind;
    private TestServer server;

    OverHttp(HttpSinks kind) {
      this.kind = kind;
    }

    @BeforeEach
    void open() {
      server = new TestServer();
    }

    @AfterEach
    void close() {
      server.close();
    }

    @Override
    public AlertSink sink() {
      return kind.to(server);
    }

    @Override
    public Set<String> secrets() {
      return Secrets.ALL;
    }
  }

  @Nested
  class SlackWebhook extends OverHttp {
    SlackWebhook() {
      super(HttpSinks.SLACK_WEBHOOK);
    }
  }

  @Nested
  class SlackBot extends OverHttp {
    SlackBot() {
      super(HttpSinks.SLACK_BOT);
    }
  }

  @Nested
  class PagerDuty extends OverHttp {
    PagerDuty() {
      super(HttpSinks.PAGERDUTY);
    }
  }

  @Nested
  class Alertmanager extends OverHttp {
    Alertmanager() {
      super(HttpSinks.ALERTMANAGER);
    }
  }

  @Nested
  class Webhook extends OverHttp {
    Webhook() {
      super(HttpSinks.WEBHOOK);
    }
  }

  @Nested
  class Email implements AlertSinkContract {

    private GreenMail mail;

    @BeforeEach
    void open() {
      mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
      mail.start();
    }

    @AfterEach
    void close() {
      mail.stop();
    }

    @Override
    public AlertSink sink() {
      return EmailSink.of(
          "127.0.0.1",
          e ->
              e.port(mail.getSmtp().getPort())
                  .allowPlain()
                  .from("health4j@example.org")
                  .to("ops@example.org"));
    }
  }

  @Nested
  class Log implements AlertSinkContract {
    @Override
    public AlertSink sink() {
      return LogSink.of("mute");
    }

    @BeforeEach
    void mute() {
      MUTE.setUseParentHandlers(false);
    }
  }
}
