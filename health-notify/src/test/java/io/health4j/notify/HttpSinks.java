package io.health4j.notify;

import io.health4j.alert.AlertSink;
import java.util.function.Consumer;

/** Each way to tell alerts over HTTP, with a secret in all that may be one. */
enum HttpSinks {
  SLACK_WEBHOOK("/services/T0/B0/" + Secrets.PATH) {
    @Override
    AlertSink to(String url, Consumer<HttpSinkSpec> http) {
      return SlackSink.of(url, http);
    }
  },
  SLACK_BOT("/api/chat.postMessage") {
    @Override
    AlertSink to(String url, Consumer<HttpSinkSpec> http) {
      return SlackSink.bot(url, Secrets.TOKEN, "#alerts", http);
    }
  },
  PAGERDUTY("/v2/enqueue?" + Secrets.PATH) {
    @Override
    AlertSink to(String url, Consumer<HttpSinkSpec> http) {
      return PagerDutySink.at(url, Secrets.KEY, http);
    }
  },
  ALERTMANAGER("/" + Secrets.PATH) {
    @Override
    AlertSink to(String url, Consumer<HttpSinkSpec> http) {
      return AlertmanagerSink.of(
          url, spec -> http.accept(spec.header("Authorization", "Bearer " + Secrets.TOKEN)));
    }
  },
  WEBHOOK("/hook/" + Secrets.PATH) {
    @Override
    AlertSink to(String url, Consumer<HttpSinkSpec> http) {
      return WebhookSink.of(url, Secrets.KEY, http);
    }
  };

  private final String path;

  HttpSinks(String path) {
    this.path = path;
  }

  abstract AlertSink to(String url, Consumer<HttpSinkSpec> http);

  String path() {
    return path;
  }

  /** To a test's server. */
  AlertSink to(TestServer server) {
    return to(server.url(path), HttpSinkSpec::allowPlainHttp);
  }
}
