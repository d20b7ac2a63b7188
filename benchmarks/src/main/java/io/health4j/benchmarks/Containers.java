package io.health4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Containers of this machine's busybox that sleep, made and removed by Docker's own command line;
 * they have a label of their own.
 */
final class Containers implements AutoCloseable {

  static final String LABEL = "io.health4j.bench";

  private static final String IMAGE = "health4j-bench:local";

  /** Docker starts some side by side. */
  private static final int AT_ONCE = 4;

  final String value = UUID.randomUUID().toString();

  Containers(int count) throws IOException, InterruptedException {
    image();
    String start =
        "seq %d | xargs -P %d -I{} docker run -d --network none --label %s=%s %s sleep 100000"
            .formatted(count, AT_ONCE, LABEL, value, IMAGE);
    try {
      shell(start);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static void image() throws IOException, InterruptedException {
    shell(
        """
        docker image inspect %1$s >/dev/null 2>&1 && exit 0
        busybox=$(command -v busybox) || { echo 'needs busybox-static' >&2; exit 1; }
        root=$(mktemp -d) && mkdir "$root/bin" && cp "$busybox" "$root/bin/busybox" &&
          ln -s busybox "$root/bin/sleep" && tar -C "$root" -c . | docker import - %1$s
        code=$?
        rm -rf "$root"
        exit $code
        """
            .formatted(IMAGE));
  }

  /** Runs a script and gives the lines that it told. */
  static List<String> shell(String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", script)
            .redirectError(ProcessBuilder.Redirect.appendTo(Bench.LOG.toFile()))
            .start();
    var lines = new ArrayList<String>();
    try (var reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    }
    if (process.waitFor() != 0) {
      throw new IOException("docker and busybox are needed, and an engine that answers: " + script);
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    try {
      shell("docker ps -aq --filter label=" + LABEL + "=" + value + " | xargs -r docker rm -f");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
