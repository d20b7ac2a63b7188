package io.health4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prometheus' node exporter with its default collectors, scraped every 5 s. The scraper is in this
 * process, so its CPU time counts for nobody.
 */
final class NodeExporter implements AutoCloseable {

  /** Debian's name, and its own. */
  private static final List<String> NAMES = List.of("prometheus-node-exporter", "node_exporter");

  /** Empty where it is not installed. */
  private final Optional<Process> process;

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final Timer scraper = new Timer("bench-scraper", true);
  private final AtomicInteger scrapes = new AtomicInteger();
  private final List<Long> cpu = new ArrayList<>();
  private int scrapesRead;

  NodeExporter() throws IOException {
    String address = "127.0.0.1:" + freePort();
    request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
            .timeout(Duration.ofSeconds(4))
            .build();
    Optional<String> program = find();
    process = program.isPresent() ? Optional.of(start(program.get(), address)) : Optional.empty();
    if (process.isPresent()) {
      scraper.scheduleAtFixedRate(new Scrape(), 1_000, 5_000);
    }
  }

  private static Process start(String program, String address) throws IOException {
    return Child.start(
        new ProcessBuilder(program, "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(Bench.LOG.toFile())));
  }

  private static Optional<String> find() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
        .flatMap(folder -> NAMES.stream().map(name -> new File(folder, name)))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private final class Scrape extends TimerTask {

    @Override
    public void run() {
      try {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        scrapes.addAndGet(answer.statusCode() == 200 ? 1 : 0);
      } catch (IOException e) {
        // not counted, so that it shows
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Reads its CPU time at one more mark; the first is its start. */
  void read() {
    process.ifPresent(
        started -> cpu.add(cpu.isEmpty() ? 0 : CpuProfiler.ofProcess(started.toHandle())));
    scrapesRead = scrapes.get();
  }

  /** Why it can't be compared with; empty where it can. */
  Optional<String> missing() {
    return process.isEmpty()
        ? Optional.of("prometheus-node-exporter is not installed")
        : scrapesRead == 0 ? Optional.of("the node exporter did not answer") : Optional.empty();
  }

  /** How often it was read. */
  int marks() {
    return cpu.size();
  }

  /** How often it was scraped until it was last read. */
  int scrapes() {
    return scrapesRead;
  }

  /** Its share of a core between two marks that are so many seconds apart. */
  double share(int from, int to, int seconds) {
    return (cpu.get(to) - cpu.get(from)) / 1e9 / seconds;
  }

  @Override
  public void close() {
    scraper.cancel();
    process.ifPresent(Process::destroy);
  }
}
