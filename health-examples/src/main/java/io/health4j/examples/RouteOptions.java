package io.health4j.examples;

import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Severity;
import io.health4j.notify.AlertmanagerSink;
import io.health4j.notify.EmailSink;
import io.health4j.notify.HttpSinkSpec;
import io.health4j.notify.PagerDutySink;
import io.health4j.notify.SlackSink;
import io.health4j.notify.WebhookSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is told of alerts: each of these options makes a route. What they are given is secret, so of
 * a URL that is refused only the scheme and the host are told, and of a key nothing.
 */
final class RouteOptions {

  private static final String ALERTMANAGER = "--alertmanager";
  private static final String WEBHOOK = "--webhook";
  private static final String WEBHOOK_SECRET = "--webhook-secret";
  private static final String SLACK = "--slack";
  private static final String PAGERDUTY = "--pagerduty";
  private static final String SMTP = "--smtp";
  private static final String MAIL_TO = "--mail-to";
  private static final Set<String> KNOWN =
      Set.of(ALERTMANAGER, WEBHOOK, WEBHOOK_SECRET, SLACK, PAGERDUTY, SMTP, MAIL_TO);

  /** A URL's scheme and host, without user and password. */
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(https?)://(?:[^/?#]*@)?([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::\\d*)?([/?#].*)?");

  private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9._-]+):(\\d{1,5})");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?i)localhost|127\\.[0-9.]+|\\[::1]");

  private RouteOptions() {}

  /** These options, and others. */
  static Set<String> and(Set<String> others) {
    var all = new HashSet<>(KNOWN);
    all.addAll(others);
    return all;
  }

  /**
   * The routes that are asked for.
   *
   * @throws UsageException with one line for the user
   */
  static List<AlertRoute> parse(CommandLine line) {
    together(line, WEBHOOK_SECRET, WEBHOOK);
    together(line, SMTP, MAIL_TO);
    together(line, MAIL_TO, SMTP);
    var routes = new ArrayList<AlertRoute>();
    line.value(ALERTMANAGER)
        .map(url -> overHttp(ALERTMANAGER, url, http -> AlertmanagerSink.of(url, http)))
        .ifPresent(sink -> routes.add(AlertRoute.to(sink)));
    line.value(WEBHOOK)
        .map(url -> overHttp(WEBHOOK, url, http -> webhook(line, url, http)))
        .ifPresent(sink -> routes.add(AlertRoute.to(sink)));
    line.value(SLACK)
        .map(url -> overHttp(SLACK, url, http -> SlackSink.of(url, http)))
        .ifPresent(sink -> routes.add(AlertRoute.to(sink).from(Severity.WARNING)));
    line.value(PAGERDUTY)
        .map(key -> made(PAGERDUTY, "", () -> PagerDutySink.of(key)))
        .ifPresent(sink -> routes.add(AlertRoute.to(sink).from(Severity.CRITICAL)));
    line.value(SMTP)
        .map(server -> mail(server, line.value(MAIL_TO).orElseThrow()))
        .ifPresent(sink -> routes.add(AlertRoute.to(sink).from(Severity.WARNING)));
    return List.copyOf(routes);
  }

  private static void together(CommandLine line, String option, String needed) {
    if (line.has(option) && !line.has(needed)) {
      throw new UsageException(option + " needs " + needed + "; see ./demo --help");
    }
  }

  private static AlertSink webhook(CommandLine line, String url, Consumer<HttpSinkSpec> http) {
    return line.value(WEBHOOK_SECRET)
        .map(secret -> WebhookSink.of(url, secret, http))
        .orElseGet(() -> WebhookSink.unsigned(url, http));
  }

  private static AlertSink overHttp(
      String option, String url, Function<Consumer<HttpSinkSpec>, AlertSink> maker) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new UsageException(
          option + " must be a URL that begins with https:// and has a host, was none");
    }
    boolean plain = parts.group(1).equalsIgnoreCase("http");
    String shown =
        ", was '" + parts.group(1).toLowerCase(Locale.ROOT) + "://" + parts.group(2) + "'";
    if (plain && !THIS_MACHINE.matcher(parts.group(2)).matches()) {
      throw new UsageException(
          option + " must begin with https:// unless it leads to this machine" + shown);
    }
    return made(
        option, shown, () -> maker.apply(plain ? HttpSinkSpec::allowPlainHttp : http -> {}));
  }

  private static AlertSink mail(String server, String to) {
    Matcher parts = SERVER.matcher(server);
    if (!parts.matches()) {
      throw new UsageException(SMTP + " must be HOST:PORT, was '" + server + "'");
    }
    String host = parts.group(1);
    boolean plain = THIS_MACHINE.matcher(host).matches();
    return made(
        SMTP,
        "",
        () ->
            EmailSink.of(
                host,
                mail -> {
                  mail.port(Integer.parseInt(parts.group(2))).from(to).to(to);
                  if (plain) {
                    mail.allowPlain();
                  }
                }));
  }

  /** What a sink refuses is told in its words, which have no secrets. */
  private static AlertSink made(String option, String shown, Supplier<AlertSink> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage() + shown);
    }
  }
}
