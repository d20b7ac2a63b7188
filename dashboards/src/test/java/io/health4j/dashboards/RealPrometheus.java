package io.health4j.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes and evaluates every second. */
final class RealPrometheus implements AutoCloseable {

  private final List<String> command;
  private RealProgram program;

  private RealPrometheus(List<String> command) throws Exception {
    this.command = command;
    this.program = RealProgram.start(command);
  }

  /**
   * Starts one.
   *
   * @param folder an empty one, for its data and configuration
   * @param scraped URLs of metrics
   * @param rules rule files
   * @param alertmanagers addresses; may be none
   */
  static RealPrometheus start(
      Path folder,
      Collection<String> scraped,
      Collection<Path> rules,
      Collection<String> alertmanagers)
      throws Exception {
    Path program = Programs.need(Programs.PROMETHEUS);
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, config(scraped, rules, alertmanagers));
    return new RealPrometheus(
        List.of(
            program.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:0",
            "--enable-feature=exemplar-storage"));
  }

  private static String config(
      Collection<String> scraped, Collection<Path> rules, Collection<String> alertmanagers) {
    return """
    global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
    rule_files: %s
    alerting: {alertmanagers: [{static_configs: [{targets: %s}]}]}
    scrape_configs:
    - job_name: health4j
      static_configs: [{targets: %s}]
    """
        .formatted(
            quoted(rules.stream().map(file -> file.toAbsolutePath().toString()).toList()),
            quoted(alertmanagers),
            quoted(scraped.stream().map(url -> URI.create(url).getAuthority()).toList()));
  }

  private static String quoted(Collection<String> texts) {
    return texts.stream()
        .map(text -> "'" + text.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Ends it, and starts it again on the same data. */
  void restart(Runnable meanwhile) throws Exception {
    program.close();
    meanwhile.run();
    program = RealProgram.start(command);
  }

  /** What an expression gives now: an array of series, or empty. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    JsonNode answer = program.get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalArgumentException(expression + ": " + answer.path("error").asText());
    }
    return answer.path("data").path("result");
  }

  /** The one value that an expression gives now; empty when it gives none. */
  OptionalDouble value(String expression) throws IOException, InterruptedException {
    JsonNode result = query(expression);
    return result.size() == 1
        ? OptionalDouble.of(number(result.get(0).path("value").path(1).asText()))
        : OptionalDouble.empty();
  }

  private static double number(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
    return program.get(pathAndQuery).path("data");
  }

  /** The rules that it has loaded, of all groups. */
  List<JsonNode> rules() throws IOException, InterruptedException {
    var all = new ArrayList<JsonNode>();
    get("/api/v1/rules").path("groups").forEach(group -> group.path("rules").forEach(all::add));
    return all;
  }

  @Override
  public void close() {
    program.close();
  }
}
