package io.health4j.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of the Prometheus family as a child process, on a free port, which it tells in its log.
 * It is killed when it is closed, and at the latest with this JVM.
 */
final class RealProgram implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("msg=\"?Listening(?: on)?\"?.* address=(127\\.0\\.0\\.1:\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Thread killer;
  private final String url;

  private RealProgram(Process process) throws Exception {
    this.process = process;
    killer = new Thread(process::destroyForcibly, "kill-" + process.pid());
    Runtime.getRuntime().addShutdownHook(killer);
    var told = new CompletableFuture<String>();
    var reader = new Thread(() -> read(process.inputReader(), told), "read-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    try {
      url = "http://" + told.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Starts one, and waits until it answers. */
  static RealProgram start(List<String> command) throws Exception {
    var program = new RealProgram(new ProcessBuilder(command).redirectErrorStream(true).start());
    try {
      Patience.until(
          () -> command + " is not ready", () -> program.ask("/-/ready").statusCode() == 200);
      return program;
    } catch (Exception | AssertionError e) {
      program.close();
      throw e;
    }
  }

  /** On a thread of its own: reading cannot be interrupted, and what is not read holds it up. */
  private static void read(BufferedReader log, CompletableFuture<String> told) {
    var said = new StringBuilder();
    try {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.find()) {
          told.complete(matcher.group(1));
        }
        if (!told.isDone()) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    told.completeExceptionally(new IOException("it ended: " + said));
  }

  String address() {
    return url.substring("http://".length());
  }

  /** Asks its API; the body as JSON, whatever the status. */
  JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
    return JSON.readTree(ask(pathAndQuery).body());
  }

  private HttpResponse<String> ask(String pathAndQuery) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + pathAndQuery)).timeout(PATIENCE).build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(); // what comes next takes its folder
      }
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The JVM ends already; the hook kills it.
    }
  }
}
