package io.health4j.docker.real;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Docker engine of our own, in a folder of its own, which tests may kill, halt and start again.
 * Containers outlive it ({@code --live-restore}), so that a test sees what a restart alone does.
 * Not thread-safe.
 */
final class EngineProcess {

  private static final int PATIENCE_SECONDS = 120;

  private final Path folder;
  private final String driver;
  private Process process;

  private EngineProcess(Path folder, String driver) throws IOException {
    this.folder = folder;
    this.driver = driver;
    process = launch();
  }

  /** Starts one; where the file system cannot be laid over, with a driver that copies. */
  static EngineProcess start() throws IOException, InterruptedException {
    try {
      return start("overlay2");
    } catch (IOException e) {
      return start("vfs");
    }
  }

  private static EngineProcess start(String driver) throws IOException, InterruptedException {
    // Short, since the path of a socket has at most 107 bytes.
    EngineProcess engine = new EngineProcess(Files.createTempDirectory("h4j-"), driver);
    try {
      engine.awaitAnswer();
      return engine;
    } catch (IOException | InterruptedException e) {
      engine.kill();
      engine.delete();
      throw e;
    }
  }

  /** Whether one can be had here: the program is on the path, and this is root on Linux. */
  static boolean possible() throws IOException {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        Stream.of(path.split(File.pathSeparator))
            .anyMatch(in -> Files.isExecutable(Path.of(in, "dockerd")));
    Path self = Path.of("/proc/self");
    return there && Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
  }

  String address() {
    return "unix://" + folder.resolve("docker.sock");
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            "setsid", // Ctrl-C is for the tests; they end this
            "dockerd",
            "--host=" + address(),
            "--pidfile=" + folder.resolve("docker.pid"),
            "--data-root=" + folder.resolve("data"),
            "--exec-root=" + folder.resolve("exec"),
            "--bridge=none",
            "--iptables=false",
            "--ip6tables=false",
            "--live-restore",
            "--storage-driver=" + driver)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private Path log() {
    return folder.resolve("log");
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (!answers()) {
      boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        List<String> said = Files.readAllLines(log());
        String end = String.join("\n", said.subList(Math.max(0, said.size() - 10), said.size()));
        throw new IOException("dockerd with " + driver + (ended ? " ended" : " is silent\n") + end);
      }
    }
  }

  private boolean answers() throws IOException {
    return Files.exists(folder.resolve("docker.sock")) && RealEngine.answers(address());
  }

  /** Starts it where it was left. */
  void again() throws IOException, InterruptedException {
    process = launch();
    awaitAnswer();
  }

  /** Ends it as an administrator would. */
  void end() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Ends it without a chance to tidy up: its socket stays. */
  void kill() throws IOException, InterruptedException {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly().waitFor();
    for (ProcessHandle each : below) { // containerd dies a moment later; the next may not meet it
      awaitEnd(each.pid());
    }
  }

  /** ProcessHandle.onExit looks but every second or two at a process that is no child. */
  private static void awaitEnd(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("tail", "--pid=" + pid, "--sleep-interval=0.02", "-f", "/dev/null")
        .start()
        .waitFor();
  }

  /** Holds it still; what connects to it waits. */
  void halt() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on. */
  void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String which) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    assumeTrue(new ProcessBuilder("kill", which, pid).start().waitFor() == 0, "no kill here");
  }

  /** Removes its containers, ends it, and deletes all that it kept. */
  void close() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      again();
    }
    goOn();
    try (DockerClient client = RealEngine.connect(address());
        Sandboxes left = new Sandboxes(() -> client)) {
      client.listContainersCmd().withShowAll(true).exec().forEach(each -> left.adopt(each.getId()));
    } finally {
      end();
      delete();
    }
  }

  private void delete() throws IOException, InterruptedException {
    List<String> mounted =
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
            .map(line -> line.split(" ", 3)[1])
            .filter(each -> each.startsWith(folder + "/"))
            .sorted(Comparator.reverseOrder())
            .toList();
    for (String each : mounted) {
      new ProcessBuilder("umount", each).start().waitFor();
    }
    deleteAll(folder);
  }

  /** What has not quite ended may change files meanwhile: then it begins anew. */
  static void deleteAll(Path folder) throws IOException {
    long begun = System.nanoTime();
    while (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      } catch (IOException | UncheckedIOException e) {
        if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
          throw e;
        }
      }
    }
  }
}
