package io.health4j.dashboards;

import io.health4j.examples.Demo;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The demo in a JVM of its own, with one trouble, as its start script starts it. */
final class RealDemo implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/metrics");

  final String trouble;
  private final Process process;
  private final Thread killer;
  private final BlockingQueue<String> urls = new LinkedBlockingQueue<>();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Long troubled;

  private RealDemo(String trouble, Process process) {
    this.trouble = trouble;
    this.process = process;
    killer = new Thread(process::destroyForcibly, "kill-demo-" + trouble);
    Runtime.getRuntime().addShutdownHook(killer);
    var reader = new Thread(() -> read(process.inputReader()), "read-demo-" + trouble);
    reader.setDaemon(true);
    reader.start();
  }

  static RealDemo start(String trouble) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Demo.class.getName(),
            "--trouble",
            trouble,
            "--port",
            "0",
            "--seconds",
            "600"); // if this JVM is killed and kills none
    return new RealDemo(trouble, new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read(BufferedReader log) {
    try {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        said.add(line);
        Matcher url = URL.matcher(line);
        if (url.find()) {
          urls.add(url.group());
        }
        if (line.contains("trouble begins")) {
          troubled = System.nanoTime();
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  /** Where it is scraped; waits until it tells. */
  String url() throws Exception {
    String url = urls.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (url == null) {
      throw new AssertionError(
          "the demo with " + trouble + " told no URL, but " + String.join("\n", said));
    }
    return url;
  }

  /** When it made its trouble, by {@link System#nanoTime}. */
  OptionalLong troubled() {
    Long tick = troubled;
    return tick == null ? OptionalLong.empty() : OptionalLong.of(tick);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // The JVM ends already; the hook kills it.
    }
  }
}
